import { type Pose, toOuter } from "../quantity/frame.ts";
import type { Vector } from "../quantity/vector.ts";
import { type Footprint, gapTo, radiusOf } from "./footprint.ts";
import type { Obstacle } from "./obstacle.ts";
import { isBlind, type Scan } from "./scan.ts";

/** The smallest thing that must not be run over unseen, across [m]: a leg, a post. */
export const HIDDEN_OBJECT = 0.15;

/** A person, across [m]. */
const PERSON = 0.35;

/** Within an arc, hidden places are looked for this far apart [rad]: half a sector of bearings. */
const STEP = Math.PI / 72;

/** Halvings that find where a thing just touches the outline to a few millimetres [1]. */
const HALVINGS = 10;

/** An arc without a sighted beam, in the sensor's frame: where it begins, and how wide it is [rad]. */
type Arc = { readonly from: number; readonly width: number };

/**
 * The nearest places in which something can be that no beam meets: between two sighted beams, beside the field of view.
 * A `blind` obstacle is the middle of a thing that may stand there, a `hidden` one the near side of a person who may come
 * out of there; neither overlaps the robot itself. In the base frame; beyond `reach` [m] they do not matter.
 */
export function blindArcs(
  scan: Scan,
  mount: Pose<"base", "sensor">,
  footprint: Footprint,
  reach: number,
): Obstacle[] {
  const narrowest = 2 * Math.asin(HIDDEN_OBJECT / 2 / reach);
  const farthest = radiusOf(footprint) + Math.hypot(mount.x, mount.y) + PERSON;
  return arcsOf(scan, narrowest).flatMap((arc) => [
    ...placesIn(arc, HIDDEN_OBJECT, mount, footprint, { reach, farthest }).map(
      ({ middle }): Obstacle => ({ kind: "blind", point: middle }),
    ),
    ...placesIn(arc, PERSON, mount, footprint, { reach, farthest }).map(({ side }): Obstacle => ({
      kind: "hidden",
      point: side,
    })),
  ]);
}

/** Arcs between neighbouring sighted beams that are wider than `narrowest` [rad]. */
function arcsOf(scan: Scan, narrowest: number): Arc[] {
  const { angleMin, angleIncrement: increment, ranges } = scan;
  const spacing = Math.abs(increment);
  const found: Arc[] = [];
  let first = -1;
  let last = -1;
  for (let i = 0; i < ranges.length; i++) {
    if (isBlind(ranges[i] ?? NaN, scan)) {
      continue;
    }
    const width = (i - last) * spacing;
    if (first < 0) {
      first = i;
    } else if (width > narrowest) {
      found.push({ from: angleMin + (increment > 0 ? last : i) * increment, width });
    }
    last = i;
  }
  const behind = 2 * Math.PI - (last - first) * spacing;
  return behind > narrowest
    ? [...found, { from: angleMin + (increment > 0 ? last : first) * increment, width: behind }]
    : found;
}

type Place = { readonly middle: Vector; readonly side: Vector };

/** Where round things of a size fit into an arc nearest to the sensor, bearing by bearing from its middle outwards. */
function placesIn(
  { from, width }: Arc,
  size: number,
  mount: Pose<"base", "sensor">,
  footprint: Footprint,
  { reach, farthest }: { readonly reach: number; readonly farthest: number },
): Place[] {
  const half = width / 2;
  const found: Place[] = [];
  for (let k = 0; k * STEP < half; k++) {
    const edge = Math.min(half - k * STEP, Math.PI / 2);
    const range = size / 2 / Math.sin(edge);
    if (range > reach) {
      break;
    }
    for (const bearing of k === 0 ? [half] : [half - k * STEP, half + k * STEP]) {
      const c = Math.cos(from + bearing);
      const s = Math.sin(from + bearing);
      const at = (r: number): Vector => toOuter(mount, { x: r * c, y: r * s });
      const clear = clearOf(footprint, at, size / 2, range, farthest);
      found.push({ middle: at(clear), side: at(clear - size / 2) });
    }
  }
  return found;
}

/** The range from which on a round thing does not overlap the outline. */
function clearOf(
  footprint: Footprint,
  at: (range: number) => Vector,
  radius: number,
  range: number,
  farthest: number,
): number {
  if (gapTo(footprint, at(range)).distance >= radius) {
    return range;
  }
  let inside = range;
  let outside = Math.max(range, farthest);
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (inside + outside) / 2;
    if (gapTo(footprint, at(middle)).distance < radius) {
      inside = middle;
    } else {
      outside = middle;
    }
  }
  return outside;
}
