import { describe, expect, it } from "vitest";
import { gapTo, radiusOf } from "../../src/separation/footprint.ts";

const square = [
  { x: -0.2, y: -0.1 },
  { x: 0.4, y: -0.1 },
  { x: 0.4, y: 0.1 },
  { x: -0.2, y: 0.1 },
];

describe("gapTo", () => {
  it("measures to an edge, to a corner and to the inside", () => {
    expect(gapTo(square, { x: 1, y: 0.05 })).toMatchObject({ distance: 0.6 });
    expect(gapTo(square, { x: 0.7, y: 0.5 }).distance).toBeCloseTo(0.5, 9);
    expect(gapTo(square, { x: 0.3, y: 0 }).distance).toBe(0);
  });

  it("points from the robot to the thing", () => {
    expect(gapTo(square, { x: 1, y: 0.05 }).towards.x).toBeCloseTo(1, 9);
    expect(gapTo(square, { x: -1, y: 0 }).towards.x).toBeCloseTo(-1, 9);
  });

  it("knows which way turning closes the gap", () => {
    const left = gapTo(square, { x: 0.4, y: 1 });

    expect(left.towards.y).toBeCloseTo(1, 9);
    expect(left.lever).toBeCloseTo(0.4, 9);
  });

  it("points somewhere even when the thing is under the robot's very centre", () => {
    expect(Math.hypot(...Object.values(gapTo(square, { x: 0, y: 0 }).towards))).toBeCloseTo(1, 9);
  });
});

describe("radiusOf", () => {
  it("is the farthest corner", () => {
    expect(radiusOf(square)).toBeCloseTo(Math.hypot(0.4, 0.1), 9);
    expect(radiusOf([])).toBe(0);
  });
});
