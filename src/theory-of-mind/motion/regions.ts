import { RADIUS90 } from "../futures.ts";
import { at } from "./at.ts";
import { AHEAD } from "./horizon.ts";

/** Share of the people a region holds [1]. */
export const HELD = 0.9;

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

/**
 * Turns raw radii into those to be told.
 * @param doubt - Standard deviation that comes on top at every step ahead [m].
 */
export function fit(
  { factors }: Regions,
  radii: Float64Array,
  doubt: Float64Array | undefined,
): void {
  for (let h = 0; h < AHEAD; h++) {
    const radius = at(radii, h) * at(factors, h);
    const more = doubt === undefined ? 0 : RADIUS90 * at(doubt, h);
    radii[h] = Math.sqrt(radius * radius + more * more);
  }
}
