/** The ROS 2 adapter of the bus: the only part of coalign that knows rclnodejs. */
export { NODE_FLAGS } from "./node-flags.ts";
export { Ros2Error } from "./native.ts";
export { openRos2, type Ros2, type Ros2Options } from "./open.ts";
export { stopInOrder, stopOnSignals, type StopPlan } from "./signals.ts";
