import { join } from "node:path";

import { ROOT } from "../root.mjs";

/** Everything of ROS 2 that belongs to this checkout. */
export const ROS2 = join(ROOT, ".ros2");

/** The embedded ROS 2: a Python virtual environment and an ament prefix in one. */
export const PREFIX = join(ROS2, "prefix");

/** Our message packages, each in a prefix of its own named after its content. */
export const INTERFACES = join(ROS2, "interfaces");

/** Where messages are compiled; may be deleted at any time. */
export const BUILD = join(ROS2, "build");

/** Output of every step, for when one fails. */
export const LOGS = join(ROS2, "log");

/** What was provisioned and how to use it. */
export const ENVIRONMENT = join(ROS2, "environment.json");

/** The ROS 2 client library, whose native half is compiled here. */
export const RCLNODEJS = join(ROOT, "node_modules", "rclnodejs");

/** Default Fast DDS profile of the embedded ROS 2. */
export const DDS_PROFILE = join(ROOT, "src", "setup", "ros2", "dds-loopback.xml");
