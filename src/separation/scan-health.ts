import type { Seconds } from "../quantity/time.ts";
import { isBlind, isHit, type Scan } from "./scan.ts";

/** What is wrong with a scanner that still talks. */
export type ScanTrouble = "" | "scan-frozen" | "scan-blind" | "scan-malformed";

/** What is remembered from scan to scan. */
export type ScanHealth = {
  readonly stamp: Seconds;
  readonly ranges: Float32Array;
  /** Scans in a row that repeat the one before. */
  readonly repeats: number;
  readonly trouble: ScanTrouble;
};

export const NO_SCAN_YET: ScanHealth = {
  stamp: -Infinity,
  ranges: new Float32Array(0),
  repeats: 0,
  trouble: "",
};

/** Beams that repeat to the bit this many scans in a row, while the robot moves, come from no living scanner. */
const FROZEN_AFTER = 3;

/** Above this share of blind beams the scanner counts as blind [1]. */
const BLIND_SHARE = 0.3;

/** Speed above which the view of a living scanner must change [m/s]. */
const MOVING = 0.05;

/**
 * Judges a scan against the one before: malformed fields, a stamp that does not go on (frozen or replayed), beams that
 * repeat to the bit while the robot moves at `speed` [m/s], too many blind beams, or no return at all.
 */
export function judgeScan(before: ScanHealth, scan: Scan, speed: number): ScanHealth {
  const same = isSame(before.ranges, scan.ranges);
  const repeats = same && speed > MOVING ? before.repeats + 1 : same ? before.repeats : 0;
  const health = { stamp: Math.max(scan.stamp, before.stamp), ranges: scan.ranges, repeats };
  if (!isWellFormed(scan)) {
    return { ...health, trouble: "scan-malformed" };
  }
  if (scan.stamp <= before.stamp || repeats >= FROZEN_AFTER) {
    return { ...health, trouble: "scan-frozen" };
  }
  return { ...health, trouble: isBlinded(scan) ? "scan-blind" : "" };
}

function isWellFormed(scan: Scan): boolean {
  return (
    scan.ranges.length >= 2 &&
    Number.isFinite(
      scan.stamp + scan.angleMin + scan.angleIncrement + scan.rangeMin + scan.rangeMax,
    ) &&
    scan.angleIncrement !== 0 &&
    Math.abs(scan.angleIncrement) * (scan.ranges.length - 1) <=
      2 * Math.PI + Math.abs(scan.angleIncrement) &&
    scan.rangeMin >= 0 &&
    scan.rangeMax > scan.rangeMin
  );
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((range, index) => Object.is(range, b[index]));
}

function isBlinded(scan: Scan): boolean {
  let blind = 0;
  let seen = 0;
  for (const range of scan.ranges) {
    blind += isBlind(range, scan) ? 1 : 0;
    seen += isHit(range, scan) ? 1 : 0;
  }
  return seen === 0 || blind > BLIND_SHARE * scan.ranges.length;
}
