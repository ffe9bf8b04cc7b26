import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Forecast,
  newPlace,
  type Presence,
  step,
  waysOf,
} from "../../../src/theory-of-mind/motion/place.ts";
import { evenly } from "../../support/evenly.ts";
import { hallOf, type Moment } from "./walkers.ts";

/** A way to see the same people from elsewhere. */
type Seen = (x: number, y: number) => readonly [x: number, y: number];

const HALL = hallOf(90, 5);

function watch(moments: readonly Moment[], seen: Seen): readonly Forecast[] {
  const place = newPlace();
  return moments.flatMap((present, at) =>
    step(
      place,
      at,
      present.map(({ id, x, y }): Presence => {
        const [there, across] = seen(x, y);
        return { id, x: there, y: across };
      }),
    ),
  );
}

function expectSame(plain: readonly Forecast[], other: readonly Forecast[], seen: Seen): void {
  expect(other).toHaveLength(plain.length);
  plain.forEach(({ path, region90 }, n) => {
    for (let h = 0; h < 12; h++) {
      const [x, y] = seen(path[2 * h]!, path[2 * h + 1]!);
      expect(other[n]!.path[2 * h]!).toBeCloseTo(x, 5);
      expect(other[n]!.path[2 * h + 1]!).toBeCloseTo(y, 5);
      expect(other[n]!.region90[h]!).toBeCloseTo(region90[h]!, 5);
    }
  });
}

describe("a place seen from elsewhere", () => {
  const plain = watch(HALL, (x, y) => [x, y]);

  it("turned, moved or mirrored, is answered for turned, moved or mirrored", () => {
    expect(plain.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(
        evenly(-Math.PI, Math.PI),
        evenly(-20, 20),
        evenly(-20, 20),
        fc.constantFrom(1, -1),
        (angle, dx, dy, side) => {
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const seen: Seen = (x, y) => [c * x - s * side * y + dx, s * x + c * side * y + dy];

          expectSame(plain, watch(HALL, seen), seen);
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe("a place shown anything", () => {
  const number = fc.oneof(
    { weight: 8, arbitrary: evenly(-30, 30) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, 1e6) },
  );
  const present = fc.uniqueArray(
    fc.record({ id: fc.constantFrom("a", "b", "c", "d"), x: number, y: number }),
    { maxLength: 4, selector: ({ id }) => id },
  );

  it("tells finite numbers alone, radii of no less than nothing, and ways that make up one", () => {
    fc.assert(
      fc.property(fc.array(present, { minLength: 20, maxLength: 60 }), (moments) => {
        const place = newPlace();
        moments.forEach((people, at) => {
          for (const forecast of step(place, at, people)) {
            const ways = waysOf(place, forecast, 4);
            const told = [forecast.path, ...ways.map(({ path }) => path)];
            const radii = [forecast.region90, ...ways.map(({ deviation }) => deviation)];

            expect(told.every((path) => path.every(Number.isFinite))).toBe(true);
            expect(radii.every((one) => one.every((r) => Number.isFinite(r) && r >= 0))).toBe(true);
            expect(ways.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});
