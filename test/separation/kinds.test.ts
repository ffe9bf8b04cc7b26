import { describe, expect, it } from "vitest";
import {
  allowanceFor,
  approachOf,
  inWords,
  KINDS,
  mayBePerson,
} from "../../src/separation/kinds.ts";
import type { ObstacleKind } from "../../src/separation/obstacle.ts";

const GAP = { distance: 1, towards: { x: 0.6, y: 0.8 }, lever: 0 };
const walking = (x: number, y: number, deviation = 0) => ({
  velocity: { x, y },
  deviation,
  centre: { x: 0, y: 0 },
});
const approach = (kind: ObstacleKind, motion?: ReturnType<typeof walking>) =>
  approachOf({ kind, point: { x: 1, y: 0 }, ...(motion === undefined ? {} : { motion }) }, GAP);

describe("kinds of obstacles", () => {
  it.each([
    // ISO 13855: 1.6 m/s of whom nobody measured; a person at rest gains 2 m/s²; a wall does not come
    ["structure", { speed: 0, acceleration: 0 }],
    ["blind", { speed: 0, acceleration: 0 }],
    ["standing", { speed: 0, acceleration: 2 }],
    ["moving", { speed: 1.6, acceleration: 0 }],
    ["hidden", { speed: 1.6, acceleration: 0 }],
  ] as const)("approach as they may while nothing was measured: %s", (kind, expected) => {
    expect(approach(kind)).toEqual(expected);
  });

  it("approach as they were measured to, a deviation and a half faster, and gain a step", () => {
    // 0.6 * 0.6 + 0.8 * 0.8 m/s towards the robot
    const measured = approach("moving", walking(-0.6, -0.8, 0.2));
    expect(measured.speed).toBeCloseTo(1.3, 12);
    expect(measured.acceleration).toBe(1);
    expect(approach("moving", walking(-1, 0)).speed).toBeCloseTo(0.6, 12);
  });

  it("never make room by walking away, nor by standing", () => {
    expect(approach("moving", walking(3, 4)).speed).toBe(0);
    expect(approach("moving", walking(0.06, 0.08, 0.2)).speed).toBeCloseTo(0.2, 12);
    expect(approach("standing", walking(3, 4))).toEqual({ speed: 0, acceleration: 2 });
  });

  it.each([
    ["structure", "thing"],
    ["standing", "person"],
    ["moving", "person"],
    ["hidden", "thing"],
    ["blind", "thing"],
  ] as const)("%s is a %s", (kind, what) => {
    expect(mayBePerson(kind)).toBe(what);
  });

  it("are allowed what sensors miss: 12 cm of body beyond legs, half a hidden thing, 4 cm of noise", () => {
    expect(allowanceFor("moving", 0.01)).toEqual({
      intrusion: 0.12,
      sensing: 0.04,
      positioning: 0.01,
    });
    expect(allowanceFor("standing", 0).intrusion).toBe(0.12);
    expect(allowanceFor("structure", 0).intrusion).toBe(0);
    expect(allowanceFor("blind", 0).intrusion).toBe(0.075);
  });

  it("leave a crawl only before hidden places, and an escape only from who stands", () => {
    expect(Object.values(KINDS).map(({ crawl }) => crawl)).toEqual([0, 0, 0, 0.15, 0]);
    expect([KINDS.standing.escape, KINDS.moving.escape]).toEqual([0.1, 0]);
    expect([KINDS.hidden.because, KINDS.blind.because]).toEqual(["hidden-space", "hidden-space"]);
    expect([KINDS.structure, KINDS.standing, KINDS.moving].map(({ because }) => because)).toEqual([
      "protective-separation",
      "protective-separation",
      "protective-separation",
    ]);
  });

  it.each([
    ["moving", { x: 1, y: 1 }, "something moving 0.82 m away at 45°"],
    ["standing", { x: 0, y: -1 }, "something standing 0.82 m away at -90°"],
    ["structure", { x: -1, y: 0 }, "a wall 0.82 m away at 180°"],
    ["hidden", { x: 1, y: 0 }, "a hidden place 0.82 m away at 0°"],
    ["blind", { x: 1, y: 0 }, "a blind arc 0.82 m away at 0°"],
  ] as const)("are said in words: %s", (kind, point, words) => {
    expect(inWords({ kind, point }, 0.8249)).toBe(words);
  });
});
