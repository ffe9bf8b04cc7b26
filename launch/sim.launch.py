"""A simulated robot among people, supervised: `ros2 launch coalign sim.launch.py`.

Which processes there are stands in processes.yaml beside this file; `coalign start` reads the same.
"""

from pathlib import Path
from xml.etree import ElementTree

import yaml
from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument, OpaqueFunction, RegisterEventHandler
from launch.event_handlers import OnProcessExit
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import Node

SHARE = Path(__file__).resolve().parent.parent

ARGUMENTS = {
    "use_sim_time": ("true", "Follow /clock, which the world publishes."),
    "namespace": ("", "Namespace of every node."),
    "params_file": ("", "Parameters that override those of processes.yaml."),
    "autostart": ("true", "Whether the nodes become active at once; false: a manager of lifecycles brings them up."),
    "use_respawn": ("true", "Bring back what died: the supervisor latched."),
    "log_level": ("info", "Least severity that is logged."),
    "world": ("shop-floor", "World, by name or file."),
    "robot": ("", "Robot, by name or URDF file; empty: the world's."),
    "seed": ("1", "Of all chance."),
    "deadman": ("false", "Whether the deadman stands between the supervisor and the base."),
    "people": ("", "Who perceives people beside the world's detector: humans (REP-155) or people_msgs; empty: nobody."),
    "page": ("true", "Whether the operator's page is served."),
    "record": ("", "Folder of the MCAP recording and the decision log; empty: none."),
    "operators_file": ("", "Public keys of the operators; empty: nobody can reset."),
}


# Frames belong to everyone unless the nodes are in a namespace; then each robot has its own, as in Nav2.
FRAMES = [("/tf", "tf"), ("/tf_static", "tf_static")]


def is_true(text):
    """Whether a launch argument says yes."""
    return text.strip().lower() in ("true", "1", "yes", "on")


def world_file(name):
    """The file of a world given by name or path."""
    named = SHARE / "worlds" / f"{name}.world.yaml"
    return named if named.exists() else Path(name).resolve()


def fillings(given):
    """What the words in processes.yaml stand for; None leaves a parameter at its default."""
    file = world_file(given["world"])
    if not file.exists():
        raise RuntimeError(f"there is no world '{given['world']}': give a name of {SHARE / 'worlds'} or a file")
    robots = yaml.safe_load(file.read_text()).get("robots") or [{}]
    goals = [float(number) for goal in robots[0].get("goals", []) for number in goal]
    return {
        "world": str(file),
        "robot": given["robot"] or None,
        "seed": int(given["seed"]),
        "goals": goals or None,
        "command_topic": "cmd_vel_in",
        "base_topic": "cmd_vel_base" if is_true(given["deadman"]) else None,
        "record": given["record"] or None,
        "operators_file": given["operators_file"] or None,
        "people": given["people"] or None,
        "base_frame": base_frame(given["robot"] or robots[0].get("urdf", ""), file),
        **(OWN_BASES if (given["robot"] or robots[0].get("urdf")) in own_robots() else {}),
    }


# What both of coalign's own bases surely reach: [m/s^2], [s]. Another robot's are at the nodes' careful defaults.
OWN_BASES = {"braking": 1.8, "latency": 0.07}


def own_robots():
    """Names of the robots that come along."""
    return [file.stem for file in (SHARE / "urdf").glob("*.urdf")]


def base_frame(robot, world):
    """The root link of a robot given by name or path; None where its file cannot be read here."""
    places = [SHARE / "urdf" / f"{robot}.urdf", world.parent / robot, Path(robot)]
    try:
        root = ElementTree.parse(next(place for place in places if place.is_file())).getroot()
    except (StopIteration, OSError, ElementTree.ParseError):
        return None
    children = [joint.find("child").get("link") for joint in root.findall("joint")]
    roots = [link.get("name") for link in root.findall("link") if link.get("name") not in children]
    return roots[0] if len(roots) == 1 else None


def filled(parameters, words):
    """Parameters with every `$(word)` replaced, without those there is nothing for."""
    values = {}
    for name, value in (parameters or {}).items():
        if isinstance(value, str) and value.startswith("$(") and value.endswith(")"):
            value = words.get(value[2:-1])
        if value is not None:
            values[name] = value
    return values


def settings(given):
    """Where these processes run."""
    chosen = {
        "page": is_true(given["page"]),
        "deadman": is_true(given["deadman"]),
        "recording": given["record"] != "",
        "people": given["people"] != "",
    }
    return {"simulation"} | {name for name, wanted in chosen.items() if wanted}


def node_of(process, name, given, words, after_death):
    """The launch action of one node."""
    parameters = filled((process.get("parameters") or {}).get(name), words)
    if after_death:
        parameters.update(filled((process.get("after_death") or {}).get(name), words))
    common = [{"use_sim_time": is_true(given["use_sim_time"]), "autostart": is_true(given["autostart"])}, parameters]
    return Node(
        package="coalign",
        executable=name,
        name=name,
        namespace=given["namespace"],
        output="screen",
        parameters=common + ([given["params_file"]] if given["params_file"] else []),
        remappings=FRAMES,
        arguments=["--ros-args", "--log-level", given["log_level"]],
        respawn=after_death,
        respawn_delay=0.1,
    )


def actions_of(process, given, words):
    """The actions of one process: what respawns comes back with its parameters for after a death."""
    actions = []
    for name in process["nodes"]:
        first = node_of(process, name, given, words, after_death=False)
        actions.append(first)
        if process.get("respawn") and is_true(given["use_respawn"]):
            reborn = node_of(process, name, given, words, after_death=True)

            def bring_back(event, context, reborn=reborn):
                return None if context.is_shutdown else [reborn]

            actions.append(RegisterEventHandler(OnProcessExit(target_action=first, on_exit=bring_back)))
    return actions


def start(context):
    """Everything that processes.yaml lists for a simulation."""
    given = {name: LaunchConfiguration(name).perform(context) for name in ARGUMENTS}
    words = fillings(given)
    processes = yaml.safe_load((SHARE / "launch" / "processes.yaml").read_text())["processes"]
    chosen = [process for process in processes if process.get("only") in settings(given) | {None}]
    return [action for process in chosen for action in actions_of(process, given, words)]


def generate_launch_description():
    """What `ros2 launch` asks for."""
    declared = [
        DeclareLaunchArgument(name, default_value=default, description=description)
        for name, (default, description) in ARGUMENTS.items()
    ]
    return LaunchDescription([*declared, OpaqueFunction(function=start)])
