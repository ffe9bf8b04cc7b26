class DeclareLaunchArgument:
    def __init__(self, name, *, default_value, description):
        self.name, self.default_value, self.description = name, default_value, description


class OpaqueFunction:
    def __init__(self, *, function):
        self.function = function


class RegisterEventHandler:
    def __init__(self, event_handler):
        self.event_handler = event_handler
