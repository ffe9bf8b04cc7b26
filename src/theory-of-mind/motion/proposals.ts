import { at } from "./at.ts";
import { LAGS, type Motion } from "./course.ts";
import { AHEAD, PATH } from "./horizon.ts";
import { type SeenArea, wayOut } from "./seen-area.ts";

/** How many proposals are made from a course alone [1]. */
export const PROPOSALS = 11;

/** Share of each in the path before anything is learnt: people tend to stay in the area where people are seen [1]. */
export const PROPOSAL_SHARES: readonly number[] = [0, 0, 0, 0, 0, 0.3, 0, 0, 0.3, 0, 0];

/** Share of the pace kept from step to step by those who slow down [1]. */
const DAMPINGS: readonly number[] = [0.93, 0.85];
/** Share of the way to the border of the seen area at which somebody is stopped [1]. */
const REACHES: readonly number[] = [1, 0.8];
/** How softly: s / (1 + (s / d)^p)^(1 / p). */
const SOFTNESSES: readonly number[] = [2, 4];
/** Turns and changes of pace fade with this time constant [step]. */
const FADING = 4;
/** Fastest turn believed [rad/step], and the share of a measured change of pace that is [1]. */
const TURN = 0.15;
const PUSH = 0.25;

/**
 * Fills rows of proposals, each as its difference from keeping the last velocity [m].
 * @param slack - How much farther than seen so far the area may reach [m].
 */
export function propose(
  rows: readonly Float64Array[],
  motion: Motion,
  course: Float64Array,
  area: SeenArea,
  slack: number,
): void {
  const { last } = motion;
  let row = 0;
  const fill = (moved: (step: number) => readonly [number, number]): void => {
    const target = rows[row++];
    for (let h = 0; target !== undefined && h < AHEAD; h++) {
      const [x, y] = moved(h + 1);
      target[2 * h] = x - (h + 1) * at(last, 0);
      target[2 * h + 1] = y - (h + 1) * at(last, 1);
    }
  };
  const [vx, vy] = [at(last, 0), at(last, 1)];
  for (let k = 1; k < LAGS.length; k++) {
    fill((step) => [step * at(last, 2 * k), step * at(last, 2 * k + 1)]);
  }
  for (const damping of DAMPINGS) {
    fill((step) => {
      const steps = (1 - damping ** step) / (1 - damping);
      return [steps * vx, steps * vy];
    });
  }
  const pace = Math.sqrt(vx * vx + vy * vy) + 1e-9;
  const out = outward(motion, area) + slack;
  for (const reach of REACHES) {
    const share = Math.min(1, (reach * out) / (pace * AHEAD));
    fill((step) => [share * step * vx, share * step * vy]);
  }
  for (const softness of SOFTNESSES) {
    const far = Math.max(out, 0.02);
    fill((step) => {
      const way = pace * step;
      const share = 1 / (1 + (way / far) ** softness) ** (1 / softness);
      return [share * step * vx, share * step * vy];
    });
  }
  fill(turning(motion, course, pace));
  const [ax, ay] = [vx - before(course, 0), vy - before(course, 1)];
  fill((step) => {
    const push = PUSH * FADING * (step - FADING * (1 - Math.exp(-step / FADING)));
    return [step * vx + push * ax, step * vy + push * ay];
  });
}

/** Velocity two steps ago [m/step]. */
function before(course: Float64Array, axis: 0 | 1): number {
  return at(course, course.length - 6 + axis) - at(course, course.length - 8 + axis);
}

function outward({ x, y, last }: Motion, area: SeenArea): number {
  const [ux, uy] = [at(last, 2), at(last, 3)];
  const pace = Math.sqrt(ux * ux + uy * uy);
  return pace < 1e-6 ? 1000 : wayOut(area, x, y, ux / pace, uy / pace);
}

function turning(
  motion: Motion,
  course: Float64Array,
  pace: number,
): (step: number) => readonly [number, number] {
  const { last } = motion;
  const now = Math.atan2(at(last, 3), last[2] ?? 0);
  const n = course.length;
  const then = Math.atan2(
    at(course, n - 7) - at(course, n - 11),
    at(course, n - 8) - at(course, n - 12),
  );
  const turned = Math.atan2(Math.sin(now - then), Math.cos(now - then)) / 3;
  const rate = Math.max(-TURN, Math.min(TURN, turned));
  const start = Math.atan2(at(last, 1), last[0] ?? 0);
  const xs = new Float64Array(PATH);
  let [x, y] = [0, 0];
  for (let h = 0; h < AHEAD; h++) {
    const angle = start + rate * FADING * (1 - Math.exp(-(h + 1) / FADING));
    x += pace * Math.cos(angle);
    y += pace * Math.sin(angle);
    xs[2 * h] = x;
    xs[2 * h + 1] = y;
  }
  return (step) => [xs[2 * step - 2] ?? 0, xs[2 * step - 1] ?? 0];
}
