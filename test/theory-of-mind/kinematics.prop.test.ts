import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correct, firstKinematics, predict } from "../../src/theory-of-mind/kinematics.ts";
import { evenly } from "../support/evenly.ts";

describe("predict", () => {
  it("comes to the same in one step as in two", () => {
    fc.assert(
      fc.property(evenly(0, 3), evenly(0, 3), evenly(0, 2), (first, second, density) => {
        const start = { ...firstKinematics({ x: 1, y: 2, xx: 0.1, xy: 0.02, yy: 0.3 }), vx: 0.7 };

        const once = predict(start, first + second, density);
        const twice = predict(predict(start, first, density), second, density);

        expect(twice.x).toBeCloseTo(once.x, 9);
        twice.covariance.forEach((value, k) => expect(value).toBeCloseTo(once.covariance[k]!, 6));
      }),
    );
  });
});

describe("correct", () => {
  it("never makes anything less sure, keeps the covariance symmetric, and moves towards the fix", () => {
    fc.assert(
      fc.property(
        evenly(-1, 1),
        evenly(-1, 1),
        evenly(0.001, 1),
        evenly(0.001, 1),
        (x, y, xx, yy) => {
          const before = predict(
            firstKinematics({ x: 0, y: 0, xx: 0.04, xy: 0.01, yy: 0.09 }),
            0.3,
            0.2,
          );
          const fix = { x, y, xx, xy: 0, yy };

          const after = correct(before, fix);

          for (const k of [0, 5, 10, 15]) {
            expect(after.covariance[k]).toBeLessThanOrEqual(before.covariance[k]! + 1e-12);
            expect(after.covariance[k]).toBeGreaterThan(0);
          }
          expect(after.covariance[1]).toBe(after.covariance[4]);
          expect(after.covariance[2]).toBe(after.covariance[8]);
          const far = (one: { x: number; y: number }): number =>
            (one.x - x) ** 2 / xx + (one.y - y) ** 2 / yy;
          expect(far(after)).toBeLessThanOrEqual(far(before) + 1e-9);
        },
      ),
    );
  });
});
