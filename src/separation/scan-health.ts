import { angleOf, isBlind, isHit, type Scan } from "./scan.ts";
import { isWithin } from "./zones/bearing.ts";
import type { Range } from "./zones/zone.ts";

/** What is wrong with a scanner that still talks. */
export type ScanTrouble = "" | "scan-frozen" | "scan-blind" | "scan-malformed";

/** Above this share of blind beams the scanner counts as blind [1]. */
const BLIND_SHARE = 0.3;

/** Where a human answers for it that nothing is seen: beams masked there say nothing about the scanner. */
export type Masked = {
  /** Bearings in the base frame [rad]. */
  readonly arcs: readonly Range[];
  /** Heading of the scanner in the base frame [rad]. */
  readonly yaw: number;
};

const NOWHERE: Masked = { arcs: [], yaw: 0 };

/**
 * Judges what a scan says of itself: malformed fields, too many blind beams, or no return at all. Blind beams in a masked
 * arc do not count, nor does the arc in the share of the others; what is allowed there is decided elsewhere.
 */
export function judgeScan(scan: Scan, masked: Masked = NOWHERE): ScanTrouble {
  if (!isWellFormed(scan)) {
    return "scan-malformed";
  }
  return isBlinded(scan, masked) ? "scan-blind" : "";
}

function isWellFormed(scan: Scan): boolean {
  return (
    scan.ranges.length >= 2 &&
    [scan.stamp, scan.angleMin, scan.angleIncrement, scan.rangeMin, scan.rangeMax].every(
      Number.isFinite,
    ) &&
    scan.angleIncrement !== 0 &&
    Math.abs(scan.angleIncrement) * (scan.ranges.length - 1) <=
      2 * Math.PI + Math.abs(scan.angleIncrement) &&
    scan.rangeMin >= 0 &&
    scan.rangeMax > scan.rangeMin
  );
}

function isBlinded(scan: Scan, { arcs, yaw }: Masked): boolean {
  let beams = 0;
  let blind = 0;
  let seen = 0;
  for (let i = 0; i < scan.ranges.length; i++) {
    const range = scan.ranges[i] ?? NaN;
    seen += isHit(range, scan) ? 1 : 0;
    if (arcs.length === 0 || !arcs.some((arc) => isWithin(arc, yaw + angleOf(scan, i)))) {
      beams++;
      blind += isBlind(range, scan) ? 1 : 0;
    }
  }
  return seen === 0 || blind > BLIND_SHARE * beams;
}
