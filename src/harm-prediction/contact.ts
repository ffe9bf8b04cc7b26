import type { Draws } from "./draws.ts";
import type { Course } from "./person-ahead.ts";
import type { RobotPath } from "./robot-path.ts";

/** First contacts of all roll-outs of one alternative with one person. */
export type Contacts = {
  /** Infinity where there is none [s]. */
  readonly time: Float64Array;
  /** What the robot's own motion brings to the closing speed [m/s]. */
  readonly own: Float64Array;
  /** Closing speed of both [m/s]. */
  readonly both: Float64Array;
};

export function noContacts(rollouts: number): Contacts {
  const contacts: Contacts = {
    time: new Float64Array(rollouts),
    own: new Float64Array(rollouts),
    both: new Float64Array(rollouts),
  };
  forget(contacts);
  return contacts;
}

/** Takes out every contact. */
export function forget({ time, own, both }: Contacts): void {
  time.fill(Infinity);
  own.fill(0);
  both.fill(0);
}

/** Part of the steps in which any roll-out may touch; `from` beyond `to` when none may. */
export type Window = {
  readonly from: number;
  readonly to: number;
  /** A draw less far than this from the middle of the course touches at no step [1]. */
  readonly nearest: number;
};

/** How much nearer than at the steps themselves two paths may come between them [m]. */
const BETWEEN = 0.1;

/** The steps in which a person on a course may come within reach of the robot, at the farthest draw. */
export function windowOf(path: RobotPath, course: Course, reach: number, farthest: number): Window {
  let from = Infinity;
  let to = -1;
  let nearest = Infinity;
  for (let k = 0; k < path.x.length; k++) {
    const dx = (path.x[k] ?? 0) - (course.x[k] ?? 0);
    const dy = (path.y[k] ?? 0) - (course.y[k] ?? 0);
    const deviation = course.deviation[k] ?? 0;
    const far = reach + BETWEEN + farthest * deviation;
    if (dx * dx + dy * dy <= far * far) {
      const missing = Math.sqrt(dx * dx + dy * dy) - reach - BETWEEN;
      nearest = Math.min(nearest, missing > 0 ? missing / deviation : 0);
      from = Math.min(from, k);
      to = k;
    }
  }
  return { from: Math.max(0, from - 1), to: Math.min(to + 1, path.x.length - 1), nearest };
}

/** A closing speed below this is resting against each other, not a contact [m/s]. */
const RESTING = 0.01;

/**
 * Rolls out one draw: discs of the robot and the person along their paths, straight between steps, the moment of the first
 * touch exact. Where they overlap from the start, the hardest push counts.
 */
export function rollOut(
  path: RobotPath,
  course: Course,
  window: Window,
  draws: Draws,
  draw: number,
  reach: number,
  step: number,
  contacts: Contacts,
): void {
  const east = at(draws.east, draw);
  const north = at(draws.north, draw);
  if (east * east + north * north < window.nearest * window.nearest) {
    return;
  }
  const reach2 = reach * reach;
  let k = window.from;
  let x = at(path.x, k) - at(course.x, k) - east * at(course.deviation, k);
  let y = at(path.y, k) - at(course.y, k) - north * at(course.deviation, k);
  let far2 = x * x + y * y;
  for (k++; k <= window.to; k++) {
    const wide = at(course.deviation, k);
    const nextX = at(path.x, k) - at(course.x, k) - east * wide;
    const nextY = at(path.y, k) - at(course.y, k) - north * wide;
    const next2 = nextX * nextX + nextY * nextY;
    const wx = nextX - x;
    const wy = nextY - y;
    const nearing = x * wx + y * wy;
    if (nearing < 0 && (far2 <= reach2 || next2 <= reach2 || nextX * wx + nextY * wy > 0)) {
      const share = far2 <= reach2 ? 0 : entry(far2 - reach2, nearing, wx * wx + wy * wy);
      if (share <= 1) {
        touch(path, k, share, x + share * wx, y + share * wy, wx, wy, step, draw, contacts);
        if (share > 0) {
          return;
        }
      }
    }
    x = nextX;
    y = nextY;
    far2 = next2;
  }
}

/** Share of a step after which a distance falls to the reach; more than 1 when it does not. */
function entry(excess: number, half: number, square: number): number {
  const discriminant = half * half - square * excess;
  return discriminant < 0 ? 2 : (-half - Math.sqrt(discriminant)) / square;
}

/** Notes a touch within the step that ends at `k`: `x`, `y` from the person to the robot, `wx`, `wy` its change in the step. */
function touch(
  path: RobotPath,
  k: number,
  share: number,
  x: number,
  y: number,
  wx: number,
  wy: number,
  step: number,
  draw: number,
  contacts: Contacts,
): void {
  const norm = Math.sqrt(x * x + y * y) * step;
  if (norm === 0) {
    return;
  }
  const both = -(x * wx + y * wy) / norm;
  const mx = at(path.x, k) - at(path.x, k - 1);
  const my = at(path.y, k) - at(path.y, k - 1);
  const own = Math.min(both, -(x * mx + y * my) / norm);
  if (both > RESTING) {
    contacts.time[draw] = Math.min(at(contacts.time, draw), (k - 1 + share) * step);
    contacts.own[draw] = Math.max(at(contacts.own, draw), own);
    contacts.both[draw] = Math.max(at(contacts.both, draw), both);
  }
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
