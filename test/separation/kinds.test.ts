import { describe, expect, it } from "vitest";
import {
  allowanceFor,
  approachesOf,
  escapeFrom,
  inWords,
  KINDS,
  mayBePerson,
  mildest,
} from "../../src/separation/kinds.ts";
import type { ObstacleKind } from "../../src/separation/obstacle.ts";

const GAP = { distance: 1, towards: { x: 0.6, y: 0.8 }, lever: 0 };
const walking = (x: number, y: number, deviation = 0) => ({
  velocity: { x, y },
  deviation,
  centre: { x: 0, y: 0 },
});
const approaches = (kind: ObstacleKind, motion?: ReturnType<typeof walking>) =>
  approachesOf({ kind, point: { x: 1, y: 0 }, ...(motion === undefined ? {} : { motion }) }, GAP);

describe("kinds of obstacles", () => {
  it.each([
    // ISO 13855: 1.6 m/s of whom nobody measured; a person at rest gains 2 m/s²; a wall does not come
    ["structure", { speed: 0, acceleration: 0 }],
    ["blind", { speed: 0, acceleration: 0 }],
    ["standing", { speed: 0, acceleration: 2 }],
    ["moving", { speed: 1.6, acceleration: 0 }],
    ["hidden", { speed: 1.6, acceleration: 0 }],
  ] as const)("approach as they may while nothing was measured: %s", (kind, expected) => {
    expect(approaches(kind)).toEqual([expected]);
    // a deviation from 0.6 m/s on tells nothing
    expect(approaches(kind, walking(5, 5, 0.6))).toEqual([expected]);
    expect(approaches(kind, walking(5, 5, NaN))).toEqual([expected]);
  });

  it("approach as they were measured to, a deviation and a half faster, and gain a step", () => {
    // 0.6 * 0.6 + 0.8 * 0.8 m/s towards the robot
    const [measured] = approaches("moving", walking(-0.6, -0.8, 0.2));
    expect(measured?.speed).toBeCloseTo(1.3, 12);
    expect(measured?.acceleration).toBe(2);
    expect(approaches("moving", walking(-1, 0))[0]?.speed).toBeCloseTo(0.6, 12);
    expect(approaches("moving", walking(-1, 0, 0.599))[0]?.speed).toBeCloseTo(1.4985, 12);
  });

  it("walk no faster than who was not measured, or than they were measured to walk where that is more", () => {
    expect(approaches("moving", walking(-0.6, -0.8, 0.2))[1]).toEqual({
      speed: 1.6,
      acceleration: 0,
    });
    const [, running] = approaches("moving", walking(-1.8, -2.4, 0.2));
    expect(running?.speed).toBeCloseTo(3.3, 12);
    expect(running?.acceleration).toBe(0);
    expect(mildest(approaches("moving", walking(3, 4)), ({ speed }) => speed)).toBe(1.6);
    expect(mildest([], () => 1)).toBe(0);
  });

  it("never make room by walking away", () => {
    expect(approaches("moving", walking(3, 4))[0]?.speed).toBe(0);
    expect(approaches("moving", walking(0.06, 0.08, 0.2))[0]?.speed).toBeCloseTo(0.2, 12);
  });

  it("may have begun to walk although they stood till now, and gain what somebody at rest gains", () => {
    expect(approaches("standing", walking(3, 4))[0]).toEqual({ speed: 0, acceleration: 2 });
    const [begun, walked] = approaches("standing", walking(-0.06, -0.08, 0.2));
    expect(begun?.speed).toBeCloseTo(0.4, 12);
    expect(begun?.acceleration).toBe(2);
    expect(walked).toEqual({ speed: 1.6, acceleration: 0 });
    expect(approaches("structure", walking(-1, 0))).toEqual([{ speed: 0, acceleration: 0 }]);
  });

  it("are escaped from at a crawl once they have stood for 6 s, and never while they may walk on", () => {
    const from = (kind: ObstacleKind, still?: number) =>
      escapeFrom({ kind, point: { x: 1, y: 0 }, ...(still === undefined ? {} : { still }) });
    expect(from("standing", 6)).toBe(0.1);
    expect(from("standing", 5.99)).toBe(0);
    expect(from("standing", NaN)).toBe(0);
    expect(from("standing")).toBe(0);
    expect(from("moving", 10)).toBe(0);
    expect(from("structure")).toBe(Infinity);
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
