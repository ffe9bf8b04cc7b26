import { turnBetween } from "../quantity/angle.ts";
import type { Pose } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";

type Dated = { readonly stamp: Seconds; readonly pose: Pose<"odom", "base"> };

/** How long poses are kept [s]. */
const KEPT = 1;

/** The robot's recent poses, newest last. A value: adding gives a new history. */
export type PoseHistory = readonly Dated[];

/** The history with one more pose; an older stamp than the newest starts it anew (time was reset). */
export function addPose(
  history: PoseHistory,
  stamp: Seconds,
  pose: Pose<"odom", "base">,
): PoseHistory {
  const newest = history.at(-1);
  if (newest !== undefined && stamp < newest.stamp) {
    return [{ stamp, pose }];
  }
  const kept = history.findIndex((item) => stamp - item.stamp <= KEPT);
  const next = history.slice(kept < 0 ? history.length : kept);
  next.push({ stamp, pose });
  return next;
}

/** The pose at a time, interpolated; before the first and after the last pose that one. Undefined when there is none. */
export function poseAt(history: PoseHistory, stamp: Seconds): Pose<"odom", "base"> | undefined {
  const after = history.find((item) => item.stamp >= stamp);
  const before = history.findLast((item) => item.stamp <= stamp);
  if (after === undefined || before === undefined) {
    return (after ?? before)?.pose;
  }
  const span = after.stamp - before.stamp;
  const share = span > 0 ? (stamp - before.stamp) / span : 0;
  return {
    x: before.pose.x + share * (after.pose.x - before.pose.x),
    y: before.pose.y + share * (after.pose.y - before.pose.y),
    yaw: before.pose.yaw + share * turnBetween(before.pose.yaw, after.pose.yaw),
  };
}
