"""Commands a robot as autonomy would, from the line "go" on until it is killed."""

import json
import sys
import time

import rclpy
from geometry_msgs.msg import TwistStamped

PERIOD = 0.02
NEUTRAL = 0.1
SPEED = 0.2


def say(event):
    sys.stdout.write(json.dumps({"event": event}) + "\n")
    sys.stdout.flush()


def main():
    rclpy.init()
    node = rclpy.create_node("autonomy_" + sys.argv[1])
    publisher = node.create_publisher(TwistStamped, "cmd_vel_in", 100)
    while publisher.get_subscription_count() < 2:
        time.sleep(0.01)
    say("ready")
    sys.stdin.readline()
    message = TwistStamped()
    message.header.frame_id = "base_link"
    began = time.monotonic()
    due = began
    while True:
        message.header.stamp = node.get_clock().now().to_msg()
        message.twist.linear.x = SPEED if time.monotonic() > began + NEUTRAL else 0.0
        publisher.publish(message)
        due = max(due + PERIOD, time.monotonic())
        time.sleep(max(0.0, due - time.monotonic()))


main()
