"""Performs a launch file with arguments `name:=value` and prints the nodes it starts, and brings back, as JSON."""

import importlib.util
import json
import sys

from launch import LaunchContext
from launch.actions import DeclareLaunchArgument, OpaqueFunction, RegisterEventHandler


def main(file, arguments):
    spec = importlib.util.spec_from_file_location("launch_file", file)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    entities = module.generate_launch_description().entities
    declared = {e.name: e.default_value for e in entities if isinstance(e, DeclareLaunchArgument)}
    unknown = set(arguments) - set(declared)
    if unknown:
        raise SystemExit(f"no such launch argument: {unknown}")
    context = LaunchContext({**declared, **arguments})
    actions = [a for e in entities if isinstance(e, OpaqueFunction) for a in e.function(context)]
    handlers = [a.event_handler for a in actions if isinstance(a, RegisterEventHandler)]
    reborn = [node.given for handler in handlers for node in handler.on_exit(None, context)]
    context.is_shutdown = True
    after = [handler.on_exit(None, context) for handler in handlers]
    print(
        json.dumps(
            {
                "arguments": sorted(declared),
                "nodes": [a.given for a in actions if not isinstance(a, RegisterEventHandler)],
                "reborn": reborn,
                "after_shutdown": after,
            }
        )
    )


main(sys.argv[1], dict(argument.split(":=", 1) for argument in sys.argv[2:]))
