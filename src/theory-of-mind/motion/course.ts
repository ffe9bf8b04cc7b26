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
  readonly x: number;
  readonly y: number;
  /** Over the last step, the last two, three and all seven, x and y in turn [m/step]. */
  readonly last: Float64Array;
  /** Mean velocity from six steps ago to three steps ago [m/step]. */
  readonly earlierX: number;
  readonly earlierY: number;
};

/** Steps over which the velocities of a `Motion` are means [1]. */
export const LAGS: readonly number[] = [1, 2, 3, 7];

export function motionOf(course: Course): Motion {
  const end = 2 * (SEEN - 1);
  const x = at(course, end);
  const y = at(course, end + 1);
  const last = new Float64Array(2 * LAGS.length);
  LAGS.forEach((lag, k) => {
    last[2 * k] = (x - at(course, end - 2 * lag)) / lag;
    last[2 * k + 1] = (y - at(course, end - 2 * lag + 1)) / lag;
  });
  return {
    x,
    y,
    last,
    earlierX: (at(course, end - 6) - at(course, end - 12)) / 3,
    earlierY: (at(course, end - 5) - at(course, end - 11)) / 3,
  };
}

/** The path of somebody who keeps the velocity of the last step [m]. */
export function keepOn({ x, y, last }: Motion): Float64Array {
  const path = new Float64Array(PATH);
  for (let h = 0; h < PATH; h += 2) {
    path[h] = x + (h / 2 + 1) * at(last, 0);
    path[h + 1] = y + (h / 2 + 1) * at(last, 1);
  }
  return path;
}

/**
 * A course from the places seen so far.
 * @param places - One step apart, x and y in turn, the newest last; at least two places [m].
 */
export function lengthen(places: readonly number[]): Course {
  const course = new Float64Array(2 * SEEN);
  const given = Math.min(course.length, places.length);
  const skip = places.length - given;
  const gap = course.length - given;
  for (let i = 0; i < given; i++) {
    course[gap + i] = places[skip + i] ?? 0;
  }
  for (let i = gap - 1; i >= 0; i--) {
    course[i] = 2 * at(course, i + 2) - at(course, i + 4);
  }
  return course;
}
