import type { Bound } from "../../kernel/limit.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import type { Footprint } from "../footprint.ts";
import { type Clearance, clearanceTo } from "./clearance.ts";

/** Points of the base frame, as columns [m]. */
export type Columns = { readonly x: readonly number[]; readonly y: readonly number[] };

/** Rounding may make a motion along a wall look like one towards it by this much [m/s]; a robot needs 1000 s for 1 mm. */
const SLACK = 1e-6;

/**
 * Bounds that let the footprint come nearer to none of the points. All points nearest to one edge share its normal, and
 * differ in their lever arm; all nearest to one corner share that corner, and differ in their bearing. Either way the
 * two outermost imply those between them, so that two bounds for each part of the outline say all of it.
 */
export function awayFrom(
  footprint: Footprint,
  points: Columns,
  because: ReasonId,
  source: string,
): { readonly bounds: readonly Bound[]; readonly nearest: number } {
  const outermost = new Map<number, [Clearance, Clearance]>();
  let nearest = Infinity;
  for (let i = 0; i < points.x.length; i++) {
    const clearance = clearanceTo(footprint, points.x[i] ?? NaN, points.y[i] ?? NaN);
    nearest = Math.min(nearest, clearance.distance);
    const known = outermost.get(clearance.feature);
    if (known === undefined) {
      outermost.set(clearance.feature, [clearance, clearance]);
    } else if (isBefore(clearance, known[0])) {
      known[0] = clearance;
    } else if (isBefore(known[1], clearance)) {
      known[1] = clearance;
    }
  }
  const bounds = [...outermost.values()].flatMap(([first, last]) =>
    (first === last ? [first] : [first, last]).map(({ x, y, lever }) => ({
      x,
      y,
      turn: lever,
      atMost: SLACK,
      because,
      source,
    })),
  );
  return { bounds, nearest };
}

/** The order along one part of the outline: by lever at an edge, by bearing at a corner. */
function isBefore(a: Clearance, b: Clearance): boolean {
  return a.feature % 2 === 0 ? a.lever < b.lever : b.x * a.y - b.y * a.x < 0;
}
