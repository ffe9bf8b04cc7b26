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

  describe("of a scanner whose rear is masked", () => {
    const rear = { arcs: [[2, 4]], yaw: 0 } as const;
    const bearing = (i: number): number => -Math.PI + (i * Math.PI) / 180;
    const isRear = (i: number): boolean => Math.abs(bearing(i)) >= 2.1;
    const masked = (range: (i: number) => number) => scan(1, (i) => (isRear(i) ? NaN : range(i)));

    it("bears blind beams where a human answers for it, and nowhere else", () => {
      expect(judgeScan(masked(() => 2))).toBe("scan-blind");
      expect(
        judgeScan(
          masked(() => 2),
          rear,
        ),
      ).toBe("");
      expect(
        judgeScan(
          masked(() => 2),
          { ...rear, arcs: [[1, 2]] },
        ),
      ).toBe("scan-blind");
      expect(
        judgeScan(
          masked(() => 2),
          { ...rear, yaw: Math.PI },
        ),
      ).toBe("scan-blind");
    });

    it("counts the blind beams beside the mask against the beams beside it", () => {
      const outside = Array.from({ length: 360 }, (_, i) => bearing(i)).filter(
        (b) => !(b >= 2 || b <= 4 - 2 * Math.PI),
      );
      const most = Math.floor(0.3 * outside.length);
      const covered = (count: number) => {
        const last = outside[count] ?? NaN;
        return scan(1, (i) => (isRear(i) || bearing(i) < last - 1e-9 ? NaN : 2));
      };
      expect(judgeScan(covered(most), rear)).toBe("");
      expect(judgeScan(covered(most + 1), rear)).toBe("scan-blind");
    });

    it("is blind when it sees nothing beside the mask, or is all mask", () => {
      expect(
        judgeScan(
          masked(() => Infinity),
          rear,
        ),
      ).toBe("scan-blind");
      expect(
        judgeScan(
          scan(1, () => NaN),
          { arcs: [[-3.1, 3.1]], yaw: 0 },
        ),
      ).toBe("scan-blind");
    });
  });

  it("trusts a scan up to its bounds", () => {
    const turn = (beams: number) => ({
      angleIncrement: (2 * Math.PI) / 360,
      ranges: new Float32Array(beams).fill(2),
    });
    // the last beam may lie where the first does, and one further
    expect(judgeScan(scan(1, () => 2, turn(361)))).toBe("");
    expect(judgeScan(scan(1, () => 2, turn(362)))).toBe("");
    expect(judgeScan(scan(1, () => 2, turn(363)))).toBe("scan-malformed");
    expect(judgeScan(scan(1, () => 2, turn(2)))).toBe("");
    expect(judgeScan(scan(1, () => 2, { rangeMin: 0 }))).toBe("");
    expect(judgeScan(scan(1, () => 2, { angleIncrement: -Math.PI / 180 }))).toBe("");
    expect(judgeScan(scan(1, (i) => (i < 108 ? NaN : 2)))).toBe("");
    expect(judgeScan(scan(1, (i) => (i < 109 ? NaN : 2)))).toBe("scan-blind");
  });

  it.each([
    ["one beam", { ranges: Float32Array.of(2) }],
    ["a range of no width", { rangeMin: 2, rangeMax: 2 }],
    ["a range without end", { rangeMax: Infinity }],
    ["a range that begins nowhere", { rangeMin: NaN }],
    ["a first angle that is not a number", { angleMin: NaN }],
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
