import type { Pose, Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { ZERO } from "../quantity/vector.ts";
import { type Footprint, gapTo, radiusOf, widthOf } from "./footprint.ts";

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

/** No mobile base is larger [m], brakes less or harder [m/s²], or answers later [s]: numbers beyond are in other units. */
const LARGEST = 5;
const WEAKEST = 0.05;
const HARDEST = 20;
const LATEST: Seconds = 1;

/** No base is narrower, and none has its outline farther beside its own middle, counter-clockwise around it [m]. */
const NARROWEST = 0.05;
const BESIDE = 0.05;

/** Whether distances can be reckoned from a body: an outline around the base, brakes, and numbers in the right units. */
export function isSound({ stamp, pose, footprint, braking, latency }: Body): boolean {
  const radius = radiusOf(footprint);
  return (
    Number.isFinite(stamp) &&
    isFinitePose(pose) &&
    footprint.length >= 3 &&
    radius <= LARGEST &&
    widthOf(footprint) >= NARROWEST &&
    gapTo(footprint, ZERO).distance <= BESIDE &&
    braking >= WEAKEST &&
    braking <= HARDEST &&
    latency >= 0 &&
    latency <= LATEST
  );
}

export function isFinitePose({
  x,
  y,
  yaw,
}: Pose<"odom", "base"> | Pose<"base", "sensor">): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(yaw);
}
