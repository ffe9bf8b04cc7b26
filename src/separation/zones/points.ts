import { wrap } from "../../quantity/angle.ts";
import type { Pose } from "../../quantity/frame.ts";
import { Beams } from "../beams.ts";
import { angleOf, isBlind, type Scan } from "../scan.ts";
import { isStraight } from "../surfaces.ts";
import { isWithin } from "./bearing.ts";
import type { Range } from "./zone.ts";

/** What one source saw, in the base frame: columns of numbers, as there are thousands a second. */
export type Points = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether geometry alone says that a point is part of a wall, and so no person. */
  readonly isWall: (index: number) => boolean;
  /** Beams that tell nothing: whatever is along them counts as occupied. */
  readonly blind: readonly Ray[];
};

/** A half-line with a unit direction, in the base frame [m]. */
export type Ray = {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
};

/** What a scan that cannot be read amounts to: a point that is nowhere. */
export const UNREADABLE: Points = {
  x: Float64Array.of(NaN),
  y: Float64Array.of(NaN),
  isWall: () => false,
  blind: [],
};

/**
 * The points of a scan. Beams that are not a number or nearer than the sensor can see are blind, and so is every
 * direction the scan leaves out, except in the bearings where the installer says this sensor sees nothing.
 * @param reach - What is farther from the sensor is not looked at [m].
 * @param beams - Where this source's beams are worked out; kept from scan to scan to save their sines.
 */
export function pointsOfScan(
  scan: Scan,
  mount: Pose<"base", "sensor">,
  blindArcs: readonly Range[],
  reach: number,
  beams: Beams = new Beams(),
): Points {
  if (!isReadable(scan)) {
    return UNREADABLE;
  }
  beams.take(scan, mount, HERE, reach);
  const blind = blindAngles(scan)
    .map((angle) => wrap(angle + mount.yaw))
    .filter((bearing) => !blindArcs.some((arc) => isWithin(arc, bearing)))
    .map((bearing) => ({
      x: mount.x,
      y: mount.y,
      dx: Math.cos(bearing),
      dy: Math.sin(bearing),
    }));
  return {
    x: beams.x.slice(0, beams.hits),
    y: beams.y.slice(0, beams.hits),
    isWall: (index) => isStraight(beams, index),
    blind,
  };
}

const HERE: Pose<"odom", "base"> = { x: 0, y: 0, yaw: 0 };

/** No scanner has its beams nearer together than this [rad]. */
const FINEST = 1e-4;

function isReadable({ ranges, angleMin, angleIncrement, rangeMin, rangeMax }: Scan): boolean {
  const spacing = Math.abs(angleIncrement);
  return (
    Number.isFinite(angleMin) &&
    spacing >= FINEST &&
    spacing * (ranges.length - 1) <= 2 * Math.PI + spacing &&
    ranges.length >= 2 &&
    rangeMin >= 0 &&
    rangeMax > rangeMin
  );
}

/** Directions in the sensor's frame of beams that tell nothing, and of beams there are none of [rad]. */
function blindAngles(scan: Scan): number[] {
  const found: number[] = [];
  const beams = Math.round((2 * Math.PI) / Math.abs(scan.angleIncrement));
  const all = Math.max(beams, scan.ranges.length);
  for (let i = 0; i < all; i++) {
    if (i >= scan.ranges.length || isBlind(scan.ranges[i] ?? NaN, scan)) {
      found.push(angleOf(scan, i));
    }
  }
  return found;
}
