import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roughness } from "../../../src/theory-of-mind/tracking/parabola.ts";

const bent = (bend: number, turn: number, count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, k) => {
    const u = k / (count - 1) - 0.5;
    const [x, y] = [u, bend * u * u];
    return [
      3 + Math.cos(turn) * x - Math.sin(turn) * y,
      1 + Math.sin(turn) * x + Math.cos(turn) * y,
    ];
  });

describe("roughness", () => {
  it("is nothing for points on a parabola, however it is turned", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 4, max: 40 }),
        (bend, turn, count) => {
          expect(roughness(bent(bend / 20, turn, count))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it("is the deviation of points that are off it", () => {
    const zigzag = bent(0.3, 1, 60).map(
      ([x, y], k) => [x, y + (k % 2 === 0 ? 0.02 : -0.02)] as const,
    );

    expect(roughness(zigzag)).toBeGreaterThan(0.008);
    expect(roughness(zigzag)).toBeLessThan(0.022);
    expect(roughness(zigzag, 0, 3)).toBe(0);
  });
});
