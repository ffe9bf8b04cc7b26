"""Writes down when each command on a topic came, by the monotonic clock, and by its stamp; tells all of it at the end."""

import json
import os
import sys
import threading
import time

import rclpy
from geometry_msgs.msg import TwistStamped


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main():
    rclpy.init()
    node = rclpy.create_node("observer")
    heard = []

    def hear(message):
        linear, angular = message.twist.linear, message.twist.angular
        moves = linear.x != 0 or linear.y != 0 or angular.z != 0
        stamp = message.header.stamp
        heard.append((time.monotonic(), stamp.sec + 1e-9 * stamp.nanosec, moves))

    node.create_subscription(TwistStamped, sys.argv[1], hear, 100)
    threading.Thread(target=rclpy.spin, args=(node,), daemon=True).start()
    say(event="ready")
    for line in sys.stdin:
        if json.loads(line)["do"] == "begin":
            heard.clear()
        else:
            say(event="heard", heard=heard)
    sys.stdout.flush()
    os._exit(0)


main()
