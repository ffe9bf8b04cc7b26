"""Runs a launch file with arguments `name:=value`, as `ros2 launch` runs what this stand-in knows of it.

As launch_ros does: an executable is found in lib/PACKAGE of an ament prefix; values of parameters go into a file under the
full name of the node; name, namespace, remappings and files follow the node's own arguments behind `--ros-args`. As launch
does: SIGINT asks every process to end at once, SIGTERM after 5 s, SIGKILL after 5 s more; what respawns comes back.
Every line a process prints is printed with its name; the exit codes come last.
"""

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

import yaml
from launch import LaunchContext
from launch.actions import RegisterEventHandler
from perform import actions_of, load

PATIENCE = 5


def program(package, executable):
    """Path of an executable of an ament package."""
    for prefix in os.environ["AMENT_PREFIX_PATH"].split(":"):
        path = Path(prefix) / "lib" / package / executable
        if path.exists():
            return str(path)
    raise SystemExit(f"executable '{executable}' not found in package '{package}'")


def command_line(given, folder):
    """The command line of a node."""
    namespace = given["namespace"]
    if namespace and not namespace.startswith("/"):
        namespace = f"/{namespace}"
    full = f"{namespace}/{given['name']}"
    words = [*given["arguments"], "--ros-args", "-r", f"__node:={given['name']}"]
    words += ["-r", f"__ns:={namespace}"] if namespace else []
    for name, other in given.get("remappings", []):
        words += ["-r", f"{name}:={other}"]
    for index, source in enumerate(given["parameters"]):
        path = source
        if isinstance(source, dict):
            path = f"{folder}/{given['name']}-{id(given)}-{index}.yaml"
            Path(path).write_text(yaml.safe_dump({full: {"ros__parameters": source}}))
        words += ["--params-file", path]
    return [program(given["package"], given["executable"]), *words]


class Launch:
    """Everything one launch file starts."""

    def __init__(self, folder):
        self.folder, self.context = folder, LaunchContext({})
        self.running, self.codes, self.handlers = {}, [], []

    def start(self, actions):
        self.handlers += [a.event_handler for a in actions if isinstance(a, RegisterEventHandler)]
        nodes = [action for action in actions if not isinstance(action, RegisterEventHandler)]
        return [asyncio.create_task(self.live(node)) for node in nodes]

    async def live(self, node):
        """A node from its start to its last end."""
        name = node.given["name"]
        while True:
            pipe = asyncio.subprocess.PIPE
            child = await asyncio.create_subprocess_exec(
                *command_line(node.given, self.folder), stdout=pipe, stderr=asyncio.subprocess.STDOUT
            )
            self.running[child.pid] = child
            print(f"[{name}-{child.pid}]: process started", flush=True)
            async for line in child.stdout:
                print(f"[{name}] {line.decode().rstrip()}", flush=True)
            code = await child.wait()
            del self.running[child.pid]
            print(f"[{name}-{child.pid}]: process has died, exit code {code}", flush=True)
            self.codes.append((name, code))
            after = [n for h in self.handlers if h.target_action is node for n in h.on_exit(None, self.context) or []]
            if after:
                await asyncio.gather(*self.start(after))
            if self.context.is_shutdown or not node.given["respawn"]:
                return
            await asyncio.sleep(node.given["respawn_delay"])

    async def shut_down(self):
        """As a Ctrl-C does."""
        self.context.is_shutdown = True
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            for child in list(self.running.values()):
                if number != signal.SIGINT:
                    print(f"process {child.pid} failed to terminate: {number.name}", flush=True)
                child.send_signal(number)
            for _ in range(PATIENCE * 20):
                if not self.running:
                    return
                await asyncio.sleep(0.05)


async def main(file, arguments):
    with tempfile.TemporaryDirectory() as folder:
        launch = Launch(folder)
        actions, _ = actions_of(load(file), arguments)
        tasks = launch.start(actions)
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGINT, lambda: asyncio.ensure_future(launch.shut_down())
        )
        await asyncio.gather(*tasks)
        print(f"ended: {dict(launch.codes)}", flush=True)


asyncio.run(main(sys.argv[1], dict(argument.split(":=", 1) for argument in sys.argv[2:])))
