import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedSpeed, limitOutline } from "../../src/console/limit-outline.ts";
import { arc, arrive } from "../../src/console/arc.ts";

const weight = fc.double({ min: -2, max: 2, noNaN: true });
const bound = fc.record({
  x: weight,
  y: weight,
  turn: weight,
  atMost: fc.double({ min: 0, max: 2, noNaN: true }),
  because: fc.constant("protective-separation"),
  source: fc.constant("scan"),
});
const limit = fc.record({
  speed: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
  spin: fc.constant(null),
  bounds: fc.array(bound, { maxLength: 6 }),
});

describe("allowedSpeed", () => {
  it("is inside every bound and the ceiling, and as large as they let it", () => {
    fc.assert(
      fc.property(limit, fc.double({ min: 0, max: 6.28, noNaN: true }), (given, angle) => {
        const speed = allowedSpeed(given, angle, 0, 1.2);
        const inside = (v: number): boolean =>
          v <= Math.min(given.speed ?? 1.2, 1.2) + 1e-9 &&
          given.bounds.every(
            ({ x, y, atMost }) => v * (x * Math.cos(angle) + y * Math.sin(angle)) <= atMost + 1e-6,
          );
        expect(speed).toBeGreaterThanOrEqual(0);
        expect(inside(speed)).toBe(true);
        const tight =
          Math.abs(speed - Math.min(given.speed ?? 1.2, 1.2)) < 1e-9 ||
          given.bounds.some(
            ({ x, y, atMost }) =>
              Math.abs(speed * (x * Math.cos(angle) + y * Math.sin(angle)) - atMost) < 1e-6,
          );
        expect(tight, "and no more would be").toBe(true);
      }),
    );
  });

  it("leaves the way back open when the front is closed", () => {
    const wall = {
      x: 1,
      y: 0,
      turn: 0,
      atMost: 0,
      because: "protective-separation",
      source: "scan",
    };
    const closed = { speed: 1.2, spin: 2, bounds: [wall] };

    expect(allowedSpeed(closed, 0, 0, 1.2)).toBe(0);
    expect(allowedSpeed(closed, Math.PI, 0, 1.2)).toBeCloseTo(1.2);
    expect([...limitOutline(closed, 0, 1.2, 4)].map((v) => Math.round(v * 10))).toEqual([
      0, 0, 0, 12, -12, 0, -0, -12,
    ]);
  });
});

describe("arc", () => {
  it("goes straight without a turn and round a circle with one", () => {
    expect([...arc({ x: 1, y: 0, turn: 0 }, 2, 3)]).toEqual([0, 0, 1, 0, 2, 0]);
    const half = arrive({ x: 1, y: 0, turn: 1 }, Math.PI);
    expect(half.x).toBeCloseTo(0);
    expect(half.y).toBeCloseTo(2);
    expect(half.yaw).toBeCloseTo(Math.PI);
  });
});
