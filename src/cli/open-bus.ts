import type { Ros2 } from "../bus/ros2/index.ts";

/** A node on ROS 2 that is not yet anything but its bus. */
export type OpenBus = Ros2;

/**
 * The ROS 2 bus of one node; loaded only where it is used.
 * @param args - `--ros-args` and what follows.
 */
export async function openBus(node: string, args: readonly string[]): Promise<OpenBus> {
  const { openRos2 } = await import("../bus/ros2/index.ts");
  return await openRos2({ node, args });
}
