import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";

/** Who could be pushing: the nearest thing that may be a person, as the scanner saw it last. */
export type Pushing = {
  /** From the robot's outline [m]; Infinity when there is none, or when nothing is seen. */
  readonly distance: number;
  /** Unit vector from the robot to it, in the base frame; absent when it is not known. */
  readonly towards?: Vector | undefined;
};

/** For how long a motion has been put down to somebody pushing [s]. A value. */
export type Push = { readonly lasted: Seconds };

export const NOBODY_PUSHED: Push = { lasted: 0 };

/** An arm and half a step: nobody pushes from farther away [m]. */
const REACH = 0.9;

/** Faster than this, and longer than this, is no push that may be waited out [m/s], [rad/s], [s]. */
const PUSHED_SPEED = 0.5;
const PUSHED_SPIN = 1;
const PUSHED_TIME: Seconds = 1.5;

/** Moving towards somebody faster than this is not being pushed by them [m/s]. */
const TOWARDS = 0.05;

/** After a push, a new one is waited out once it has stood for a quarter of its time; the count runs back at this rate [1]. */
const FORGIVING = 4;

/**
 * Whether a motion of a robot that was told to stand is explained by a push. Odometry cannot tell a push from a motor that
 * runs away, so it is bounded: somebody must be within reach, the robot must not move towards them, and it must be neither
 * faster nor longer than a push that does no harm.
 * @param moving - Whether it moves although it was told to stand.
 */
export function judgePush(
  before: Push,
  moving: "moving" | "standing",
  twist: Twist,
  step: Seconds,
  { distance, towards }: Pushing,
): { readonly push: Push; readonly verdict: "pushed" | "own motion" } {
  if (moving === "standing") {
    return {
      push: { lasted: Math.max(0, before.lasted - FORGIVING * step) },
      verdict: "own motion",
    };
  }
  const lasted = before.lasted + step;
  const closing = towards === undefined ? 0 : twist.vx * towards.x + twist.vy * towards.y;
  const explained =
    distance <= REACH &&
    closing <= TOWARDS &&
    Math.hypot(twist.vx, twist.vy) <= PUSHED_SPEED &&
    Math.abs(twist.wz) <= PUSHED_SPIN &&
    lasted <= PUSHED_TIME;
  return { push: { lasted }, verdict: explained ? "pushed" : "own motion" };
}
