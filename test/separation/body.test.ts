import { describe, expect, it } from "vitest";
import { type Body, isFinitePose, isSound } from "../../src/separation/body.ts";

const square = (half: number) => [
  { x: half, y: half },
  { x: -half, y: half },
  { x: -half, y: -half },
  { x: half, y: -half },
];
const SOUND: Body = {
  stamp: 1,
  pose: { x: 1, y: 2, yaw: 3 },
  twist: { vx: 0, vy: 0, wz: 0 },
  footprint: square(0.25),
  braking: 1.8,
  latency: 0.07,
};

describe("a body", () => {
  it("is sound when distances can be reckoned from it", () => {
    expect(isSound(SOUND)).toBe(true);
  });

  it.each<[string, Partial<Body>]>([
    ["an undated state", { stamp: NaN }],
    ["a place that is not a number", { pose: { x: NaN, y: 0, yaw: 0 } }],
    ["a place without end", { pose: { x: 0, y: -Infinity, yaw: 0 } }],
    ["a heading that is not a number", { pose: { x: 0, y: 0, yaw: NaN } }],
    ["no outline", { footprint: [] }],
    ["an outline of two corners", { footprint: square(0.25).slice(0, 2) }],
    ["an outline without size", { footprint: square(0) }],
    ["an outline in centimetres", { footprint: square(25) }],
    ["an outline that is not a number", { footprint: [{ x: NaN, y: 0 }, ...square(0.25)] }],
    [
      "an outline beside the base",
      { footprint: square(0.1).map(({ x, y }) => ({ x: x + 3, y: y + 3 })) },
    ],
    ["an outline around it the wrong way", { footprint: square(0.25).toReversed() }],
    ["an outline in kilometres", { footprint: square(0.25e-3) }],
    ["an outline like a needle", { footprint: square(0.25).map(({ x, y }) => ({ x, y: y / 11 })) }],
    ["no brakes", { braking: 0 }],
    ["brakes of 4 cm/s²", { braking: 0.04 }],
    ["brakes of more than two g", { braking: 20.1 }],
    ["brakes that are not a number", { braking: NaN }],
    ["an answer before the command", { latency: -0.01 }],
    ["an answer after more than a second", { latency: 1.01 }],
    ["an answer in milliseconds", { latency: 70 }],
  ])("is not sound with %s", (_, given) => {
    expect(isSound({ ...SOUND, ...given })).toBe(false);
  });

  it.each<Partial<Body>>([
    { braking: 0.05 },
    { braking: 20 },
    { latency: 0 },
    { latency: 1 },
    { footprint: square(0.25).slice(0, 3) },
    {
      footprint: [
        { x: 5, y: 0 },
        { x: -1, y: 1 },
        { x: -1, y: -1 },
      ],
    },
  ])("is sound up to its bounds: %j", (given) => {
    expect(isSound({ ...SOUND, ...given })).toBe(true);
  });

  it("has a pose when all of it is numbers", () => {
    expect(isFinitePose({ x: 1, y: 2, yaw: 3 })).toBe(true);
    expect(isFinitePose({ x: 1, y: NaN, yaw: 3 })).toBe(false);
  });
});
