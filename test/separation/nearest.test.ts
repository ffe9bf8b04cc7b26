import { describe, expect, it } from "vitest";
import { nearestOf } from "../../src/separation/nearest.ts";
import type { Obstacle, ObstacleKind } from "../../src/separation/obstacle.ts";

/** A robot 0.6 m long and 0.4 m wide. */
const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];
const at = (kind: ObstacleKind, x: number, y = 0): Obstacle => ({ kind, point: { x, y } });

describe("what is nearest", () => {
  it("is nothing within reach where nothing was seen", () => {
    expect(nearestOf([], BOX)).toEqual({ person: Infinity, any: Infinity });
  });

  it.each(["standing", "moving"] as const)("is a person and a thing when it is %s", (kind) => {
    expect(nearestOf([at(kind, 1)], BOX)).toEqual({ person: 0.7, any: 0.7 });
  });

  it("is no person when geometry says it is a wall", () => {
    expect(nearestOf([at("structure", 1)], BOX)).toEqual({ person: Infinity, any: 0.7 });
  });

  it.each(["hidden", "blind"] as const)("is never a place that is merely %s", (kind) => {
    expect(nearestOf([at(kind, 0.4), at("moving", 1)], BOX)).toEqual({ person: 0.7, any: 0.7 });
  });

  it("keeps the least of each, in whatever order they were seen", () => {
    const seen = [at("moving", 2), at("structure", 0.5), at("standing", 1), at("structure", 3)];
    for (const order of [seen, seen.toReversed()]) {
      const { person, any } = nearestOf(order, BOX);
      expect(person).toBeCloseTo(0.7, 12);
      expect(any).toBeCloseTo(0.2, 12);
    }
  });

  it("measures from the outline: a place beside a long robot may be nearer than one ahead", () => {
    // ahead: 0.55 m from the base, 0.25 m from the outline; aside: 0.5 m and 0.3 m
    expect(nearestOf([at("moving", 0, 0.5), at("moving", 0.55)], BOX).person).toBeCloseTo(0.25, 12);
    expect(nearestOf([at("moving", 0.55), at("moving", 0, 0.44)], BOX).person).toBeCloseTo(
      0.24,
      12,
    );
  });
});
