"""A lifecycle node of rclpy: what tests hold ours against."""

import sys

import rclpy
from rclpy.lifecycle import Node

rclpy.init()
node = Node(sys.argv[1])
print("ready", flush=True)
rclpy.spin(node)
