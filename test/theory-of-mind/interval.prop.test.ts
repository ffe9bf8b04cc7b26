import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareInterval } from "../../src/theory-of-mind/interval.ts";
import { evenly } from "../support/evenly.ts";

describe("shareInterval", () => {
  it("holds the probability, stays within 0 and 1, and grows with the spread", () => {
    fc.assert(
      fc.property(evenly(0, 1), evenly(0.05, 2), evenly(0.05, 2), (probability, one, other) => {
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
        const inner = shareInterval(probability, narrow);
        const outer = shareInterval(probability, wide);

        expect(inner.low).toBeLessThanOrEqual(probability);
        expect(inner.high).toBeGreaterThanOrEqual(probability);
        expect(outer.low).toBeLessThanOrEqual(inner.low);
        expect(outer.high).toBeGreaterThanOrEqual(inner.high);
        expect(outer.low).toBeGreaterThanOrEqual(0);
        expect(outer.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is narrower where it is surer, and never a point", () => {
    const width = (probability: number): number => {
      const { low, high } = shareInterval(probability, 0.5);
      return high - low;
    };

    expect(width(0.95)).toBeLessThan(width(0.5));
    expect(width(1)).toBeGreaterThan(0.04);
  });
});
