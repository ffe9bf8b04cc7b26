import { turnBetween, wrap } from "../../quantity/angle.ts";
import type { Pose } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";

type Dated = { readonly at: Seconds; readonly pose: Pose<"odom", "base"> };

/** Where the robot has been lately, oldest first. */
export type PoseHistory = readonly Dated[];

/** How long poses are remembered: longer than any detection is late [s]. */
const REMEMBERED = 2;
/** How far beyond the newest or oldest pose a time may lie [s]; the robot is then taken to be where it was. */
const BEYOND = 0.1;

/** The history with one more pose; one that is not finite is left out, a clock started anew starts it anew. */
export function remember(
  history: PoseHistory,
  at: Seconds,
  pose: Pose<"odom", "base">,
): PoseHistory {
  const { x, y, yaw } = pose;
  if (!(Number.isFinite(at) && Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(yaw))) {
    return history;
  }
  const oldest = history.findIndex((one) => one.at > at - REMEMBERED);
  const end = history.findLastIndex((one) => one.at < at) + 1;
  const next = oldest < 0 ? [] : history.slice(oldest, end);
  next.push({ at, pose });
  return next;
}

/** Where the robot was at a time, by linear interpolation; undefined when that time is not covered. */
export function poseAt(history: PoseHistory, at: Seconds): Pose<"odom", "base"> | undefined {
  const after = history.findIndex((one) => one.at >= at);
  const later = history[after];
  const earlier = after < 0 ? history.at(-1) : history[after - 1];
  if (later === undefined || earlier === undefined) {
    const only = later ?? earlier;
    return only !== undefined && Math.abs(only.at - at) <= BEYOND ? only.pose : undefined;
  }
  const share = (at - earlier.at) / (later.at - earlier.at);
  const [a, b] = [earlier.pose, later.pose];
  return {
    x: a.x + share * (b.x - a.x),
    y: a.y + share * (b.y - a.y),
    yaw: wrap(a.yaw + share * turnBetween(a.yaw, b.yaw)),
  };
}
