import { at } from "./at.ts";
import { LAGS, type Motion } from "./course.ts";
import { AHEAD } from "./horizon.ts";
import { type SeenArea, wayOut } from "./seen-area.ts";

/** How many proposals are made from a course alone [1]. */
export const PROPOSALS = 11;

/** Which of them is that of somebody who stops soon. */
export const STOPPING = 4;

/** Share of each in the path before anything is learnt: people tend to stay in the area where people are seen [1]. */
export const PROPOSAL_SHARES: readonly number[] = [0, 0, 0, 0, 0, 0.3, 0, 0, 0.3, 0, 0];

/** Share of the pace kept from step to step by those who slow down [1]. */
const DAMPINGS: readonly number[] = [0.93, 0.85];
/** Share of the way to the border of the seen area at which somebody is stopped [1]. */
const REACHES: readonly number[] = [1, 0.8];
/** How softly: s / (1 + (s / d)^p)^(1 / p). */
const SOFTNESSES = [2, 4] as const;
/** Turns and changes of pace fade with this time constant [step]. */
const FADING = 4;
/** Fastest turn believed [rad/step], and the share of a measured change of pace that is [1]. */
const TURN = 0.15;
const PUSH = 0.25;

/** Rows being filled, one after the other. */
type Filling = {
  readonly rows: Float64Array;
  next: number;
  readonly vx: number;
  readonly vy: number;
};

/**
 * Fills rows of proposals, PATH numbers each, as their differences from keeping the last velocity [m].
 * @param slack - How much farther than seen so far the area may reach [m].
 */
export function propose(
  rows: Float64Array,
  motion: Motion,
  course: Float64Array,
  area: SeenArea,
  slack: number,
): void {
  const { last } = motion;
  const [vx, vy] = [at(last, 0), at(last, 1)];
  const filling: Filling = { rows, next: 0, vx, vy };
  for (let k = 1; k < LAGS.length; k++) {
    const [dx, dy] = [at(last, 2 * k) - vx, at(last, 2 * k + 1) - vy];
    for (let step = 1; step <= AHEAD; step++) {
      put(filling, step * dx, step * dy);
    }
  }
  for (const damping of DAMPINGS) {
    let kept = 1;
    for (let step = 1, way = 0; step <= AHEAD; step++, kept *= damping) {
      way += kept;
      put(filling, (way - step) * vx, (way - step) * vy);
    }
  }
  reach(filling, outward(motion, area) + slack);
  turn(filling, motion, course);
  const [ax, ay] = [vx - before(course, 0), vy - before(course, 1)];
  for (let step = 1; step <= AHEAD; step++) {
    const push = PUSH * FADING * (step - FADING * at(FADED, step));
    put(filling, push * ax, push * ay);
  }
}

/** Writes one place of the row being filled. */
function put(filling: Filling, x: number, y: number): void {
  filling.rows[filling.next] = x;
  filling.rows[filling.next + 1] = y;
  filling.next += 2;
}

/** Rows of those who stop, hard or softly, before they are out of the seen area. */
function reach(filling: Filling, out: number): void {
  const { vx, vy } = filling;
  const pace = Math.sqrt(vx * vx + vy * vy) + 1e-9;
  for (const share of REACHES) {
    const kept = Math.min(1, (share * out) / (pace * AHEAD)) - 1;
    for (let step = 1; step <= AHEAD; step++) {
      put(filling, kept * step * vx, kept * step * vy);
    }
  }
  const far = Math.max(out, 0.02);
  for (const softness of SOFTNESSES) {
    for (let step = 1; step <= AHEAD; step++) {
      const square = ((pace * step) / far) ** 2;
      const root = Math.sqrt(1 + (softness === 2 ? square : square * square));
      const kept = 1 / (softness === 2 ? root : Math.sqrt(root)) - 1;
      put(filling, kept * step * vx, kept * step * vy);
    }
  }
}

/** Share of a turn or of a change of pace that has come about after so many steps [1]. */
const FADED = Float64Array.from({ length: AHEAD + 1 }, (_, step) => 1 - Math.exp(-step / FADING));

/** Velocity two steps ago [m/step]. */
function before(course: Float64Array, axis: 0 | 1): number {
  return at(course, course.length - 6 + axis) - at(course, course.length - 8 + axis);
}

function outward({ x, y, last }: Motion, area: SeenArea): number {
  const [ux, uy] = [at(last, 2), at(last, 3)];
  const pace = Math.sqrt(ux * ux + uy * uy);
  return pace < 1e-6 ? 1000 : wayOut(area, x, y, ux / pace, uy / pace);
}

/** The row of somebody who goes on turning for a while. */
function turn(filling: Filling, { last }: Motion, course: Float64Array): void {
  const { vx, vy } = filling;
  const now = Math.atan2(at(last, 3), at(last, 2));
  const n = course.length;
  const then = Math.atan2(
    at(course, n - 7) - at(course, n - 11),
    at(course, n - 8) - at(course, n - 12),
  );
  const turned = Math.atan2(Math.sin(now - then), Math.cos(now - then)) / 3;
  const rate = Math.max(-TURN, Math.min(TURN, turned));
  let [x, y] = [0, 0];
  for (let step = 1; step <= AHEAD; step++) {
    const angle = rate * FADING * at(FADED, step);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    x += c * vx - s * vy;
    y += s * vx + c * vy;
    put(filling, x - step * vx, y - step * vy);
  }
}
