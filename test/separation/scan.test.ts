import { describe, expect, it } from "vitest";
import { angleOf, isBlind, isHit, pointAt, type Scan } from "../../src/separation/scan.ts";

const SCAN: Scan = {
  stamp: 0,
  angleMin: -1,
  angleIncrement: 0.5,
  rangeMin: 0.125,
  rangeMax: 8,
  ranges: new Float32Array(5),
};

describe("a beam", () => {
  it.each([
    ["nothing", NaN, true, false],
    ["what sits on the sensor", 0.12, true, false],
    ["less than nothing", -Infinity, true, false],
    ["the nearest it can see", 0.125, false, true],
    ["the farthest it can see", 8, false, true],
    ["something beyond", 8.01, false, false],
    ["that nothing is there", Infinity, false, false],
  ])("that tells %s: %d m", (_, range, blind, hit) => {
    expect([isBlind(range, SCAN), isHit(range, SCAN)]).toEqual([blind, hit]);
  });

  it("points from where the sensor is mounted", () => {
    expect(angleOf(SCAN, 3)).toBe(0.5);
    const point = pointAt(SCAN, { x: 0.2, y: 0.1, yaw: Math.PI / 2 }, 2, 3);
    expect(point.x).toBeCloseTo(0.2, 12);
    expect(point.y).toBeCloseTo(3.1, 12);
  });
});
