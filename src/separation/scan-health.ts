import { isBlind, isHit, type Scan } from "./scan.ts";

/** What is wrong with a scanner that still talks. */
export type ScanTrouble = "" | "scan-frozen" | "scan-blind" | "scan-malformed";

/** Above this share of blind beams the scanner counts as blind [1]. */
const BLIND_SHARE = 0.3;

/** Judges what a scan says of itself: malformed fields, too many blind beams, or no return at all. */
export function judgeScan(scan: Scan): ScanTrouble {
  if (!isWellFormed(scan)) {
    return "scan-malformed";
  }
  return isBlinded(scan) ? "scan-blind" : "";
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

function isBlinded(scan: Scan): boolean {
  let blind = 0;
  let seen = 0;
  for (const range of scan.ranges) {
    blind += isBlind(range, scan) ? 1 : 0;
    seen += isHit(range, scan) ? 1 : 0;
  }
  return seen === 0 || blind > BLIND_SHARE * scan.ranges.length;
}
