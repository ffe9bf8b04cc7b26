import type { Bound } from "../kernel/limit.ts";
import type { Vector } from "../quantity/vector.ts";
import type { Footprint } from "./footprint.ts";
import { allowanceFor, approachesOf, inWords, KINDS, mayBePerson, mildest } from "./kinds.ts";
import { closingSpeed, slantingSpeed, type Stopping } from "./protective-distance.ts";
import type { Near } from "./sectors.ts";
import { curveLever, type Levers, leversTo } from "./swing.ts";

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

/** The bounds of the closing speed to a thing; none where it cannot bind what goes no faster than `fastest` [m/s]. */
export function closingBounds(near: Near, mover: Mover, fastest: number): readonly Bound[] {
  const atMost = closingSpeedTo(near, near.gap.distance, mover);
  const levers = (): Levers => leversTo(mover.footprint, near.place, near.gap);
  return atMost >= fastest ? [] : boundsAlong(near, near.gap.towards, atMost, levers(), mover);
}

/** How fast it may close in on a thing from a distance [m], [m/s]. */
export function closingSpeedTo({ obstacle, gap }: Near, distance: number, mover: Mover): number {
  const { stopping, positioning } = mover;
  const allowance = allowanceFor(obstacle.kind, positioning);
  const allowed = Math.min(
    mildest(approachesOf(obstacle, gap), (approach) =>
      closingSpeed(distance, approach, stopping, allowance),
    ),
    mayBePerson(obstacle.kind) === "person"
      ? Infinity
      : slantingSpeed(distance, mover.outline, stopping, allowance),
  );
  return Math.max(allowed, obstacle.crawl ?? KINDS[obstacle.kind].crawl);
}

/** One bound of the speed along a direction [m/s], or one for each way of turning where they differ. */
export function boundsAlong(
  { obstacle, gap }: Near,
  towards: Vector,
  atMost: number,
  swung: Levers,
  { velocity, stopping }: Mover,
): readonly Bound[] {
  const curved = curveLever(velocity, { ...gap, towards }, stopping);
  const ccw = swung.ccw + Math.max(0, curved);
  const cw = swung.cw + Math.max(0, -curved);
  const { because } = KINDS[obstacle.kind];
  const source = inWords(obstacle, gap.distance);
  const bound: Bound = { x: towards.x, y: towards.y, turn: ccw, atMost, because, source };
  return Math.abs(ccw + cw) < SAME_LEVER ? [bound] : [bound, { ...bound, turn: -cw }];
}

/** Levers that differ by less are one [m]. */
const SAME_LEVER = 1e-3;
