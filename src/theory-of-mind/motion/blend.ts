import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";
import { solve } from "./solve.ts";

/**
 * How much of each proposal goes into the path, learnt step by step ahead: ridge regression whose weights fall with the
 * error (iteratively re-weighted, so that it fits distances rather than their squares, as they are scored).
 */
export type Blend = {
  readonly count: number;
  /** Per step ahead: normal matrix (its lower half), right side, solution. */
  readonly normal: readonly Float64Array[];
  readonly right: readonly Float64Array[];
  readonly shares: readonly Float64Array[];
  /** Room for a matrix that is solved, and for what was expected of a window. */
  readonly room: Float64Array;
  readonly expected: Float64Array;
  /** Windows taken in since the shares were worked out [1]. */
  fresh: number;
};

/** Trust in the shares assumed at first, in units of windows [1]. */
const RIDGE = 400;
/** Error below which no window counts more, at four steps ahead; it grows in proportion [m]. */
const BLUNT = 0.2;
/** Windows that make it worth working the shares out again [1]. */
const WORTH = 6;

/** @param prior - Share of each proposal before anything is learnt [1]. */
export function newBlend(prior: readonly number[]): Blend {
  const count = prior.length;
  const steps = Array.from({ length: AHEAD }, (_, h) => h);
  return {
    count,
    normal: steps.map(() => {
      const matrix = new Float64Array(count * count);
      for (let i = 0; i < count; i++) {
        matrix[i * count + i] = RIDGE;
      }
      return matrix;
    }),
    right: steps.map(() => Float64Array.from(prior, (share) => RIDGE * share)),
    shares: steps.map(() => Float64Array.from(prior)),
    room: new Float64Array(count * count),
    expected: new Float64Array(PATH),
    fresh: 0,
  };
}

/**
 * Writes the departure from the last velocity that the blend makes of the proposals [m].
 * @param rows - PATH numbers for each proposal.
 */
export function mix(departure: Float64Array, { shares, count }: Blend, rows: Float64Array): void {
  for (let h = 0; h < AHEAD; h++) {
    const share = shares[h];
    let [x, y] = [0, 0];
    for (let j = 0, k = 2 * h; share !== undefined && j < count; j++, k += PATH) {
      x += at(share, j) * at(rows, k);
      y += at(share, j) * at(rows, k + 1);
    }
    departure[2 * h] = x;
    departure[2 * h + 1] = y;
  }
}

/** Takes in what came of one window; `refit` makes it count. */
export function weigh(blend: Blend, rows: Float64Array, departure: Float64Array): void {
  const { expected } = blend;
  mix(expected, blend, rows);
  for (let h = 0; h < AHEAD; h++) {
    const [x, y] = [at(departure, 2 * h), at(departure, 2 * h + 1)];
    const dx = x - at(expected, 2 * h);
    const dy = y - at(expected, 2 * h + 1);
    const blunt = (BLUNT * (h + 1)) / 4;
    add(blend, rows, h, x, y, 1 / Math.sqrt(dx * dx + dy * dy + blunt * blunt));
  }
  blend.fresh++;
}

/** Adds one window to the normal equations of one step ahead. */
function add(
  { count, normal, right }: Blend,
  rows: Float64Array,
  h: number,
  x: number,
  y: number,
  weight: number,
): void {
  const [matrix, side] = [normal[h], right[h]];
  if (matrix === undefined || side === undefined) {
    return;
  }
  for (let i = 0, a = 2 * h; i < count; i++, a += PATH) {
    const ax = weight * at(rows, a);
    const ay = weight * at(rows, a + 1);
    side[i] = at(side, i) + ax * x + ay * y;
    for (let j = 0, b = 2 * h; j <= i; j++, b += PATH) {
      const k = i * count + j;
      matrix[k] = at(matrix, k) + ax * at(rows, b) + ay * at(rows, b + 1);
    }
  }
}

/** Works the shares out again, when enough has come to be worth it. */
export function refit(blend: Blend): void {
  if (blend.fresh < WORTH) {
    return;
  }
  blend.fresh = 0;
  const { count, normal, right, shares, room } = blend;
  for (let h = 0; h < AHEAD; h++) {
    const [matrix, side, share] = [normal[h], right[h], shares[h]];
    if (matrix !== undefined && side !== undefined && share !== undefined) {
      room.set(matrix);
      share.set(side);
      solve(room, share, count);
    }
  }
}
