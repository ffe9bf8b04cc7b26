"""Performs a launch file with arguments `name:=value` and prints the nodes it starts, and brings back, as JSON."""

import importlib.util
import json
import sys

from launch import LaunchContext
from launch.actions import DeclareLaunchArgument, OpaqueFunction, RegisterEventHandler


def load(file):
    """The launch file as a module."""
    spec = importlib.util.spec_from_file_location("launch_file", file)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def actions_of(module, arguments):
    """What a launch file does with some arguments, and the arguments it has."""
    entities = module.generate_launch_description().entities
    declared = {e.name: e.default_value for e in entities if isinstance(e, DeclareLaunchArgument)}
    unknown = set(arguments) - set(declared)
    if unknown:
        raise SystemExit(f"no such launch argument: {unknown}")
    context = LaunchContext({**declared, **arguments})
    return [a for e in entities if isinstance(e, OpaqueFunction) for a in e.function(context)], context


def main(file, arguments):
    module = load(file)
    actions, context = actions_of(module, arguments)
    entities = module.generate_launch_description().entities
    handlers = [a.event_handler for a in actions if isinstance(a, RegisterEventHandler)]
    reborn = [node.given for handler in handlers for node in handler.on_exit(None, context)]
    context.is_shutdown = True
    after = [handler.on_exit(None, context) for handler in handlers]
    print(
        json.dumps(
            {
                "arguments": sorted(e.name for e in entities if isinstance(e, DeclareLaunchArgument)),
                "nodes": [a.given for a in actions if not isinstance(a, RegisterEventHandler)],
                "reborn": reborn,
                "after_shutdown": after,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], dict(argument.split(":=", 1) for argument in sys.argv[2:]))
