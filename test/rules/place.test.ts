import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { depthInside } from "../../src/rules/place.ts";
import { evenly } from "../support/evenly.ts";

const SQUARE = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 4, y: 4 },
  { x: 0, y: 4 },
];

/** A square with a notch from above. */
const NOTCHED = [
  { x: 0, y: 0 },
  { x: 6, y: 0 },
  { x: 6, y: 4 },
  { x: 4, y: 4 },
  { x: 4, y: 1 },
  { x: 2, y: 1 },
  { x: 2, y: 4 },
  { x: 0, y: 4 },
];

describe("depthInside", () => {
  it.each([
    [{ x: 2, y: 2 }, 2],
    [{ x: 1, y: 2 }, 1],
    [{ x: 3.5, y: 3 }, 0.5],
    [{ x: -1, y: 2 }, -1],
    [{ x: 7, y: 8 }, -5],
    [{ x: 2, y: -3 }, -3],
    [{ x: -3, y: 0 }, -3],
  ])("of %o in a square is %d", (point, depth) => {
    expect(depthInside(SQUARE, point)).toBeCloseTo(depth, 12);
    expect(depthInside(SQUARE.toReversed(), point)).toBeCloseTo(depth, 12);
  });

  it("is outside in a notch, and measures to its edge", () => {
    expect(depthInside(NOTCHED, { x: 3, y: 3 })).toBeCloseTo(-1, 12);
    expect(depthInside(NOTCHED, { x: 1, y: 3 })).toBeCloseTo(1, 12);
    expect(depthInside(NOTCHED, { x: 3, y: 0.5 })).toBeCloseTo(0.5, 12);
  });

  it("is zero on the outline", () => {
    expect(depthInside(SQUARE, { x: 4, y: 2 })).toBeCloseTo(0, 12);
    expect(depthInside(SQUARE, { x: 0, y: 0 })).toBeCloseTo(0, 12);
  });

  it("is that of the rectangle for every point", () => {
    fc.assert(
      fc.property(evenly(-3, 7), evenly(-3, 7), (x, y) => {
        const dx = Math.max(-x, x - 4);
        const dy = Math.max(-y, y - 4);
        const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
        const depth = outside > 0 ? -outside : -Math.max(dx, dy);

        expect(depthInside(SQUARE, { x, y })).toBeCloseTo(depth, 9);
      }),
    );
  });

  it("is that of a square that stands on its corner, for every point", () => {
    const diamond = [
      { x: 3, y: 1 },
      { x: 1, y: 3 },
      { x: -1, y: 1 },
      { x: 1, y: -1 },
    ];
    fc.assert(
      fc.property(evenly(-2, 4), evenly(-2, 4), (x, y) => {
        const inside = (2 - Math.abs(x - 1) - Math.abs(y - 1)) / Math.SQRT2;
        const depth = depthInside(diamond, { x, y });

        expect(inside >= 0 ? depth : Math.max(depth, inside)).toBeCloseTo(inside, 9);
        expect(depth >= 0).toBe(inside >= 0);
      }),
    );
  });

  it("tells the sides of every corner apart, where edges lean both ways", () => {
    const star = [
      { x: 0, y: 5 },
      { x: -1, y: 1 },
      { x: -5, y: 0 },
      { x: -1, y: -1 },
      { x: 0, y: -5 },
      { x: 1, y: -1 },
      { x: 5, y: 0 },
      { x: 1, y: 1 },
    ];
    const signs = (points: readonly [number, number][]): readonly number[] =>
      points.map(([x, y]) => Math.sign(depthInside(star, { x, y })));

    expect(
      signs([
        [0, 4],
        [0.5, 2],
        [2, 0.5],
        [4, 0],
        [0, -4],
        [-0.5, -2],
        [-4, 0.1],
      ]),
    ).toEqual(Array(7).fill(1));
    expect(
      signs([
        [2, 2],
        [-2, 2],
        [2, -2],
        [-2, -2],
        [1, 4],
        [-1, -4],
        [0.5, 4],
      ]),
    ).toEqual(Array(7).fill(-1));
  });
});
