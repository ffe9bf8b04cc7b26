import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";
import type { Particles } from "./spread.ts";

/** Share of the people a region holds [1]. */
const HELD = 0.9;

/** Factors by step ahead on the raw radii, led so that nine in ten are held (adaptive conformal inference, Gibbs and Candès 2021). */
export type Regions = { readonly factors: Float64Array };

/** Largest change of a factor's logarithm for one miss, and that for all windows whose outcome is not known yet [1]. */
const GAIN = 0.05;
const GAIN_IN_ALL = 1.5;

export function newRegions(): Regions {
  return { factors: new Float64Array(AHEAD).fill(1) };
}

/**
 * Takes in what came.
 * @param told - The radii told for it [m].
 * @param open - How many told regions have no outcome yet: the more, the later a change shows [1].
 */
export function adapt(
  { factors }: Regions,
  told: Float64Array,
  path: Float64Array,
  came: Float64Array,
  open: number,
): void {
  const gain = Math.min(GAIN, GAIN_IN_ALL / Math.max(1, open));
  for (let h = 0; h < AHEAD; h++) {
    const dx = at(came, 2 * h) - at(path, 2 * h);
    const dy = at(came, 2 * h + 1) - at(path, 2 * h + 1);
    const missed = dx * dx + dy * dy > at(told, h) ** 2 ? 1 : 0;
    factors[h] = at(factors, h) * Math.exp(gain * (missed - (1 - HELD)));
  }
}

export function tighten({ factors }: Regions, raw: Float64Array): Float64Array {
  return raw.map((radius, h) => radius * at(factors, h));
}

/** Halvings by which a radius is found: to a thousandth of the widest. */
const HALVINGS = 10;

/** Radius around each place of a path that holds nine in ten of the particles, by weight [m]. */
export function widths({ paths, weights, count }: Particles, path: Float64Array): Float64Array {
  let total = 0;
  for (let n = 0; n < count; n++) {
    total += at(weights, n);
  }
  const off = new Float64Array(count);
  const radii = new Float64Array(AHEAD);
  for (let h = 0; h < AHEAD; h++) {
    let high = 0;
    for (let n = 0; n < count; n++) {
      const dx = at(paths, n * PATH + 2 * h) - at(path, 2 * h);
      const dy = at(paths, n * PATH + 2 * h + 1) - at(path, 2 * h + 1);
      off[n] = dx * dx + dy * dy;
      high = Math.max(high, off[n] ?? 0);
    }
    high = Math.sqrt(high);
    let low = 0;
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      let held = 0;
      for (let n = 0; n < count; n++) {
        held += at(off, n) <= middle * middle ? at(weights, n) : 0;
      }
      [low, high] = held >= HELD * total ? [low, middle] : [middle, high];
    }
    radii[h] = high;
  }
  return radii;
}
