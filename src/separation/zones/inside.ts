import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { courseOf, entryTime } from "./collision-time.ts";
import type { Columns } from "./escape.ts";
import { holds, type Outline } from "./outline.ts";
import type { Ray } from "./points.ts";
import { lengthTo } from "./ray.ts";
import type { Seen } from "./seen.ts";

/** What is inside: how many points and blind beams [1], and where [m]. */
export type Inside = {
  readonly count: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Blind beams that meet an outline, from where they first do. */
  readonly blind: readonly Ray[];
};

/** Every point and every blind beam that is inside one of the outlines. */
export function insideOf(outlines: readonly Outline[], views: readonly Seen[]): Inside {
  const [foundX, foundY]: [number[], number[]] = [[], []];
  const met: Ray[] = [];
  for (const { x, y, blind } of views) {
    for (let i = 0; i < x.length; i++) {
      const [atX, atY] = [x[i] ?? NaN, y[i] ?? NaN];
      if (isInAny(outlines, atX, atY)) {
        foundX.push(atX);
        foundY.push(atY);
      }
    }
    for (const ray of blind) {
      const length = firstLength(outlines, ray);
      if (length < Infinity) {
        met.push(along(ray, length));
      }
    }
  }
  return { count: foundX.length + met.length, x: foundX, y: foundY, blind: met };
}

function along(ray: Ray, length: number): Ray {
  return { ...ray, x: ray.x + length * ray.dx, y: ray.y + length * ray.dy };
}

/** A blind beam is looked at in steps [m], up to where it no longer matters to a robot that crawls [m]. */
const STEP = 0.1;
const FARTHEST = 1.5;

/** Where something is or may be: a blind beam may hide something all along its way through the outlines. */
export function placesIn({ x, y, blind }: Inside, outlines: readonly Outline[]): Columns {
  const [allX, allY] = [[...x], [...y]];
  for (const ray of blind) {
    allX.push(ray.x);
    allY.push(ray.y);
    for (let length = STEP; length < FARTHEST; length += STEP) {
      const { x: atX, y: atY } = along(ray, length);
      if (isInAny(outlines, atX, atY)) {
        allX.push(atX);
        allY.push(atY);
      }
    }
  }
  return { x: allX, y: allY };
}

function isInAny(outlines: readonly Outline[], x: number, y: number): boolean {
  for (const outline of outlines) {
    if (holds(outline, x, y)) {
      return true;
    }
  }
  return false;
}

function firstLength(outlines: readonly Outline[], ray: Ray): number {
  let least = Infinity;
  for (const outline of outlines) {
    least = Math.min(least, lengthTo(outline, ray));
  }
  return least;
}

/**
 * When so many points will have entered one of the outlines, if the base goes on with a constant twist; Infinity for
 * not within the horizon. A blind beam may hide something just outside: it counts as entered.
 */
export function collisionTime(
  outlines: readonly Outline[],
  views: readonly Seen[],
  twist: Twist,
  minPoints: number,
  horizon: Seconds,
): Seconds {
  const soonest: Seconds[] = Array.from({ length: minPoints }, () => Infinity);
  views.forEach(({ blind }) => blind.forEach(() => insert(soonest, 0)));
  forEachEntry(outlines, views, twist, horizon, (time) => insert(soonest, time));
  return within(horizon, soonest.at(-1) ?? 0);
}

/** When the first point that is outside now will have entered; Infinity for not within the horizon. */
export function nextCollisionTime(
  outlines: readonly Outline[],
  views: readonly Seen[],
  twist: Twist,
  horizon: Seconds,
): Seconds {
  let soonest = Infinity;
  forEachEntry(outlines, views, twist, horizon, (time) => {
    soonest = time > 0 ? Math.min(soonest, time) : soonest;
  });
  return within(horizon, soonest);
}

function within(horizon: Seconds, time: Seconds): Seconds {
  return time < horizon ? time : Infinity;
}

function forEachEntry(
  outlines: readonly Outline[],
  views: readonly Seen[],
  twist: Twist,
  horizon: Seconds,
  tell: (time: Seconds) => void,
): void {
  const courses = outlines.map((outline) => courseOf(outline, twist, horizon));
  for (const { x, y } of views) {
    for (let i = 0; i < x.length; i++) {
      let time = Infinity;
      for (const course of courses) {
        time = Math.min(time, entryTime(course, x[i] ?? NaN, y[i] ?? NaN));
      }
      tell(time);
    }
  }
}

/** Keeps the smallest times, in order. */
function insert(soonest: Seconds[], time: Seconds): void {
  for (let i = soonest.length - 1; i >= 0 && time < (soonest[i] ?? 0); i--) {
    if (i + 1 < soonest.length) {
      soonest[i + 1] = soonest[i] ?? 0;
    }
    soonest[i] = time;
  }
}
