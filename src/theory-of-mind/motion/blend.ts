import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";
import { solve } from "./solve.ts";

/**
 * How much of each proposal goes into the path, learnt step by step ahead: ridge regression whose weights fall with the
 * error (iteratively re-weighted, so that it fits distances rather than their squares, as they are scored).
 */
export type Blend = {
  readonly count: number;
  /** Per step ahead: normal matrix, right side, solution. */
  readonly normal: readonly Float64Array[];
  readonly right: readonly Float64Array[];
  readonly shares: readonly Float64Array[];
};

/** Trust in the shares assumed at first, in units of windows [1]. */
const RIDGE = 400;
/** Error below which no window counts more, at four steps ahead; it grows in proportion [m]. */
const BLUNT = 0.2;

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
  };
}

/** The departure from the last velocity that the blend makes of the proposals [m]. */
export function mix({ shares }: Blend, rows: readonly Float64Array[]): Float64Array {
  const departure = new Float64Array(PATH);
  for (let h = 0; h < PATH; h++) {
    const share = shares[h >> 1];
    let sum = 0;
    for (let j = 0; j < rows.length; j++) {
      sum += (share?.[j] ?? 0) * (rows[j]?.[h] ?? 0);
    }
    departure[h] = sum;
  }
  return departure;
}

/** Takes in what came of one window; `refit` makes it count. */
export function weigh(blend: Blend, rows: readonly Float64Array[], departure: Float64Array): void {
  const expected = mix(blend, rows);
  for (let h = 0; h < AHEAD; h++) {
    const [x, y] = [at(departure, 2 * h), at(departure, 2 * h + 1)];
    const off = (x - at(expected, 2 * h)) ** 2 + (y - at(expected, 2 * h + 1)) ** 2;
    const weight = 1 / Math.sqrt(off + ((BLUNT * (h + 1)) / 4) ** 2);
    add(blend, rows, h, [x, y], weight);
  }
}

/** Adds one window to the normal equations of one step ahead. */
function add(
  { count, normal, right }: Blend,
  rows: readonly Float64Array[],
  h: number,
  [x, y]: readonly [number, number],
  weight: number,
): void {
  const [matrix, side] = [normal[h], right[h]];
  if (matrix === undefined || side === undefined) {
    return;
  }
  const xs = rows.map((row) => at(row, 2 * h));
  const ys = rows.map((row) => at(row, 2 * h + 1));
  xs.forEach((ax, i) => {
    const ay = ys[i] ?? 0;
    side[i] = at(side, i) + weight * (ax * x + ay * y);
    for (let j = 0; j <= i; j++) {
      const product = ax * (xs[j] ?? 0) + ay * (ys[j] ?? 0);
      matrix[i * count + j] = at(matrix, i * count + j) + weight * product;
    }
  });
}

export function refit({ count, normal, right, shares }: Blend): void {
  for (let h = 0; h < AHEAD; h++) {
    const matrix = normal[h]?.slice();
    const [side, share] = [right[h], shares[h]];
    if (matrix !== undefined && side !== undefined && share !== undefined) {
      share.set(side);
      solve(matrix, share, count);
    }
  }
}
