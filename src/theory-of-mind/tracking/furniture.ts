import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";

/** Something narrow that stands, in odom: it may be furniture, or a person who stands still. */
type Standing = Vector & {
  /** First and last seen there [s]. */
  readonly since: Seconds;
  readonly met: Seconds;
  /** Eighths of the circle from which it was seen, a bit each. */
  readonly from: number;
};

/** Narrow things that stand around, as far as they were met. */
export type Furniture = readonly Standing[];

/** A thing is no farther from where it was [m]. */
const SAME = 0.25;
/** Share of a new look in its place [1]. */
const NEWEST = 0.1;
/** Furniture has stood so long [s] and was seen from so many sides [1]; people seldom stand that long within a foot's length. */
const LONG = 60;
const SIDES = 3;
/** What has not been met for this long is forgotten [s]; so many things are remembered [1]. */
const FORGOTTEN = 600;
const MOST = 200;

/** What stands around after one more lesson: shapes nobody is known to be, seen from a place; some are gone. */
export function standingAfter(
  before: Furniture,
  at: Seconds,
  shapes: readonly Vector[],
  robot: Vector,
  isGone: (place: Vector) => boolean,
): Furniture {
  const taken = new Set<Vector>();
  const kept = before
    .filter((one) => at - one.met < FORGOTTEN)
    .flatMap((one) => {
      const shape = shapes.find(
        (here) => !taken.has(here) && Math.hypot(here.x - one.x, here.y - one.y) < SAME,
      );
      if (shape === undefined) {
        return isGone(one) ? [] : [one];
      }
      taken.add(shape);
      return [metAgain(one, shape, at, robot)];
    });
  const fresh = shapes
    .filter((shape) => !taken.has(shape))
    .map(({ x, y }) => ({ x, y, since: at, met: at, from: sideOf({ x, y }, robot) }));
  return [...kept, ...fresh].slice(-MOST);
}

function metAgain(one: Standing, shape: Vector, at: Seconds, robot: Vector): Standing {
  return {
    x: one.x + NEWEST * (shape.x - one.x),
    y: one.y + NEWEST * (shape.y - one.y),
    since: one.since,
    met: at,
    from: one.from | sideOf(one, robot),
  };
}

function sideOf(thing: Vector, robot: Vector): number {
  const angle = Math.atan2(robot.y - thing.y, robot.x - thing.x);
  return 1 << (Math.floor((angle / Math.PI) * 4 + 8) % 8);
}

/** Whether what stands at a place has stood there for long and was seen from many sides. */
export function isFurniture(furniture: Furniture, place: Vector): boolean {
  return furniture.some(
    (one) =>
      one.met - one.since >= LONG &&
      Math.hypot(one.x - place.x, one.y - place.y) < SAME &&
      sidesIn(one.from) >= SIDES,
  );
}

function sidesIn(from: number): number {
  let count = 0;
  for (let side = 0; side < 8; side++) {
    count += (from >> side) & 1;
  }
  return count;
}
