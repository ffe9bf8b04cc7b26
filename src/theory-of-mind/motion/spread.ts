import { at } from "./at.ts";
import type { Motion } from "./course.ts";
import { ASSUMED } from "./assumed.ts";
import { AHEAD, PATH } from "./horizon.ts";

/** Possible paths with their weights. */
export type Particles = {
  /** PATH numbers a particle, x and y in turn. */
  readonly paths: Float64Array;
  readonly weights: Float64Array;
  readonly count: number;
};

/** How people left the paths predicted for them: turned into their heading, in units of their yardstick. Bounded. */
export type Spread = {
  readonly errors: Float64Array;
  /** Per step ahead and entry: distance of the error from zero. */
  readonly norms: Float64Array;
  /** Per step ahead: all entries, the farthest first. */
  readonly order: Uint16Array;
  /** Logarithm of the yardstick of each [ln m]. */
  readonly sizes: Float64Array;
  readonly weights: Float64Array;
  /** Weight of each for the yardstick asked about last. */
  readonly kin: Float64Array;
  written: number;
};

/** What is assumed before anything is seen, and what is kept of what was seen [1]. */
const PRIORS = ASSUMED.length;
const KEPT = 192;
const COUNT = PRIORS + KEPT;
/** Weight of each that is assumed [1]. */
const PRIOR_WEIGHT = 0.4;
/** Yardstick of somebody who stands [m]. */
const SHORTEST = 0.5;
/** Difference in the logarithm of yardsticks over which errors are of a kind [1]. */
const KIN = 0.6;
const LEAST_KIN = 0.01;
/** Where and how somebody is, for turning errors into places. */
export type Frame = {
  /** By what errors are measured: the way in 4.8 s, and never less than somebody standing may drift [m]. */
  readonly size: number;
  /** Direction of walking, of length one. */
  readonly c: number;
  readonly s: number;
};

export function frameOf({ last }: Motion): Frame {
  const [vx, vy] = [at(last, 2), at(last, 3)];
  const size = yardstick(AHEAD * Math.sqrt(vx * vx + vy * vy));
  for (let k = 2; k <= 6; k += 4) {
    const [x, y] = [at(last, k), at(last, k + 1)];
    const pace = Math.sqrt(x * x + y * y);
    if (pace > 1e-6) {
      return { size, c: x / pace, s: y / pace };
    }
  }
  return { size, c: 1, s: 0 };
}

/** @param way - In 4.8 s at the present pace [m]. */
function yardstick(way: number): number {
  return Math.sqrt(way * way + SHORTEST * SHORTEST);
}

export function newSpread(): Spread {
  const spread: Spread = {
    errors: new Float64Array(COUNT * PATH),
    norms: new Float64Array(AHEAD * COUNT),
    order: new Uint16Array(AHEAD * COUNT).map((_, i) => i % COUNT),
    sizes: new Float64Array(COUNT),
    weights: new Float64Array(COUNT),
    kin: new Float64Array(COUNT),
    written: 0,
  };
  ASSUMED.forEach(({ way, errors }, n) => {
    const size = yardstick(way);
    spread.errors.set(
      errors.map((error) => error / size),
      n * PATH,
    );
    spread.sizes[n] = Math.log(size);
    spread.weights[n] = PRIOR_WEIGHT;
    rank(spread, n);
  });
  return spread;
}

/** Takes in how somebody left the path told. */
export function scatter(
  spread: Spread,
  { size, c, s }: Frame,
  path: Float64Array,
  came: Float64Array,
): void {
  const n = PRIORS + (spread.written % KEPT);
  for (let h = 0; h < PATH; h += 2) {
    const x = (at(came, h) - at(path, h)) / size;
    const y = (at(came, h + 1) - at(path, h + 1)) / size;
    spread.errors[n * PATH + h] = c * x + s * y;
    spread.errors[n * PATH + h + 1] = c * y - s * x;
  }
  spread.sizes[n] = Math.log(size);
  spread.weights[n] = 1;
  spread.written++;
  rank(spread, n);
}

/** Puts an entry whose error is new where it belongs in the order of every step. */
function rank({ errors, norms, order }: Spread, n: number): void {
  for (let h = 0; h < AHEAD; h++) {
    const [x, y] = [at(errors, n * PATH + 2 * h), at(errors, n * PATH + 2 * h + 1)];
    const norm = Math.sqrt(x * x + y * y);
    const base = h * COUNT;
    norms[base + n] = norm;
    let place = order.indexOf(n, base) - base;
    for (; place > 0 && norm > at(norms, base + (order[base + place - 1] ?? 0)); place--) {
      order[base + place] = order[base + place - 1] ?? 0;
    }
    for (; place < COUNT - 1 && norm < at(norms, base + (order[base + place + 1] ?? 0)); place++) {
      order[base + place] = order[base + place + 1] ?? 0;
    }
    order[base + place] = n;
  }
}

/** Weighs every entry by how alike its yardstick is to one asked about; answers the sum. */
export function weighKin({ sizes, weights, kin }: Spread, size: number): number {
  const log = Math.log(size);
  let total = 0;
  for (let n = 0; n < COUNT; n++) {
    const off = (at(sizes, n) - log) / KIN;
    const weight = at(weights, n) === 0 ? 0 : at(weights, n) * Math.exp((-off * off) / 2);
    kin[n] = weight < LEAST_KIN ? 0 : weight;
    total += at(kin, n);
  }
  return total;
}

/** Writes the radius that holds a share of the errors at every step ahead [m]. */
export function radiiOf(radii: Float64Array, spread: Spread, size: number, share: number): void {
  const { norms, order, kin } = spread;
  const beyond = (1 - share) * weighKin(spread, size);
  for (let h = 0; h < AHEAD; h++) {
    const base = h * COUNT;
    let sum = 0;
    let place = -1;
    while (sum <= beyond && place < COUNT - 1) {
      place++;
      sum += at(kin, order[base + place] ?? 0);
    }
    radii[h] = size * at(norms, base + (order[base + place] ?? 0));
  }
}

/** All errors that count for a yardstick, in its units. */
export function kinOf(spread: Spread, size: number): Particles {
  weighKin(spread, size);
  const paths = new Float64Array(COUNT * PATH);
  const weights = new Float64Array(COUNT);
  let count = 0;
  for (let n = 0; n < COUNT; n++) {
    if (at(spread.kin, n) > 0) {
      weights[count] = at(spread.kin, n);
      paths.set(spread.errors.subarray(n * PATH, (n + 1) * PATH), count * PATH);
      count++;
    }
  }
  return { paths, weights, count };
}
