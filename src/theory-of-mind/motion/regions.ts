import { AHEAD, PATH } from "./horizon.ts";
import type { Particles } from "./spread.ts";

/** Factors by step ahead on the raw radii, led so that nine in ten are held. */
export type Regions = {
  readonly factors: Float64Array;
  learn(raw: Float64Array, path: Float64Array, came: Float64Array): void;
};

const GAIN = 0.05;

export function newRegions(): Regions {
  const factors = new Float64Array(AHEAD).fill(1);
  return {
    factors,
    learn: (raw, path, came) => {
      for (let h = 0; h < AHEAD; h++) {
        const off = Math.hypot(
          (came[2 * h] ?? 0) - (path[2 * h] ?? 0),
          (came[2 * h + 1] ?? 0) - (path[2 * h + 1] ?? 0),
        );
        const missed = off > (raw[h] ?? 0) * (factors[h] ?? 1) ? 1 : 0;
        factors[h] = (factors[h] ?? 1) * Math.exp(GAIN * (missed - 0.1));
      }
    },
  };
}

export function tighten({ factors }: Regions, raw: Float64Array): Float64Array {
  return raw.map((radius, h) => radius * (factors[h] ?? 1));
}

/** Halvings by which a radius is found: to a thousandth of the widest. */
const HALVINGS = 10;

/** Radius around each place of a path that holds nine in ten of the particles, by weight [m]. */
export function widths({ paths, weights, count }: Particles, path: Float64Array): Float64Array {
  let total = 0;
  for (let n = 0; n < count; n++) {
    total += weights[n] ?? 0;
  }
  const off = new Float64Array(count);
  const radii = new Float64Array(AHEAD);
  for (let h = 0; h < AHEAD; h++) {
    let high = 0;
    for (let n = 0; n < count; n++) {
      const dx = (paths[n * PATH + 2 * h] ?? 0) - (path[2 * h] ?? 0);
      const dy = (paths[n * PATH + 2 * h + 1] ?? 0) - (path[2 * h + 1] ?? 0);
      off[n] = dx * dx + dy * dy;
      high = Math.max(high, off[n] ?? 0);
    }
    high = Math.sqrt(high);
    let low = 0;
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      let held = 0;
      for (let n = 0; n < count; n++) {
        held += (off[n] ?? 0) <= middle * middle ? (weights[n] ?? 0) : 0;
      }
      [low, high] = held >= HELD * total ? [low, middle] : [middle, high];
    }
    radii[h] = high;
  }
  return radii;
}

/** Share of the people a region holds [1]. */
const HELD = 0.9;
