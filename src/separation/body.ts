import type { Pose, Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { type Footprint, radiusOf } from "./footprint.ts";

/** What the robot knows of its own body, as far as separation needs it. */
export type Body = {
  /** Time of the state, ROS clock [s]. */
  readonly stamp: Seconds;
  readonly pose: Pose<"odom", "base">;
  readonly twist: Twist;
  readonly footprint: Footprint;
  /** Braking deceleration, the careful end [m/s²]. */
  readonly braking: number;
  /** From a command to the first change of speed, the careful end [s]. */
  readonly latency: Seconds;
};

/** Whether distances can be reckoned from a body: an outline with an area, brakes, and nothing that is not a number. */
export function isSound({ stamp, pose, footprint, braking, latency }: Body): boolean {
  return (
    Number.isFinite(stamp) &&
    isFinitePose(pose) &&
    footprint.length >= 3 &&
    footprint.every(({ x, y }) => Number.isFinite(x + y)) &&
    radiusOf(footprint) > 0 &&
    braking > 0 &&
    braking < Infinity &&
    latency >= 0 &&
    latency < Infinity
  );
}

export function isFinitePose({
  x,
  y,
  yaw,
}: Pose<"odom", "base"> | Pose<"base", "sensor">): boolean {
  return Number.isFinite(x + y + yaw);
}
