import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import {
  cornersOf,
  holds,
  type Outline,
  polygonOf,
} from "../../../src/separation/zones/outline.ts";
import { evenly } from "../../support/evenly.ts";
import { box } from "./zone-scene.ts";

const CIRCLE: Outline = { kind: "circle", x: 1, y: 2, radius: 0.5 };
const SQUARE = polygonOf(box(-1, -1, 1, 1));
/** A U that opens upwards. */
const CUP = polygonOf([
  { x: -2, y: -1 },
  { x: 2, y: -1 },
  { x: 2, y: 1 },
  { x: 1, y: 1 },
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: -1, y: 1 },
  { x: -2, y: 1 },
]);

describe("an outline", () => {
  it.each([
    [CIRCLE, 1.49, 2, true],
    [CIRCLE, 1.5, 2, true],
    [CIRCLE, 1.51, 2, false],
    [CIRCLE, 1, 1.49, false],
    [CIRCLE, 1.36, 2.36, false],
    [SQUARE, 0, 0, true],
    [SQUARE, 1, 0.5, true],
    [SQUARE, -1, -0.5, true],
    [SQUARE, 0.3, 1, true],
    [SQUARE, 0.3, -1, true],
    [SQUARE, 1, 1, true],
    [SQUARE, -1, 1, true],
    [SQUARE, 1.00001, 0, false],
    [SQUARE, 0, -1.00001, false],
    [SQUARE, -1.00001, 0, false],
    [SQUARE, 0, 1.00001, false],
    [SQUARE, NaN, 0, false],
    [CUP, 0, -0.5, true],
    [CUP, 0, 0.5, false],
    [CUP, 0, 0, true],
    [CUP, 1, 0.5, true],
    [CUP, 0.999, 0.5, false],
    [CUP, -1.5, 0.5, true],
    [CUP, 1.5, 1, true],
    [CUP, 1.5, 1.00001, false],
    // in line with the ends of both prongs, and between them
    [CUP, 0, 1, false],
    [CUP, -0.5, 1, false],
    [SQUARE, 1 + 0.9e-9, 0, true],
    [SQUARE, 0.5, 1 + 0.9e-9, true],
    [CUP, -3, 0, false],
    [CUP, 3, 1, false],
  ] as const)("%#: holds what is inside or on its edge", (outline, x, y, inside) => {
    expect(holds(outline, x, y)).toBe(inside);
  });

  it("of a circle holds what is nearer than its radius", () => {
    fc.assert(
      fc.property(evenly(-1, 3), evenly(0, 4), (x, y) => {
        expect(holds(CIRCLE, x, y)).toBe(Math.hypot(x - 1, y - 2) <= 0.5);
      }),
    );
  });

  it("of convex corners holds what is on the inner side of every edge, whatever their order", () => {
    const corners = Array.from({ length: 7 }, (_, i) => ({
      x: 2 * Math.cos((2 * Math.PI * i) / 7),
      y: Math.sin((2 * Math.PI * i) / 7),
    }));
    fc.assert(
      fc.property(evenly(-2.2, 2.2), evenly(-1.2, 1.2), (x, y) => {
        const inner = corners.every((from, i) => {
          const to = corners[(i + 1) % 7] ?? from;
          return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0;
        });
        expect(holds(polygonOf(corners), x, y)).toBe(inner);
        expect(holds(polygonOf(corners.toReversed()), x, y)).toBe(inner);
      }),
      { numRuns: sampleSize(1000, 30) },
    );
  });

  it("has a box as large as it is", () => {
    expect(CUP.minX).toBeCloseTo(-2);
    expect(CUP.maxX).toBeCloseTo(2);
    expect(CUP.minY).toBeCloseTo(-1);
    expect(CUP.maxY).toBeCloseTo(1);
    expect(CUP.minX).toBeLessThan(-2);
    expect(CUP.maxX).toBeGreaterThan(2);
    expect(CUP.minY).toBeLessThan(-1);
    expect(CUP.maxY).toBeGreaterThan(1);
  });

  it("has its corners, and a circle has some that go around it", () => {
    expect(cornersOf(SQUARE)).toEqual(box(-1, -1, 1, 1));
    const around = cornersOf(CIRCLE);
    expect(around).toHaveLength(36);
    expect(around[0]?.x).toBeCloseTo(1 + 0.5 / Math.cos(Math.PI / 36), 12);
    expect(around[9]?.y).toBeCloseTo(2 + 0.5 / Math.cos(Math.PI / 36), 12);
    const middle = { x: (around[0]!.x + around[1]!.x) / 2, y: (around[0]!.y + around[1]!.y) / 2 };
    expect(Math.hypot(middle.x - 1, middle.y - 2)).toBeCloseTo(0.5, 12);
    expect(cornersOf(CIRCLE, 5)).toHaveLength(5);
  });
});
