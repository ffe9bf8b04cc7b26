import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import { cross, norm, subtract, type Vector } from "../../src/quantity/vector.ts";
import {
  type Footprint,
  gapTo,
  innerRadiusOf,
  radiusOf,
  widthOf,
} from "../../src/separation/footprint.ts";

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

  it("is that of the nearest of many points along the outline", () => {
    const kite = [
      { x: 0.5, y: 0 },
      { x: 0, y: 0.25 },
      { x: -0.3, y: 0 },
      { x: 0.05, y: -0.4 },
    ];
    const random = createRandom(1);
    for (let k = 0; k < 300; k++) {
      const point = { x: random.between(-1, 1), y: random.between(-1, 1) };
      const gap = gapTo(kite, point);
      const foot = along(kite).reduce((a, b) =>
        norm(subtract(b, point)) < norm(subtract(a, point)) ? b : a,
      );
      const way = subtract(point, foot);
      const inside = isInside(kite, point);
      expect(gap.distance).toBeCloseTo(inside ? 0 : norm(way), 5);
      expect(norm(gap.towards)).toBeCloseTo(1, 9);
      // out of the robot, seen from inside too
      expect(cross(gap.towards, way) / norm(way)).toBeCloseTo(0, 1);
      expect(Math.sign(gap.towards.x * way.x + gap.towards.y * way.y)).toBe(inside ? -1 : 1);
      expect(gap.lever).toBeCloseTo(cross(foot, gap.towards), 2);
    }
  });

  it("points out of the robot the shortest way from a point inside", () => {
    expect(gapTo(square, { x: 0.35, y: 0.01 })).toMatchObject({
      distance: 0,
      towards: { x: 1, y: 0 },
    });
    expect(gapTo(square, { x: 0.1, y: -0.08 }).towards).toEqual({ x: 0, y: -1 });
    expect(gapTo(square, { x: 0.1, y: -0.08 }).lever).toBeCloseTo(-0.1, 9);
  });

  it("points away from the base where a point lies on the outline itself", () => {
    expect(gapTo(square, { x: 0.4, y: 0 })).toMatchObject({ distance: 0, towards: { x: 1, y: 0 } });
    expect(gapTo([], { x: 0, y: 0 }).towards).toEqual({ x: 1, y: 0 });
    expect(gapTo([{ x: 0, y: 0 }], { x: 0, y: 0 })).toEqual({
      distance: 0,
      towards: { x: 1, y: 0 },
      lever: 0,
    });
  });

  it("takes what rounding leaves of a direction for nothing, and no more than that", () => {
    expect(gapTo(square, { x: 1, y: 0.1 + 1e-14 }).towards).toEqual({ x: 1, y: 0 });
    expect(gapTo(square, { x: 0.4 + 1e-14, y: 1 }).towards).toEqual({ x: 0, y: 1 });
    expect(gapTo(square, { x: 1, y: 0.1 + 1e-9 }).towards.y).toBeGreaterThan(0);
    expect(gapTo(square, { x: 0.4 + 1e-9, y: 1 }).towards.x).toBeGreaterThan(0);
    expect(gapTo(square, { x: 1, y: -0.1 - 1e-9 }).towards.y).toBeLessThan(0);
    expect(gapTo(square, { x: -0.2 - 1e-9, y: 1 }).towards.x).toBeLessThan(0);
  });

  it("has no inside where the outline has none", () => {
    const line = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ];
    expect(gapTo(line, { x: 0.5, y: 0.3 })).toMatchObject({ distance: 0.3, lever: 0.5 });
    expect(gapTo(line, { x: 0.5, y: -0.3 })).toMatchObject({ distance: 0.3, lever: -0.5 });
    expect(gapTo([{ x: 0.1, y: 0 }], { x: 1.1, y: 0 })).toMatchObject({ distance: 1, lever: 0 });
    expect(gapTo(line, { x: 0.2, y: 0 }).distance).toBe(0);
  });

  it("is none to a place that is no number, or from no outline", () => {
    expect(gapTo(square, { x: NaN, y: 0 }).distance).toBe(0);
    expect(gapTo([], { x: 1, y: 0 }).distance).toBe(0);
  });

  it("points somewhere even when the thing is under the robot's very centre", () => {
    expect(Math.hypot(...Object.values(gapTo(square, { x: 0, y: 0 }).towards))).toBeCloseTo(1, 9);
  });
});

/** Points on an outline, half a millimetre apart or less. */
function along(outline: Footprint): Vector[] {
  return outline.flatMap((from, i) => {
    const edge = subtract(outline[(i + 1) % outline.length]!, from);
    return Array.from({ length: 1500 }, (_, k) => ({
      x: from.x + (k / 1500) * edge.x,
      y: from.y + (k / 1500) * edge.y,
    }));
  });
}

function isInside(outline: Footprint, point: Vector): boolean {
  return outline.every(
    (from, i) =>
      cross(subtract(outline[(i + 1) % outline.length]!, from), subtract(point, from)) >= 0,
  );
}

describe("radiusOf", () => {
  it("is the farthest corner", () => {
    expect(radiusOf(square)).toBeCloseTo(Math.hypot(0.4, 0.1), 9);
    expect(radiusOf([])).toBe(0);
  });
});

describe("innerRadiusOf", () => {
  it("is the nearest edge, and 0 when the base lies outside", () => {
    expect(innerRadiusOf(square)).toBeCloseTo(0.1, 12);
    expect(innerRadiusOf(square.map(({ x, y }) => ({ x: x + 0.15, y })))).toBeCloseTo(0.05, 12);
    expect(innerRadiusOf(square.map(({ x, y }) => ({ x, y: y + 0.04 })))).toBeCloseTo(0.06, 12);
    expect(innerRadiusOf(square.map(({ x, y }) => ({ x, y: y - 0.04 })))).toBeCloseTo(0.06, 12);
    expect(innerRadiusOf(square.map(({ x, y }) => ({ x: x + 0.17, y })))).toBeCloseTo(0.03, 12);
    expect(innerRadiusOf(square.map(({ x, y }) => ({ x: x + 1, y })))).toBe(0);
  });
});

describe("widthOf", () => {
  it("is the smallest distance between two lines that hold the outline", () => {
    expect(widthOf(square)).toBeCloseTo(0.2, 12);
    const turned = square.map(({ x, y }) => ({ x: 0.6 * x - 0.8 * y, y: 0.8 * x + 0.6 * y }));
    expect(widthOf(turned)).toBeCloseTo(0.2, 12);
    const triangle = [
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 0, y: 4 },
    ];
    expect(widthOf(triangle)).toBeCloseTo(2.4, 12);
    expect(widthOf([...square, square[0]!])).toBe(0);
    expect(widthOf([])).toBe(0);
    expect(widthOf([{ x: 1, y: 1 }])).toBe(0);
  });
});
