import { describe, expect, it } from "vitest";
import type { Vector } from "../../../src/quantity/vector.ts";
import {
  areaOf,
  isConvex,
  troubleWithPolygon,
} from "../../../src/separation/zones/simple-polygon.ts";
import { box } from "./zone-scene.ts";

function at(...pairs: readonly (readonly [number, number])[]): Vector[] {
  return pairs.map(([x, y]) => ({ x, y }));
}

describe("a list of corners", () => {
  it.each([
    ["a box", box(0, 0, 2, 1), ""],
    ["a box the other way around", box(0, 0, 2, 1).toReversed(), ""],
    ["a triangle", at([0, 0], [1, 0], [0, 1]), ""],
    ["an arrow", at([0, 0], [2, 0], [1, 0.3], [2, 2]), ""],
    ["a corner in the middle of an edge", at([0, 0], [1, 0], [2, 0], [2, 1], [0, 1]), ""],
    ["none", [], "few"],
    ["two", at([0, 0], [1, 1]), "few"],
    ["not a number", at([0, 0], [1, 0], [NaN, 1]), "not-finite"],
    ["infinite", at([0, 0], [1, 0], [0, Infinity]), "not-finite"],
    ["a bow tie", at([0, 0], [1, 1], [1, 0], [0, 1]), "crossing"],
    ["a star", at([0, 2], [1, -2], [-2, 1], [2, 1], [-1, -2]), "crossing"],
    ["a corner on another edge", at([0, 0], [2, 0], [2, 1], [1, 0], [0, 1]), "crossing"],
    ["an edge that begins on another", at([1, 0], [0, 1], [0, 0], [2, 0], [2, 1]), "crossing"],
    ["a corner twice", at([0, 0], [1, 0], [1, 0], [1, 1]), "crossing"],
    ["the first corner again at the end", at([0, 0], [1, 0], [1, 1], [0, 0]), "crossing"],
    ["there and back", at([0, 0], [1, 0], [2, 0], [1, 0], [0, 1]), "crossing"],
    ["back on the first edge", at([0, 0], [2, 0], [2, 1], [1, 0]), "crossing"],
    [
      "two areas that share a corner",
      at([0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2]),
      "crossing",
    ],
    ["a sliver", at([0, 0], [1, 0], [0.5, 1e-4]), "flat"],
    ["as small as may be", box(0, 0, 0.0101, 0.01), ""],
    ["smaller", box(0, 0, 0.0099, 0.01), "flat"],
  ] as const)("%s", (_, points, trouble) => {
    expect(troubleWithPolygon(points)).toBe(trouble);
  });

  it("has an area, positive when counter-clockwise", () => {
    expect(areaOf(box(0, 0, 2, 1))).toBe(2);
    expect(areaOf(box(0, 0, 2, 1).toReversed())).toBe(-2);
    expect(areaOf(at([0, 0], [1, 0], [0, 1]))).toBe(0.5);
  });

  it("is convex when every corner turns left or not at all", () => {
    expect(isConvex(box(0, 0, 2, 1))).toBe(true);
    expect(isConvex(at([0, 0], [1, 0], [2, 0], [2, 1], [0, 1]))).toBe(true);
    expect(isConvex(box(0, 0, 2, 1).toReversed())).toBe(false);
    expect(isConvex(at([0, 0], [2, 0], [1, 0.3], [2, 2]))).toBe(false);
    expect(isConvex(at([0, 0], [1, 0.3], [2, 0], [2, 2], [0, 2]))).toBe(false);
    expect(isConvex(at([0, 0], [2, 0], [2, 2], [0, 2], [0.3, 1]))).toBe(false);
  });
});
