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

/** Where one beam ended. */
export type Beam = {
  /** Index in the scan. */
  readonly index: number;
  /** Range [m]; infinity when nothing came back. */
  readonly range: number;
  /** End of the beam in the base frame [m]. */
  readonly point: Vector;
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

/** All beams that hit something within `reach` [m], in order, in the base frame. */
export function hits(scan: Scan, mount: Pose<"base", "sensor">, reach: number): Beam[] {
  const found: Beam[] = [];
  scan.ranges.forEach((range, index) => {
    if (isHit(range, scan) && range <= reach) {
      found.push({ index, range, point: pointAt(scan, mount, index, range) });
    }
  });
  return found;
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
