"""As much of ROS 2's `launch` as launch/sim.launch.py uses, for machines without it: actions are plain records."""


class LaunchContext:
    """Values of launch arguments."""

    def __init__(self, values):
        self.values = values
        self.is_shutdown = False


class LaunchDescription:
    """A list of actions."""

    def __init__(self, entities):
        self.entities = entities
