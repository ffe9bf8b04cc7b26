import { wrap } from "../quantity/angle.ts";
import { type Pose, toInner } from "../quantity/frame.ts";
import type { Vector } from "../quantity/vector.ts";

/** One sweep of a lidar: what stands between the robot and others. */
export type Sweep = {
  /** The lidar in odom when it swept. */
  readonly pose: Pose<"odom", "sensor">;
  /** Direction of the first beam and turn from beam to beam [rad]. */
  readonly angleMin: number;
  readonly angleStep: number;
  /** Ranges [m]: infinity for no return, NaN for a beam that saw nothing at all. */
  readonly ranges: Float32Array;
};

/** What a detector could see in one frame. */
export type View = {
  /** The detector's frame in odom. */
  readonly pose: Pose<"odom", "base">;
  /** [m] */
  readonly range: number;
  /** Horizontal, centred ahead [rad]. */
  readonly fieldOfView: number;
  readonly sweep: Sweep | undefined;
};

/** Why somebody may not have been seen. */
export type Hiding = "in-view" | "outside" | "hidden";

/** A return this much nearer than a person stands between, and is not the person [m]. */
const BETWEEN = 0.5;
/** Share of a person's width that must be free of what stands between [1]. */
const FREE = 0.35;

/** Whether a place is in a detector's view, outside it, or hidden behind something the lidar sees. */
export function hidingAt(view: View, place: Vector, radius: number): Hiding {
  const own = toInner(view.pose, place);
  const distance = Math.hypot(own.x, own.y);
  const bearing = Math.abs(Math.atan2(own.y, own.x));
  if (distance > view.range || bearing > view.fieldOfView / 2) {
    return "outside";
  }
  const free = view.sweep === undefined ? 1 : freeShare(view.sweep, place, radius);
  return free < FREE ? "hidden" : "in-view";
}

/** Share of a disc's width to which the lidar has a free line of sight [1]; 1 where no beam tells. */
export function freeShare(sweep: Sweep, place: Vector, radius: number): number {
  const own = toInner(sweep.pose, place);
  const distance = Math.hypot(own.x, own.y);
  if (distance <= radius || sweep.angleStep === 0) {
    return 1;
  }
  const half = Math.asin(radius / distance);
  const count = sweep.ranges.length;
  const middle = Math.atan2(own.y, own.x) - sweep.angleMin;
  const centre = (middle > 0 ? wrap(middle - Math.PI) + Math.PI : middle) / sweep.angleStep;
  const reach = Math.max(1, Math.floor(half / Math.abs(sweep.angleStep)));
  const around = Math.round((2 * Math.PI) / Math.abs(sweep.angleStep));
  let told = 0;
  let free = 0;
  for (let k = -reach; k <= reach; k++) {
    const index = (((Math.round(centre) + k) % around) + around) % around;
    const range = index < count ? (sweep.ranges[index] ?? NaN) : NaN;
    if (!Number.isNaN(range)) {
      told++;
      free += range > distance - radius - BETWEEN ? 1 : 0;
    }
  }
  return told === 0 ? 1 : free / told;
}
