import { describe, expect, it } from "vitest";
import {
  boundsAlong,
  closingBounds,
  closingSpeedTo,
  type Mover,
} from "../../src/separation/closing-bounds.ts";
import { gapTo } from "../../src/separation/footprint.ts";
import { allowanceFor } from "../../src/separation/kinds.ts";
import type { ObstacleKind } from "../../src/separation/obstacle.ts";
import {
  closingSpeed,
  IMMOBILE,
  slantingSpeed,
  STANDING,
} from "../../src/separation/protective-distance.ts";
import type { Near } from "../../src/separation/sectors.ts";
import { curveLever } from "../../src/separation/swing.ts";
import { BOX, MOVER, STOPPING } from "./mover.ts";

const mover = (more: Partial<Mover> = {}): Mover => ({ ...MOVER, ...more });
const near = (kind: ObstacleKind, x: number, y: number, crawl?: number): Near => {
  const point = { x, y };
  const obstacle = { kind, point, ...(crawl === undefined ? {} : { crawl }) };
  return { obstacle, place: point, gap: gapTo(BOX, point) };
};

describe("how fast a thing may be closed in on", () => {
  it("depends on the whole speed of a robot that passes a wall aslant, not beside a person", () => {
    const fast = mover({ outline: 2 });
    const allowed = allowanceFor("structure", 0.02);
    const straight = closingSpeed(0.3, IMMOBILE, STOPPING, allowed);
    const slanting = slantingSpeed(0.3, 2, STOPPING, allowed);

    expect(slanting).toBeLessThan(straight);
    expect(closingSpeedTo(near("structure", 0.6, 0), 0.3, fast)).toBe(slanting);
    expect(closingSpeedTo(near("structure", 0.6, 0), 0.3, mover())).toBe(straight);
    expect(closingSpeedTo(near("standing", 0.9, 0), 0.6, mover({ outline: 9 }))).toBe(
      closingSpeed(0.6, STANDING, STOPPING, allowanceFor("standing", 0.02)),
    );
  });

  it("is at least the creep somebody answers for, or what its kind always leaves", () => {
    expect(closingSpeedTo(near("structure", 0.31, 0), 0.01, mover())).toBe(0);
    expect(closingSpeedTo(near("blind", 0.31, 0, 0.07), 0.01, mover())).toBe(0.07);
    expect(closingSpeedTo(near("hidden", 0.31, 0), 0.01, mover())).toBe(0.15);
  });
});

describe("the bounds of a closing speed", () => {
  it("are none where it could not bind what goes no faster", () => {
    const wall = near("structure", 0.6, 0);
    const atMost = closingSpeedTo(wall, wall.gap.distance, mover());

    expect(closingBounds(wall, mover(), atMost)).toEqual([]);
    expect(closingBounds(wall, mover(), atMost + 0.01)).not.toEqual([]);
    expect(closingBounds(wall, mover(), atMost + 0.01)[0]).toMatchObject({
      x: 1,
      y: 0,
      atMost,
      because: "protective-separation",
      source: "a wall 0.30 m away at 0°",
    });
  });

  it("are one where turning either way does the same to the gap, and one for each way where not", () => {
    const wall = near("structure", 0.6, 0);
    const bounds = (ccw: number, cw: number) =>
      boundsAlong(wall, { x: 1, y: 0 }, 0.5, { ccw, cw }, mover()).map(({ turn }) => turn);

    expect(bounds(0.2, -0.2)).toEqual([0.2]);
    expect(bounds(0.2, -0.1995)).toEqual([0.2]);
    expect(bounds(0.2, 0.3)).toEqual([0.2, -0.3]);
    expect(bounds(0.2, 0.2)).toEqual([0.2, -0.2]);
    expect(bounds(0, 0)).toEqual([0]);
  });

  it("count that the way bends towards the thing, on the side it bends to", () => {
    const bounds = (y: number, vx: number) =>
      boundsAlong(
        near("structure", 0, y),
        { x: 0, y: Math.sign(y) },
        0.5,
        { ccw: 0.1, cw: 0.2 },
        mover({ velocity: { x: vx, y: 0 } }),
      ).map(({ turn }) => turn);
    const bend = curveLever({ x: 1, y: 0 }, gapTo(BOX, { x: 0, y: 1 }), STOPPING);

    expect(bend).toBeGreaterThan(0.3);
    // ahead at 1 m/s: what is on the left is closed in on by turning left, what is on the right by turning right
    expect(bounds(1, 1)[0]).toBeCloseTo(0.1 + bend, 9);
    expect(bounds(1, 1)[1]).toBeCloseTo(-0.2, 9);
    expect(bounds(-1, 1)[0]).toBeCloseTo(0.1, 9);
    expect(bounds(-1, 1)[1]).toBeCloseTo(-0.2 - bend, 9);
    expect(bounds(1, -1)[1]).toBeCloseTo(-0.2 - bend, 9);
    expect(bounds(1, 0)).toEqual([0.1, -0.2]);
  });
});
