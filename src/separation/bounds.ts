import type { Bound } from "../kernel/limit.ts";
import type { ReasonId } from "../kernel/reason.ts";
import type { Vector } from "../quantity/vector.ts";
import { nearContact } from "./contact.ts";
import type { Footprint } from "./footprint.ts";
import { allowanceFor, approachOf, inWords, KINDS, mayBePerson } from "./kinds.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import {
  anySpeed,
  closingSpeed,
  IMMOBILE,
  protectiveDistance,
  slantingSpeed,
  type Stopping,
} from "./protective-distance.ts";
import { MARGIN, type Near, nearestBySector } from "./sectors.ts";
import { curveLever, leversTo, swingSpeed } from "./swing.ts";

/** What separation asks of the kernel. */
export type SeparationLimit = {
  /** Largest speed in any direction [m/s]. */
  readonly speed: number;
  readonly because: ReasonId;
  /** Whom or what the speed protects, in words. */
  readonly source: string;
  readonly bounds: readonly Bound[];
};

/** The robot, as far as the limit depends on it. */
export type Mover = {
  readonly footprint: Footprint;
  /** As measured, in the base frame [m/s]. */
  readonly velocity: Vector;
  /** Fastest point of the outline, as measured [m/s]. */
  readonly outline: number;
  readonly stopping: Stopping;
  /** How far it looks [m]: it is never faster than it can stop within. */
  readonly sight: number;
  /** Z_r: uncertainty of its own position [m]. */
  readonly positioning: number;
  /** Speed it never exceeds anyway [m/s]. */
  readonly ceiling: number;
};

/** The limit that keeps the protective distance to every obstacle; what cannot bind below the ceiling is left out. */
export function separationLimit(obstacles: readonly Obstacle[], mover: Mover): SeparationLimit {
  const { footprint, stopping, ceiling } = mover;
  const fastest = ceiling + swingSpeed(footprint);
  const nearest = nearestBySector(obstacles, footprint, (kind) =>
    distanceThatMatters(kind, mover, fastest),
  );
  const bounds = nearest.flatMap((near) => closingBounds(near, mover, fastest));
  const contact = nearContact(nearest, footprint, stopping.reaction, ceiling);
  const slowest = nearest
    .filter(({ obstacle }) => mayBePerson(obstacle.kind) === "person")
    .map((near) => ({ near, speed: anySpeedNear(near, mover) }))
    .reduce<{ near: Near | undefined; speed: number }>(
      (least, item) => (item.speed < least.speed ? item : least),
      contact,
    );
  const { near } = slowest;
  const speed = Math.min(slowest.speed, speedInSight(mover));
  return {
    speed,
    because: "protective-separation",
    source: near === undefined ? "scan" : inWords(near.obstacle, near.gap.distance),
    bounds: [...bounds, ...contact.bounds],
  };
}

/** Largest speed from which it stops within what it sees, whatever stands there [m/s]. */
function speedInSight({ sight, stopping, positioning }: Mover): number {
  return closingSpeed(sight, IMMOBILE, stopping, allowanceFor("structure", positioning));
}

/**
 * From here on a kind cannot bind what goes no faster than `fastest` [m/s]. What may be people slows the robot in every
 * direction, and matters wherever it is.
 */
function distanceThatMatters(
  kind: ObstacleKind,
  { stopping, positioning }: Mover,
  fastest: number,
): number {
  const { approach } = KINDS[kind];
  const allowance = allowanceFor(kind, positioning);
  return mayBePerson(kind) === "person"
    ? Infinity
    : MARGIN + protectiveDistance(fastest, approach, stopping, allowance);
}

/** One bound of the closing speed, or one for each way of turning where they differ. */
function closingBounds({ obstacle, place, gap }: Near, mover: Mover, fastest: number): Bound[] {
  const { crawl, because } = KINDS[obstacle.kind];
  const { stopping, positioning, footprint } = mover;
  const allowance = allowanceFor(obstacle.kind, positioning);
  const approach = approachOf(obstacle, gap);
  const allowed = Math.min(
    closingSpeed(gap.distance, approach, stopping, allowance),
    mayBePerson(obstacle.kind) === "person"
      ? Infinity
      : slantingSpeed(gap.distance, mover.outline, stopping, allowance),
  );
  const atMost = Math.max(allowed, crawl);
  if (atMost >= fastest) {
    return [];
  }
  const { x, y } = gap.towards;
  const swung = leversTo(footprint, place, gap);
  const curved = curveLever(mover.velocity, gap, stopping);
  const ccw = swung.ccw + Math.max(0, curved);
  const cw = swung.cw + Math.max(0, -curved);
  const source = inWords(obstacle, gap.distance);
  const bound: Bound = { x, y, turn: ccw, atMost, because, source };
  return Math.abs(ccw + cw) < SAME_LEVER ? [bound] : [bound, { ...bound, turn: -cw }];
}

/** Levers that differ by less are one [m]. */
const SAME_LEVER = 1e-3;

function anySpeedNear({ obstacle, gap }: Near, { stopping, positioning }: Mover): number {
  const allowance = allowanceFor(obstacle.kind, positioning);
  const allowed = anySpeed(gap.distance, approachOf(obstacle, gap), stopping, allowance);
  return Math.max(allowed, KINDS[obstacle.kind].escape);
}
