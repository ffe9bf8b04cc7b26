import { describe, expect, it } from "vitest";
import type { Twist } from "../../src/quantity/frame.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import { partWedged } from "../../src/separation/wedged.ts";
import { separationLimit } from "../../src/separation/bounds.ts";
import { closingSpeedTo, type Mover } from "../../src/separation/closing-bounds.ts";
import { gapTo } from "../../src/separation/footprint.ts";
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
    return { kind, point, surface, still: 10 };
  });
}

/** A wall along the robot, seen from its back to its front. */
function wallAt(y: number, surface: number, from = -1, to = 1): Obstacle[] {
  return Array.from({ length: Math.round((to - from) * 100) }, (_, i) => ({
    kind: "structure" as const,
    point: { x: from + 0.01 * i, y },
    surface,
  }));
}

/** Legs 0.14 m thick as 360 beams of a scanner in the middle of the robot see them, on one surface. */
function legsSeen(legs: readonly Vector[]): Obstacle[] {
  return Array.from({ length: 360 }, (_, i) => (i * Math.PI) / 180).flatMap((angle, beam) => {
    const ranges = legs.flatMap(({ x, y }) => {
      const ahead = x * Math.cos(angle) + y * Math.sin(angle);
      const beside = x * Math.sin(angle) - y * Math.cos(angle);
      const half = 0.07 * 0.07 - beside * beside;
      return ahead > 0 && half > 0 ? [ahead - Math.sqrt(half)] : [];
    });
    const range = Math.min(...ranges);
    const point = { x: range * Math.cos(angle), y: range * Math.sin(angle) };
    return range < Infinity
      ? [{ kind: "standing" as const, point, surface: 1, beam, still: 10 }]
      : [];
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

  it("does not pass along two legs that the scan joins, from beside the one to the other", () => {
    // 15 mm beside the right leg; the left one, half hidden behind it, is 9 cm behind the corner
    const person = legsSeen([
      { x: -0.25, y: -0.285 },
      { x: -0.43, y: -0.293 },
    ]);
    const far = person.filter(({ point }) => point.x < -0.34);
    expect(far.length).toBeGreaterThan(5);

    expect(given(person, { vx: -0.1 })).toBe(0);
    expect(given(person, { vx: 0.1 })).toBe(1);
    expect(given(person, { vy: -0.1 })).toBe(0);
    expect(given(person, { wz: 0.1 })).toBe(0);
    expect(given(person, { wz: -0.1 })).toBe(1);
  });

  it("passes along a post beside a wall, and not towards the post along the wall", () => {
    const ahead = [...wallAt(-0.24, 1, -0.8, 0.3), ...post({ x: 0.45, y: -0.2 }, 1)];

    expect(given(ahead, { vx: 0.1 })).toBe(0);
    expect(given(ahead, { vx: -0.1 })).toBe(1);
  });

  it("does not turn its rear corner into a wall of which noise puts a point inside the outline", () => {
    const wall = wallAt(-0.21, 1, -0.8, 0.3).map((thing): Obstacle =>
      Math.abs(thing.point.x) < 1e-9 ? { ...thing, point: { x: 0, y: -0.19 } } : thing,
    );

    expect(given(wall, { wz: 0.2 })).toBe(0);
    expect(given(wall, { wz: -0.2 })).toBe(0);
    expect(given(wall, { vx: 0.05, wz: 0.06 })).toBe(0);
  });

  it("goes nowhere beside somebody who moves", () => {
    const leg = post(BESIDE, 1, "moving");

    expect(given(leg, { vx: -0.1 })).toBe(0);
    expect(given([...leg, ...post({ x: 0, y: -0.29 }, 2)], { vx: -0.1 })).toBe(0);
  });

  it("leaves out of a gap between two walls, along both", () => {
    const gap = [...wallAt(0.22, 1), ...wallAt(-0.215, 2)];

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

describe("what is taken together", () => {
  const both = new Set([1, 2]);

  it("is what stands on a wedging surface; what moves, hides or lies elsewhere is left bearing by bearing", () => {
    const wedging = wallAt(-0.24, 1, -0.3, 0.3);
    const moving = post({ x: 0.2, y: 0.3 }, 2, "moving");
    const elsewhere = wallAt(0.24, 3, -0.3, 0.3);
    const hidden: Obstacle = { kind: "hidden", point: { x: 0, y: 0.3 }, surface: 1 };
    const unseen: Obstacle = { kind: "standing", point: { x: 0, y: 0.3 } };
    const loose = [...moving, ...elsewhere, hidden, unseen];
    const { rest, bounds } = partWedged([...wedging, ...loose], both, robot);

    expect(rest).toEqual(loose);
    expect(bounds).toHaveLength(2);
    expect(bounds.every(({ x, y, atMost }) => x === 0 && y === -1 && atMost === 0)).toBe(true);
  });

  it("is what is within 0.4 m of the outline", () => {
    const at = (x: number): Obstacle => ({ kind: "structure", point: { x, y: 0 }, surface: 1 });
    // the front is at 0.3 m
    const { rest } = partWedged([at(0.5), at(0.69), at(0.71), at(2)], both, robot);

    expect(rest.map(({ point }) => point.x)).toEqual([0.71, 2]);
  });

  it("may be closed in on as fast as the nearest of it and the most careful kind allow", () => {
    const wall = wallAt(-0.42, 1, -0.3, 0.3);
    const [first] = wall;
    const gap = gapTo(robot.footprint, { x: 0, y: -0.42 });
    const speed = (kind: ObstacleKind): number =>
      closingSpeedTo(
        { obstacle: { kind, point: { x: 0, y: -0.42 } }, place: { x: 0, y: -0.42 }, gap },
        gap.distance,
        robot,
      );
    const atMost = (things: readonly Obstacle[]): number =>
      Math.min(...partWedged(things, both, robot).bounds.map((bound) => bound.atMost));

    expect(speed("structure")).toBeGreaterThan(0.1);
    expect(atMost(wall)).toBeCloseTo(speed("structure"), 6);
    expect(speed("standing")).toBe(0);
    expect(first).toBeDefined();
    const mixed = wall.map((thing, i): Obstacle =>
      i === 40 ? { ...thing, kind: "standing" } : thing,
    );
    expect(atMost(mixed)).toBe(0);
  });

  it("is taken in the order of the beams, whatever kinds come first", () => {
    const person = legsSeen([
      { x: -0.25, y: -0.285 },
      { x: -0.43, y: -0.293 },
    ]);
    const shuffled = person
      .map((thing, i) => ({ thing, key: (i * 7) % person.length }))
      .sort((a, b) => a.key - b.key)
      .map(({ thing }) => thing);

    expect(partWedged(shuffled, both, robot)).toEqual(partWedged(person, both, robot));
  });

  it("is thinned out evenly where a scanner sees thousands of points of it", () => {
    const fine = Array.from({ length: 4000 }, (_, i): Obstacle => ({
      kind: "structure",
      point: { x: -0.4 + 0.0002 * i, y: -0.23 },
      surface: 1,
    }));
    const { rest, bounds } = partWedged(fine, both, robot);

    expect(rest).toEqual([]);
    expect(bounds.every(({ y }) => y === -1)).toBe(true);
  });
});
