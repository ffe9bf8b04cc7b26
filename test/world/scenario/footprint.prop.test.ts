import fc from "fast-check";
import { describe, it } from "vitest";
import type { Structure } from "../../../src/world/scenario/description.ts";
import { distanceTo } from "../../../src/world/scenario/footprint.ts";

const common = { id: "it", height: 1, bottom: 0, transparent: false };
const number = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true });
const point = fc.record({ x: number(-10, 10), y: number(-10, 10) });

const box: fc.Arbitrary<Structure> = fc
  .record({
    at: fc.record({ x: number(-5, 5), y: number(-5, 5), yaw: number(-4, 4) }),
    length: number(0.1, 5),
    width: number(0.1, 5),
  })
  .map((shape) => ({ ...common, kind: "box", ...shape }));

const wall: fc.Arbitrary<Structure> = fc
  .record({ from: point, to: point, thickness: number(0.05, 1) })
  .filter(({ from, to }) => Math.hypot(from.x - to.x, from.y - to.y) > 0.1)
  .map((shape) => ({ ...common, kind: "wall", ...shape }));

const cylinder: fc.Arbitrary<Structure> = fc
  .record({ at: point, radius: number(0.05, 3) })
  .map((shape) => ({ ...common, kind: "cylinder", ...shape }));

describe("distanceTo", () => {
  it("changes by no more than one walks", () => {
    fc.assert(
      fc.property(fc.oneof(box, wall, cylinder), point, point, (structure, a, b) => {
        const change = Math.abs(distanceTo(structure, a) - distanceTo(structure, b));
        return change <= Math.hypot(a.x - b.x, a.y - b.y) + 1e-9;
      }),
    );
  });

  it("is minus half the thickness in the middle of a wall", () => {
    fc.assert(
      fc.property(wall, (structure) => {
        if (structure.kind !== "wall") {
          return false;
        }
        const { from, to, thickness } = structure;
        const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
        const half = Math.min(thickness, Math.hypot(to.x - from.x, to.y - from.y)) / 2;
        return Math.abs(distanceTo(structure, middle) + half) < 1e-9;
      }),
    );
  });
});
