import { describe, expect, it } from "vitest";
import type { Vector } from "../../../src/quantity/vector.ts";
import { awayFrom } from "../../../src/separation/zones/escape.ts";
import { box, FOOTPRINT } from "./zone-scene.ts";

const columns = (points: readonly Vector[]) => ({
  x: points.map(({ x }) => x),
  y: points.map(({ y }) => y),
});
const escape = (points: readonly Vector[], footprint = FOOTPRINT) =>
  awayFrom(footprint, columns(points), "zone-stop", "front");
const orders = <T>([a, b, c]: readonly [T, T, T]): T[][] => [
  [a, b, c],
  [a, c, b],
  [b, a, c],
  [b, c, a],
  [c, a, b],
  [c, b, a],
];
const degrees = (angle: number) => (angle * Math.PI) / 180;
/** A place off a corner, at a bearing from it [°]. */
const off = (corner: Vector, bearing: number): Vector => ({
  x: corner.x + 0.5 * Math.cos(degrees(bearing)),
  y: corner.y + 0.5 * Math.sin(degrees(bearing)),
});
const bearings = (points: readonly Vector[], footprint = FOOTPRINT) =>
  escape(points, footprint)
    .bounds.map(({ x, y }) => Math.round((Math.atan2(y, x) * 180) / Math.PI))
    .sort((a, b) => a - b);

describe("leaving what is inside", () => {
  it("is bound by nothing where nothing is inside", () => {
    expect(escape([])).toEqual({ bounds: [], nearest: Infinity });
  });

  it("never goes towards one point, and says whom it is about and how near it is", () => {
    const { bounds, nearest } = escape([{ x: 0.8, y: 0.1 }]);
    expect(nearest).toBeCloseTo(0.5, 12);
    expect(bounds).toHaveLength(1);
    expect(bounds[0]).toMatchObject({ because: "zone-stop", source: "front" });
    expect(bounds[0]?.x).toBeCloseTo(1, 12);
    // 1 mm in 1000 s is all that rounding may let through
    expect(bounds[0]?.atMost).toBeLessThanOrEqual(1e-6);
    // turning left takes the place of the outline beside it back
    expect(bounds[0]?.turn).toBeCloseTo(-0.1, 12);
  });

  it("needs the two outermost of the points beside an edge, in whatever order they come", () => {
    const beside = [-0.1, 0.05, 0.15].map((y) => ({ x: 0.9, y }));
    for (const order of orders(beside as [Vector, Vector, Vector])) {
      const turns = escape(order).bounds.map(({ turn }) => Math.round(100 * turn) / 100);
      expect(turns.sort((a, b) => a - b)).toEqual([-0.15, 0.1]);
    }
  });

  it("needs the two outermost of the points off a corner, in whatever order they come", () => {
    const beyond = [10, 40, 80].map((bearing) => off({ x: 0.3, y: 0.2 }, bearing));
    for (const order of orders(beyond as [Vector, Vector, Vector])) {
      expect(bearings(order)).toEqual([10, 80]);
    }
  });

  it("needs them for a robot whose base lies outside its outline too", () => {
    const ahead = box(1, -0.2, 1.6, 0.2);
    const behind = [95, 115, 170].map((bearing) => off({ x: 1, y: 0.2 }, bearing));
    for (const order of orders(behind as [Vector, Vector, Vector])) {
      expect(bearings(order, ahead)).toEqual([95, 170]);
    }
  });

  it("bounds every part of the outline for itself", () => {
    expect(
      bearings([
        { x: 0.8, y: 0.1 },
        { x: 0, y: 0.9 },
        { x: 0.1, y: -0.9 },
        off({ x: -0.3, y: -0.2 }, -135),
      ]),
    ).toEqual([-135, -90, 0, 90]);
  });
});
