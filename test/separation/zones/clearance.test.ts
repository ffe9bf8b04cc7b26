import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import { clearanceTo } from "../../../src/separation/zones/clearance.ts";
import { awayFrom } from "../../../src/separation/zones/escape.ts";
import type { Bound } from "../../../src/kernel/limit.ts";
import { evenly } from "../../support/evenly.ts";
import { FOOTPRINT } from "./zone-scene.ts";

const HEXAGON = Array.from({ length: 6 }, (_, i) => ({
  x: 0.1 + 0.5 * Math.cos((Math.PI * i) / 3),
  y: 0.4 * Math.sin((Math.PI * i) / 3),
}));

const point = { x: evenly(-1.2, 1.2), y: evenly(-1.2, 1.2) };

describe("the clearance to a point", () => {
  it.each([
    [0.8, 0.1, 0.5, 1, 0, -0.1, 6],
    [-0.5, 0.1, 0.2, -1, 0, 0.1, 2],
    [0.1, 0.5, 0.3, 0, 1, 0.1, 0],
    [0.1, -0.5, 0.3, 0, -1, -0.1, 4],
    [0.6, 0.6, 0.5, 0.6, 0.8, 0.12, 1],
    [-0.6, 0.6, 0.5, -0.6, 0.8, -0.12, 3],
    [-0.6, -0.6, 0.5, -0.6, -0.8, 0.12, 5],
    [0.6, -0.6, 0.5, 0.6, -0.8, -0.12, 7],
    [0.25, 0.1, -0.05, 1, 0, -0.1, 6],
    [0, 0.15, -0.05, 0, 1, 0, 0],
    [0.3, 0.1, 0, 1, 0, -0.1, 6],
  ])("at (%d, %d)", (x, y, distance, towardsX, towardsY, lever, feature) => {
    const found = clearanceTo(FOOTPRINT, x, y);
    expect(found.distance).toBeCloseTo(distance, 12);
    expect(found.x).toBeCloseTo(towardsX, 12);
    expect(found.y).toBeCloseTo(towardsY, 12);
    expect(found.lever).toBeCloseTo(lever, 12);
    expect(found.feature).toBe(feature);
  });

  it.each([
    ["a box", FOOTPRINT],
    ["a hexagon", HEXAGON],
  ] as const)("changes as its bound says when the robot moves a little: %s", (_, footprint) => {
    fc.assert(
      fc.property(
        point.x,
        point.y,
        evenly(-1, 1),
        evenly(-1, 1),
        evenly(-2, 2),
        (x, y, vx, vy, wz) => {
          const before = clearanceTo(footprint, x, y);
          fc.pre(before.distance > 0.01);
          const dt = 1e-6;
          const [c, s] = [Math.cos(wz * dt), Math.sin(wz * dt)];
          const [offX, offY] = [x - vx * dt, y - vy * dt];
          const after = clearanceTo(footprint, c * offX + s * offY, -s * offX + c * offY);
          const rate = (after.distance - before.distance) / dt;
          expect(rate).toBeCloseTo(-(before.x * vx + before.y * vy + before.lever * wz), 3);
        },
      ),
      { numRuns: sampleSize(500, 30) },
    );
  });
});

describe("bounds that lead away from points", () => {
  const sets = fc.array(fc.record(point), { minLength: 1, maxLength: 25 });
  const twist = fc.record({ vx: evenly(-1, 1), vy: evenly(-1, 1), wz: evenly(-2, 2) });

  function along(
    bound: { x: number; y: number; turn: number },
    t: { vx: number; vy: number; wz: number },
  ): number {
    return bound.x * t.vx + bound.y * t.vy + bound.turn * t.wz;
  }

  it("are two for each part of the outline at most, and say as much as one for every point", () => {
    fc.assert(
      fc.property(fc.constantFrom(FOOTPRINT, HEXAGON), sets, twist, (footprint, points, t) => {
        const columns = { x: points.map((p) => p.x), y: points.map((p) => p.y) };
        const { bounds, nearest } = awayFrom(footprint, columns, "zone-stop", "front");
        const clearances = points.map((p) => clearanceTo(footprint, p.x, p.y));
        expect(bounds.length).toBeLessThanOrEqual(4 * footprint.length);
        expect(nearest).toBe(Math.min(...clearances.map((c) => c.distance)));
        const all = clearances.every((c) => c.x * t.vx + c.y * t.vy + c.lever * t.wz <= 1e-9);
        const few = bounds.every((bound) => along(bound, t) <= 1e-9);
        expect(few).toBe(all);
      }),
      { numRuns: sampleSize(1000, 30) },
    );
  });

  it("carry their reason and allow next to nothing", () => {
    const { bounds } = awayFrom(FOOTPRINT, { x: [0.8, 0.8], y: [0.1, 0.1] }, "zone-stop", "front");
    const expected: Bound = {
      x: 1,
      y: 0,
      turn: -0.1,
      atMost: 1e-6,
      because: "zone-stop",
      source: "front",
    };
    expect(bounds).toEqual([expected]);
    expect(awayFrom(FOOTPRINT, { x: [], y: [] }, "zone-stop", "front")).toEqual({
      bounds: [],
      nearest: Infinity,
    });
  });
});
