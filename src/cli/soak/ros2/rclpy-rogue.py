"""Speaks on a topic of commands on which it has no business, when told to, until it is told to be silent."""

import json
import sys
import threading
import time

import rclpy
from geometry_msgs.msg import Twist, TwistStamped

PERIOD = 0.02


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Rogue:
    """One node that commands, from its making to its end."""

    def __init__(self, topic, name, kind, speed):
        self.created = time.monotonic()
        self.node = rclpy.create_node(name)
        type = TwistStamped if kind == "stamped" else Twist
        self.publisher = self.node.create_publisher(type, topic, 10)
        self.message = type()
        twist = self.message
        if kind == "stamped":
            self.message.header.frame_id = "rogue"
            twist = self.message.twist
        twist.linear.x = speed
        self.kind = kind
        self.speaks = True
        self.thread = threading.Thread(target=self.speak, daemon=True)
        self.thread.start()

    def speak(self):
        while self.speaks:
            if self.kind == "stamped":
                self.message.header.stamp = self.node.get_clock().now().to_msg()
            self.publisher.publish(self.message)
            time.sleep(PERIOD)

    def end(self):
        self.speaks = False
        self.thread.join()
        self.node.destroy_publisher(self.publisher)
        self.node.destroy_node()


def main():
    rclpy.init()
    say(event="ready")
    rogue = None
    for line in sys.stdin:
        asked = json.loads(line)
        if rogue is not None:
            rogue.end()
            rogue = None
        if asked["do"] == "speak":
            rogue = Rogue(asked["topic"], asked["name"], asked["kind"], asked["speed"])
            say(event="speaks", created=rogue.created)
        else:
            say(event="silent")
    if rogue is not None:
        rogue.end()
    rclpy.shutdown()


main()
