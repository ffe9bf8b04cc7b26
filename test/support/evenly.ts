import fc from "fast-check";

const STEPS = 1_000_000;

/**
 * Numbers spread evenly from `min` to `max`, both included. `fc.double` spreads over bit patterns instead, so that nearly
 * all its numbers between 0 and 1 are next to nothing.
 */
export function evenly(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min: 0, max: STEPS })).map((k) => min + ((max - min) * k) / STEPS);
}
