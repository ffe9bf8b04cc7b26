"""A relay as most would write it in Python: what comes in goes out."""

import sys

import rclpy
from geometry_msgs.msg import TwistStamped
from rclpy.executors import ExternalShutdownException
from rclpy.node import Node


class Relay(Node):
    def __init__(self, incoming, outgoing):
        super().__init__("rclpy_relay")
        publisher = self.create_publisher(TwistStamped, outgoing, 10)
        self.create_subscription(TwistStamped, incoming, publisher.publish, 10)


def main():
    rclpy.init()
    try:
        rclpy.spin(Relay(sys.argv[1], sys.argv[2]))
    except (KeyboardInterrupt, ExternalShutdownException):
        pass


main()
