import { at } from "./at.ts";
import type { Motion } from "./course.ts";
import { AHEAD, PATH } from "./horizon.ts";

/** Possible paths with their weights. */
export type Particles = {
  /** PATH numbers a particle, x and y in turn [m]. */
  readonly paths: Float64Array;
  readonly weights: Float64Array;
  readonly count: number;
};

/** How people left the paths predicted for them: turned into their heading, in units of their yardstick. Bounded. */
export type Spread = {
  readonly errors: Float64Array;
  /** Logarithm of the yardstick of each [ln m]. */
  readonly sizes: Float64Array;
  readonly weights: Float64Array;
  written: number;
};

const PRIORS = 64;
const KEPT = 192;
const COUNT = PRIORS + KEPT;
const PRIOR_WEIGHT = 0.25;
const SHORTEST = 0.5;
const GROWTH = 1.48;
const TYPICAL = 0.18;
const KIN = 0.6;

/** By what errors are measured: the way in 4.8 s, and never less than somebody standing may drift [m]. */
export function yardstick({ last }: Motion): number {
  const way = AHEAD * Math.hypot(at(last, 2), last[3] ?? 0);
  return Math.sqrt(way * way + SHORTEST * SHORTEST);
}

export function newSpread(): Spread {
  const errors = new Float64Array(COUNT * PATH);
  const weights = new Float64Array(COUNT);
  for (let n = 0; n < PRIORS; n++) {
    const far = -TYPICAL * Math.log(1 - (n + 0.5) / PRIORS);
    const angle = n * 2.399963229728653;
    for (let h = 0; h < AHEAD; h++) {
      const grown = far * ((h + 1) / AHEAD) ** GROWTH;
      errors[n * PATH + 2 * h] = grown * Math.cos(angle);
      errors[n * PATH + 2 * h + 1] = grown * Math.sin(angle);
    }
    weights[n] = PRIOR_WEIGHT;
  }
  return { errors, weights, sizes: new Float64Array(COUNT), written: 0 };
}

function heading({ last }: Motion): readonly [number, number] {
  for (const k of [2, 6]) {
    const [x, y] = [at(last, k), at(last, k + 1)];
    const pace = Math.sqrt(x * x + y * y);
    if (pace > 1e-6) {
      return [x / pace, y / pace];
    }
  }
  return [1, 0];
}

export function scatter(
  spread: Spread,
  motion: Motion,
  path: Float64Array,
  came: Float64Array,
): void {
  const n = PRIORS + (spread.written % KEPT);
  const size = yardstick(motion);
  const [c, s] = heading(motion);
  for (let h = 0; h < PATH; h += 2) {
    const x = (at(came, h) - at(path, h)) / size;
    const y = (at(came, h + 1) - at(path, h + 1)) / size;
    spread.errors[n * PATH + h] = c * x + s * y;
    spread.errors[n * PATH + h + 1] = c * y - s * x;
  }
  spread.sizes[n] = Math.log(size);
  spread.weights[n] = 1;
  spread.written++;
}

export function particlesOf(spread: Spread, motion: Motion, path: Float64Array): Particles {
  const size = yardstick(motion);
  const paths = new Float64Array(COUNT * PATH);
  const weights = new Float64Array(COUNT);
  const [c, s] = heading(motion);
  const log = Math.log(size);
  let count = 0;
  for (let n = 0; n < COUNT; n++) {
    const off = n < PRIORS ? 0 : (at(spread.sizes, n) - log) / KIN;
    const weight = at(spread.weights, n) * Math.exp((-off * off) / 2);
    if (weight < 0.01) {
      continue;
    }
    weights[count] = weight;
    for (let h = 0; h < PATH; h += 2) {
      const x = size * at(spread.errors, n * PATH + h);
      const y = size * at(spread.errors, n * PATH + h + 1);
      paths[count * PATH + h] = at(path, h) + c * x - s * y;
      paths[count * PATH + h + 1] = at(path, h + 1) + s * x + c * y;
    }
    count++;
  }
  return { paths, weights, count };
}
