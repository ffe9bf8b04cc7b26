import { describe, expect, it } from "vitest";
import type { Twist } from "../../src/quantity/frame.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import { separationLimit } from "../../src/separation/bounds.ts";
import type { Mover } from "../../src/separation/closing-bounds.ts";
import type { Obstacle, ObstacleKind } from "../../src/separation/obstacle.ts";
import { shareInside } from "../../src/separation/share-inside.ts";

const robot: Mover = {
  footprint: [
    { x: -0.3, y: -0.2 },
    { x: 0.3, y: -0.2 },
    { x: 0.3, y: 0.2 },
    { x: -0.3, y: 0.2 },
  ],
  velocity: { x: 0, y: 0 },
  outline: 0,
  stopping: { reaction: 0.3, braking: 2 },
  sight: 5,
  positioning: 0.02,
  ceiling: 1.2,
};

/** The part of a surface of a post that the robot sees, its middle at a place. */
function post(at: Vector, surface: number, kind: ObstacleKind = "standing"): Obstacle[] {
  return Array.from({ length: 21 }, (_, i) => {
    const angle = Math.atan2(-at.y, -at.x) + (i - 10) * 0.14;
    const point = { x: at.x + 0.07 * Math.cos(angle), y: at.y + 0.07 * Math.sin(angle) };
    return { kind, point, surface };
  });
}

function given(obstacles: readonly Obstacle[], twist: Partial<Twist>): number {
  const whole = { vx: 0, vy: 0, wz: 0, ...twist };
  return shareInside(whole, { ...separationLimit(obstacles, robot), spin: Infinity });
}

/** Beside the left front corner, two centimetres away. */
const BESIDE = { x: 0.25, y: 0.29 };

describe("a robot that is wedged", () => {
  it("goes along what it stands beside, at a crawl, and not towards it", () => {
    const leg = post(BESIDE, 1);

    expect(given(leg, { vx: 0.1 })).toBe(1);
    expect(given(leg, { vx: -0.1 })).toBe(1);
    expect(given(leg, { vy: -0.1 })).toBe(1);
    expect(given(leg, { vx: 1 })).toBeLessThan(0.11);
    expect(given(leg, { vy: 0.1 })).toBe(0);
    expect(given(leg, { vx: -0.1, vy: 0.02 })).toBe(0);
  });

  it("does not turn its corner towards it, but away", () => {
    const leg = post(BESIDE, 1);

    expect(given(leg, { wz: 0.2 })).toBe(0);
    expect(given(leg, { wz: -0.1 })).toBe(1);
  });

  it("gets nearer to none of several people, whoever is nearest", () => {
    const people = [...post(BESIDE, 1), ...post({ x: 0.5, y: 0.16 }, 2)];

    expect(given(people, { vx: 0.1 })).toBe(0);
    expect(given(people, { vx: -0.1 })).toBe(1);
    expect(given(people, { vx: -0.1, vy: 0.05 })).toBe(0);
  });

  it("goes nowhere beside somebody who moves", () => {
    const leg = post(BESIDE, 1, "moving");

    expect(given(leg, { vx: -0.1 })).toBe(0);
    expect(given([...leg, ...post({ x: 0, y: -0.29 }, 2)], { vx: -0.1 })).toBe(0);
  });

  it("leaves out of a gap between two walls, along both", () => {
    const wall = (y: number, surface: number): Obstacle[] =>
      Array.from({ length: 200 }, (_, i) => ({
        kind: "structure" as const,
        point: { x: -1 + 0.01 * i, y },
        surface,
      }));
    const gap = [...wall(0.22, 1), ...wall(-0.215, 2)];

    expect(given(gap, { vx: 0.1 })).toBe(1);
    expect(given(gap, { vx: -0.1 })).toBe(1);
    expect(given(gap, { vx: 0.1, vy: 0.01 })).toBe(0);
    expect(given(gap, { wz: 0.2 })).toBe(0);
    expect(separationLimit(gap, robot).bounds.length).toBeLessThan(30);
  });

  it("is not kept by a thing inside its outline from going away from it", () => {
    const inside = post({ x: 0.34, y: 0 }, 1);

    expect(given(inside, { vx: -0.1 })).toBe(1);
    expect(given(inside, { vx: 0.1 })).toBe(0);
  });
});
