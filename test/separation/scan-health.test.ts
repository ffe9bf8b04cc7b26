import { describe, expect, it } from "vitest";
import type { Scan } from "../../src/separation/scan.ts";
import { judgeScan } from "../../src/separation/scan-health.ts";

const scan = (stamp: number, range: (index: number) => number, more: Partial<Scan> = {}): Scan => ({
  stamp,
  angleMin: -Math.PI,
  angleIncrement: Math.PI / 180,
  rangeMin: 0.1,
  rangeMax: 10,
  ranges: Float32Array.from({ length: 360 }, (_, index) => range(index)),
  ...more,
});

describe("judgeScan", () => {
  it("trusts a scan that shows something", () => {
    expect(judgeScan(scan(1, () => 2))).toBe("");
  });

  it.each([
    ["everything not a number", () => NaN],
    ["everything nearer than it can see", () => 0.05],
    ["nothing anywhere", () => Infinity],
    ["a third of it covered", (i: number) => (i < 120 ? NaN : 2)],
    ["a third of it covered from near", (i: number) => (i < 120 ? 0.01 : 2)],
  ])("finds a scanner blind that shows %s", (_, range) => {
    expect(judgeScan(scan(1, range))).toBe("scan-blind");
  });

  it("bears a few blind beams and an open side", () => {
    expect(judgeScan(scan(1, (i) => (i < 100 ? NaN : 2)))).toBe("");
    expect(judgeScan(scan(1, (i) => (i < 300 ? Infinity : 2)))).toBe("");
  });

  it.each([
    ["no beams", { ranges: new Float32Array(0) }],
    ["no spacing", { angleIncrement: 0 }],
    ["a spacing that is not a number", { angleIncrement: NaN }],
    ["more than one revolution", { angleIncrement: 0.05 }],
    ["a range that ends before it begins", { rangeMax: 0.05 }],
    ["a negative range", { rangeMin: -1 }],
    ["a stamp that is not a number", { stamp: NaN }],
  ])("refuses a scan with %s", (_, more) => {
    expect(judgeScan(scan(1, () => 2, more))).toBe("scan-malformed");
  });
});
