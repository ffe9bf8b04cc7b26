import { type Pose, toOuter } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";

/** One revolution of a planar lidar. A beam without return is +Infinity, a blind or dropped one NaN. */
export type Scan = {
  readonly stamp: Seconds;
  readonly angleMin: number;
  readonly angleIncrement: number;
  readonly rangeMin: number;
  readonly rangeMax: number;
  readonly ranges: Float32Array;
};

/** Whether a beam tells nothing: not a number, or nearer than the sensor can see (something sits on it). */
export function isBlind(range: number, scan: Scan): boolean {
  return !(range >= scan.rangeMin);
}

/** Whether a beam hit something it can see. */
export function isHit(range: number, scan: Scan): boolean {
  return range >= scan.rangeMin && range <= scan.rangeMax;
}

/** Direction of a beam in the sensor's frame [rad]. */
export function angleOf(scan: Scan, index: number): number {
  return scan.angleMin + index * scan.angleIncrement;
}

/** The point at a range along a beam, in the base frame [m]. */
export function pointAt(
  scan: Scan,
  mount: Pose<"base", "sensor">,
  index: number,
  range: number,
): Vector {
  const angle = angleOf(scan, index);
  return toOuter(mount, {
    x: range * Math.cos(angle),
    y: range * Math.sin(angle),
  });
}
