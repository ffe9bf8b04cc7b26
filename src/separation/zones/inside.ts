import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { courseOf, entryTime } from "./collision-time.ts";
import type { Columns } from "./escape.ts";
import { holds, type Outline } from "./outline.ts";
import type { Ray } from "./points.ts";
import { lengthTo } from "./ray.ts";
import type { Seen } from "./seen.ts";

/** Every point that is inside one of the outlines; a blind beam counts where it first meets one. */
export function insideOf(outlines: readonly Outline[], views: readonly Seen[]): Columns {
  const found: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const { x, y, blind } of views) {
    for (let i = 0; i < x.length; i++) {
      const [atX, atY] = [x[i] ?? NaN, y[i] ?? NaN];
      if (isInAny(outlines, atX, atY)) {
        found.x.push(atX);
        found.y.push(atY);
      }
    }
    for (const ray of blind) {
      const length = firstLength(outlines, ray);
      if (length < Infinity) {
        found.x.push(ray.x + length * ray.dx);
        found.y.push(ray.y + length * ray.dy);
      }
    }
  }
  return found;
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
  return outlines.reduce((least, outline) => Math.min(least, lengthTo(outline, ray)), Infinity);
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
  const courses = outlines.map((outline) => courseOf(outline, twist, horizon));
  for (const { x, y, blind } of views) {
    blind.forEach(() => insert(soonest, 0));
    for (let i = 0; i < x.length; i++) {
      let time = Infinity;
      for (const course of courses) {
        time = Math.min(time, entryTime(course, x[i] ?? NaN, y[i] ?? NaN));
      }
      insert(soonest, time);
    }
  }
  const time = soonest.at(-1) ?? 0;
  return time < horizon ? time : Infinity;
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
