import { describe, expect, it } from "vitest";
import { cornersOf } from "../../../src/separation/zones/outline.ts";
import {
  AHEAD,
  grown,
  isCurrent,
  outlineOf,
  type Shaping,
} from "../../../src/separation/zones/shape-outline.ts";
import type { PlainShape } from "../../../src/separation/zones/zone.ts";
import { box, FOOTPRINT, fixed } from "./zone-scene.ts";

const SHAPING: Shaping = { footprint: FOOTPRINT, received: new Map(), now: 10 };
const TOPIC: PlainShape = { kind: "topic", topic: "/area", timeout: 0.5 };

function received(taken: number, points = box(0, 0, 1, 1)): Shaping {
  return { ...SHAPING, received: new Map([["/area", { points, taken }]]) };
}

describe("a shape", () => {
  it("that is drawn stays as it is", () => {
    const shape = fixed(box(0, 0, 1, 1));
    expect(outlineOf(shape, SHAPING)).toBe(shape.kind === "fixed" && shape.outline);
  });

  it("of the footprint is scaled, then grown", () => {
    const outline = outlineOf({ kind: "footprint", scale: 2, grow: 0.1 }, SHAPING);

    expect(outline && cornersOf(outline)).toEqual(
      [
        { x: 0.7, y: 0.5 },
        { x: -0.7, y: 0.5 },
        { x: -0.7, y: -0.5 },
        { x: 0.7, y: -0.5 },
      ].map(({ x, y }) => ({
        x: expect.closeTo(x, 12) as number,
        y: expect.closeTo(y, 12) as number,
      })),
    );
  });

  it("from a topic is unknown until it comes", () => {
    expect(outlineOf(TOPIC, SHAPING)).toBeUndefined();
    const outline = outlineOf(TOPIC, received(9.8));
    expect(outline && cornersOf(outline)).toEqual(box(0, 0, 1, 1));
  });

  it("from a topic is unknown when it is old, from the future or undated", () => {
    expect(outlineOf(TOPIC, received(9.4))).toBeUndefined();
    expect(outlineOf(TOPIC, received(10.2))).toBeUndefined();
    expect(outlineOf(TOPIC, received(NaN))).toBeUndefined();
    expect(outlineOf({ ...TOPIC, timeout: Infinity }, received(-1e6))).toBeDefined();
  });

  it("from a topic is unknown when it goes around no area", () => {
    const bow = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 1, y: 0 },
      { x: 0, y: 1 },
    ];
    expect(outlineOf(TOPIC, received(10, bow))).toBeUndefined();
    expect(outlineOf(TOPIC, received(10, []))).toBeUndefined();
  });
});

describe("a time", () => {
  it.each([
    [10, 0.5, true],
    [9.5, 0.5, true],
    [9.49, 0.5, false],
    [10 + 0.99 * AHEAD, 0.5, true],
    [10.06, 0.5, false],
    [NaN, 0.5, false],
    [9, Infinity, true],
  ])("of %d counts within %d s: %s", (taken, timeout, counts) => {
    expect(isCurrent(taken, timeout, 10)).toBe(counts);
  });
});

describe("growing an outline", () => {
  it("moves every edge outwards", () => {
    const triangle = [
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 0, y: 2 },
    ];
    const [a, b, c] = grown(triangle, 1, 0.1);
    const along = 0.1 * (1 + Math.SQRT2);
    expect(a).toEqual({
      x: expect.closeTo(-0.1, 12) as number,
      y: expect.closeTo(-0.1, 12) as number,
    });
    expect(b).toEqual({
      x: expect.closeTo(2 + along, 12) as number,
      y: expect.closeTo(-0.1, 12) as number,
    });
    expect(c).toEqual({
      x: expect.closeTo(-0.1, 12) as number,
      y: expect.closeTo(2 + along, 12) as number,
    });
  });

  it("inwards, too", () => {
    expect(grown(box(0, 0, 2, 2), 1, -0.5)[0]).toEqual({ x: 0.5, y: 0.5 });
  });

  it("by nothing is scaling alone", () => {
    expect(grown(FOOTPRINT, 2, 0)[0]).toEqual({ x: 0.6, y: 0.4 });
  });

  it("gives finite corners where an outline turns right back", () => {
    const spike = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: 1e-9 },
    ];
    const [, tip] = grown(spike, 1, 0.1);
    expect(tip?.x).toBeCloseTo(1.1, 6);
    expect(tip?.y).toBeCloseTo(-0.1, 6);
    const needle = grown(
      [
        { x: 0, y: 0 },
        { x: 0.6, y: 0.8 },
      ],
      1,
      0.1,
    );
    // 0.1 m on along the needle, and 0.1 m to its side
    expect(needle[1]?.x).toBeCloseTo(0.6 + 0.06 + 0.08, 9);
    expect(needle[1]?.y).toBeCloseTo(0.8 + 0.08 - 0.06, 9);
  });
});
