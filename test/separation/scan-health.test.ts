import { describe, expect, it } from "vitest";
import type { Scan } from "../../src/separation/scan.ts";
import { judgeScan, NO_SCAN_YET, type ScanHealth } from "../../src/separation/scan-health.ts";

const scan = (stamp: number, range: (index: number) => number, more: Partial<Scan> = {}): Scan => ({
  stamp,
  angleMin: -Math.PI,
  angleIncrement: Math.PI / 180,
  rangeMin: 0.1,
  rangeMax: 10,
  ranges: Float32Array.from({ length: 360 }, (_, index) => range(index)),
  ...more,
});
const noisy = (k: number) => (index: number) => 2 + 0.01 * Math.sin(index + k);
const watch = (scans: readonly Scan[], speed: number): ScanHealth =>
  scans.reduce((health, next) => judgeScan(health, next, speed), NO_SCAN_YET);

describe("judgeScan", () => {
  it("trusts a living scanner", () => {
    expect(
      watch(
        [0, 1, 2, 3, 4].map((k) => scan(0.1 * k, noisy(k))),
        1,
      ).trouble,
    ).toBe("");
  });

  it("finds a scanner frozen when its stamp does not go on", () => {
    expect(watch([scan(1, noisy(1)), scan(1, noisy(2))], 1).trouble).toBe("scan-frozen");
    expect(watch([scan(1, noisy(1)), scan(0.9, noisy(2))], 1).trouble).toBe("scan-frozen");
    expect(watch([scan(1, noisy(1)), scan(0.9, noisy(2)), scan(0.95, noisy(3))], 1).trouble).toBe(
      "scan-frozen",
    );
  });

  it("finds a scanner frozen when a moving robot sees the same to the bit", () => {
    const frozen = [0, 1, 2, 3].map((k) => scan(k, noisy(0)));

    expect(watch(frozen.slice(0, 3), 1).trouble).toBe("");
    expect(watch(frozen, 1).trouble).toBe("scan-frozen");
  });

  it("allows a robot at rest to see the same again and again", () => {
    expect(
      watch(
        [0, 1, 2, 3, 4, 5].map((k) => scan(k, noisy(0))),
        0,
      ).trouble,
    ).toBe("");
  });

  it.each([
    ["everything not a number", () => NaN],
    ["everything nearer than it can see", () => 0.05],
    ["nothing anywhere", () => Infinity],
    ["a third of it covered", (i: number) => (i < 120 ? NaN : 2)],
    ["a third of it covered from near", (i: number) => (i < 120 ? 0.01 : 2)],
  ])("finds a scanner blind that shows %s", (_, range) => {
    expect(watch([scan(1, range)], 0).trouble).toBe("scan-blind");
  });

  it("bears a few blind beams and an open side", () => {
    expect(watch([scan(1, (i) => (i < 100 ? NaN : 2))], 0).trouble).toBe("");
    expect(watch([scan(1, (i) => (i < 300 ? Infinity : 2))], 0).trouble).toBe("");
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
    expect(watch([scan(1, noisy(1), more)], 0).trouble).toBe("scan-malformed");
  });
});
