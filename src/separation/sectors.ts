import { dot, norm, type Vector } from "../quantity/vector.ts";
import type { Motion } from "./bodies.ts";
import { type Footprint, type Gap, gapTo, radiusOf } from "./footprint.ts";
import { BODY_BEYOND_LEGS, CONFIDENCE, KIND_NAMES } from "./kinds.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";

/** Bearings are bound one by one in sectors this wide [rad]: the nearest obstacle of each kind speaks for its sector. */
const SECTOR = Math.PI / 36;

/** More than there are sectors [1]. */
const SECTORS = 1000;

/** Far above what rounding does to a distance, far below what a scanner can tell [m]. */
export const MARGIN = 1e-6;

/**
 * A foot swings before the middle of the body along the way it walks: half a step, and the foot itself, at most [m]. To
 * the sides a body reaches so far [m], and a foot adds so much for each speed along the gap [s], up to a quick walk [m/s].
 * Steps grow with speed (Grieve & Gear 1966; Winter 2009: half a step is 0.19 of the height at 1.34 m/s).
 */
const STRIDE = 0.42;
const BESIDE = 0.2;
const STEP = 0.25;
const QUICK = 1.9;

export type Near = {
  readonly obstacle: Obstacle;
  /** Where it is nearest, in the base frame [m]: the obstacle's point, or the middle of its body. */
  readonly place: Vector;
  readonly gap: Gap;
};

/**
 * The nearest obstacle of each kind, and of those somebody answers for apart, in each sector, in the order in which the sectors were met.
 * @param horizonOf - From there on a kind does not matter [m].
 */
export function nearestBySector(
  obstacles: readonly Obstacle[],
  footprint: Footprint,
  horizonOf: (kind: ObstacleKind) => number,
): Near[] {
  const radius = radiusOf(footprint);
  const horizons = KIND_NAMES.map(horizonOf);
  const best = new Map<number, Near | undefined>();
  const bodies = new Map<Motion, Gap>();
  for (const obstacle of obstacles) {
    const { kind, point } = obstacle;
    const number = KIND_NAMES.indexOf(kind);
    const sector = Math.round(Math.atan2(point.y, point.x) / SECTOR);
    const key =
      (number + (obstacle.crawl === undefined ? 0 : KIND_NAMES.length)) * SECTORS + sector;
    const before = best.get(key);
    const body = bodyGap(footprint, obstacle, bodies);
    const least = Math.min(norm(point) - radius - MARGIN, body?.distance ?? Infinity);
    const record = before?.gap.distance ?? Infinity;
    const atMost = Math.min(record, horizons[number] ?? Infinity);
    const near = least > atMost ? undefined : nearer(obstacle, gapTo(footprint, point), body);
    if (near !== undefined && near.gap.distance < record) {
      best.set(key, near);
    } else if (before === undefined) {
      best.set(key, undefined);
    }
  }
  return [...best.values()].filter((near) => near !== undefined);
}

/** The gap to as far as the feet of a moving body swing, once for all its points; undefined for other things. */
function bodyGap(
  footprint: Footprint,
  { kind, motion }: Obstacle,
  known: Map<Motion, Gap>,
): Gap | undefined {
  if (kind !== "moving" || motion === undefined) {
    return undefined;
  }
  const found = known.get(motion);
  if (found !== undefined) {
    return found;
  }
  const gap = gapTo(footprint, motion.centre);
  const along = Math.abs(dot(motion.velocity, gap.towards)) + CONFIDENCE * motion.deviation;
  const reach = Math.min(STRIDE, BESIDE + STEP * Math.min(QUICK, along));
  const swung = { ...gap, distance: Math.max(0, gap.distance - reach + BODY_BEYOND_LEGS) };
  known.set(motion, swung);
  return swung;
}

function nearer(obstacle: Obstacle, gap: Gap, body: Gap | undefined): Near {
  const { point: place, motion } = obstacle;
  return body !== undefined && motion !== undefined && body.distance < gap.distance
    ? { obstacle, place: motion.centre, gap: body }
    : { obstacle, place, gap };
}
