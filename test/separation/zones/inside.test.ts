import { describe, expect, it } from "vitest";
import type { Vector } from "../../../src/quantity/vector.ts";
import {
  collisionTime,
  insideOf,
  nextCollisionTime,
  placesIn,
} from "../../../src/separation/zones/inside.ts";
import { polygonOf } from "../../../src/separation/zones/outline.ts";
import type { Ray } from "../../../src/separation/zones/points.ts";
import { blindAt, box, forward, points } from "./zone-scene.ts";

/** From 1 m ahead to 2 m, and from 2.5 m to 3 m. */
const NEAR = polygonOf(box(1, -0.5, 2, 0.5));
const FAR = polygonOf(box(2.5, -0.5, 3, 0.5));
const view = (at: readonly Vector[], blind: readonly Ray[] = []) => points(at, blind);
const ahead = (...xs: readonly number[]) => view(xs.map((x) => ({ x, y: 0 })));

describe("what is inside", () => {
  it("is every point in any of the outlines, of every view", () => {
    const found = insideOf([NEAR, FAR], [ahead(0.5, 1.5, 2.2), ahead(2.7)]);
    expect(found).toMatchObject({ count: 2, x: [1.5, 2.7], y: [0, 0], blind: [] });
  });

  it("is every blind beam that meets one, from where it first does", () => {
    const found = insideOf([FAR, NEAR], [view([{ x: 1.5, y: 0 }], [blindAt(0), blindAt(2)])]);
    expect(found.count).toBe(2);
    expect(found.blind).toHaveLength(1);
    expect(found.blind[0]?.x).toBeCloseTo(1, 9);
    expect(found.blind[0]?.y).toBeCloseTo(0, 9);
    const aslant = insideOf([NEAR], [view([], [blindAt(0.4)])]).blind[0];
    expect(aslant?.x).toBeCloseTo(1, 9);
    expect(aslant?.y).toBeCloseTo(Math.tan(0.4), 9);
  });

  it("may be anywhere along a blind beam through the outlines, every 0.1 m for 1.5 m", () => {
    const inside = insideOf([NEAR, FAR], [view([{ x: 1.5, y: 0.3 }], [blindAt(0)])]);
    const { x, y } = placesIn(inside, [NEAR, FAR]);
    const [first, ...along] = x;
    expect(first).toBe(1.5);
    // 1.0 to 2.0 m of the first, and nothing more than 1.5 m from where the beam enters
    const expected = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2];
    expect(along.map((one) => Math.round(10 * one) / 10)).toEqual(expected);
    expect(y.slice(1).every((one) => Math.abs(one) < 1e-9)).toBe(true);
    const further = placesIn(insideOf([NEAR, FAR], [view([], [{ ...blindAt(0), x: 1.4 }])]), [
      FAR,
      NEAR,
    ]);
    expect(Math.max(...further.x)).toBeCloseTo(2.8, 9);
  });
});

describe("the time until so many points have entered", () => {
  const timeOf = (minPoints: number, ...xs: readonly number[]) =>
    collisionTime([polygonOf(box(-0.3, -0.2, 0.3, 0.2))], [ahead(...xs)], forward(1), minPoints, 3);

  it.each([
    [1, 0.8],
    [2, 1.2],
    [3, 1.7],
    [4, 2.2],
    [5, Infinity],
  ])("of %d is the time of the last of them, in whatever order they were seen", (count, time) => {
    for (const order of [
      [1.1, 1.5, 2, 2.5],
      [2.5, 2, 1.5, 1.1],
      [2, 1.1, 2.5, 1.5],
    ]) {
      expect(timeOf(count, ...order)).toBeCloseTo(time, 9);
    }
  });

  it("is never where it lies beyond the horizon", () => {
    expect(timeOf(1, 3.29)).toBeCloseTo(2.99, 9);
    expect(timeOf(1, 3.31)).toBe(Infinity);
    expect(timeOf(1)).toBe(Infinity);
  });

  it("takes a blind beam for something that has entered", () => {
    const seen = view([{ x: 1.3, y: 0 }], [blindAt(2)]);
    const robot = [polygonOf(box(-0.3, -0.2, 0.3, 0.2))];
    expect(collisionTime(robot, [seen], forward(1), 1, 3)).toBe(0);
    expect(collisionTime(robot, [seen], forward(1), 2, 3)).toBeCloseTo(1, 9);
  });

  it("is that of the outline which is entered first", () => {
    const robot = polygonOf(box(-0.3, -0.2, 0.3, 0.2));
    const larger = polygonOf(box(-0.5, -0.4, 0.5, 0.4));
    for (const outlines of [
      [robot, larger],
      [larger, robot],
    ]) {
      expect(collisionTime(outlines, [ahead(1.5)], forward(1), 1, 3)).toBeCloseTo(1, 9);
    }
  });
});

describe("the time until the next point enters", () => {
  const robot = [polygonOf(box(-0.3, -0.2, 0.3, 0.2))];

  it("leaves out what is inside already, and takes the soonest of the others", () => {
    const seen = [ahead(0.1, 1.8), ahead(1.3, 2)];
    expect(nextCollisionTime(robot, seen, forward(1), 3)).toBeCloseTo(1, 9);
  });

  it("is never where nothing is on the way, or only beyond the horizon", () => {
    expect(nextCollisionTime(robot, [ahead(0.1, -1)], forward(1), 3)).toBe(Infinity);
    expect(nextCollisionTime(robot, [ahead(3.4)], forward(1), 3)).toBe(Infinity);
  });
});
