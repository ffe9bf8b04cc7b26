import { at } from "./at.ts";
import { PATH, SEEN } from "./horizon.ts";

/**
 * The last places of one person, one step apart, x and y in turn, the newest last [m]: 2 × SEEN numbers. Who was seen for a
 * shorter time is taken to have come straight, at the pace first measured (`lengthen`).
 */
export type Course = Float64Array;

/** Velocities of one course at several smoothings, and where it is now. */
export type Motion = {
  /** [m] */
  x: number;
  y: number;
  /** Over the last step, the last two, three and all seven, x and y in turn [m/step]. */
  readonly last: Float64Array;
  /** Mean velocity from six steps ago to three steps ago [m/step]. */
  earlierX: number;
  earlierY: number;
};

/** Steps over which the velocities of a `Motion` are means [1]. */
export const LAGS: readonly number[] = [1, 2, 3, 7];

/** [m/step] */
export type Velocity = { readonly vx: number; readonly vy: number };

/** Room for a motion. */
export function blankMotion(): Motion {
  return { x: 0, y: 0, last: new Float64Array(2 * LAGS.length), earlierX: 0, earlierY: 0 };
}

/**
 * Measures the motion of a course.
 * @param velocity - Of the last step where something better is known than the last two places, else undefined [m/step].
 */
export function measure(motion: Motion, course: Course, velocity: Velocity | undefined): void {
  const end = 2 * (SEEN - 1);
  const x = at(course, end);
  const y = at(course, end + 1);
  const { last } = motion;
  for (let k = 0; k < LAGS.length; k++) {
    const lag = LAGS[k] ?? 1;
    last[2 * k] = (x - at(course, end - 2 * lag)) / lag;
    last[2 * k + 1] = (y - at(course, end - 2 * lag + 1)) / lag;
  }
  last[0] = velocity?.vx ?? at(last, 0);
  last[1] = velocity?.vy ?? at(last, 1);
  motion.x = x;
  motion.y = y;
  motion.earlierX = (at(course, end - 6) - at(course, end - 12)) / 3;
  motion.earlierY = (at(course, end - 5) - at(course, end - 11)) / 3;
}

/** Adds to a departure the path of somebody who keeps the velocity of the last step [m]. */
export function addKeepOn(path: Float64Array, { x, y, last }: Motion, sign: 1 | -1): void {
  const [vx, vy] = [at(last, 0), at(last, 1)];
  for (let h = 0; h < PATH; h += 2) {
    const steps = h / 2 + 1;
    path[h] = at(path, h) + sign * (x + steps * vx);
    path[h + 1] = at(path, h + 1) + sign * (y + steps * vy);
  }
}

/**
 * Makes a course from the places seen so far.
 * @param places - One step apart, x and y in turn, the newest last; at least two places [m].
 */
export function lengthen(course: Course, places: readonly number[]): void {
  const given = Math.min(course.length, places.length);
  const skip = places.length - given;
  const gap = course.length - given;
  for (let i = 0; i < given; i++) {
    course[gap + i] = places[skip + i] ?? 0;
  }
  for (let i = gap - 1; i >= 0; i--) {
    course[i] = 2 * at(course, i + 2) - at(course, i + 4);
  }
}
