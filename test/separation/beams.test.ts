import { describe, expect, it } from "vitest";
import { Beams } from "../../src/separation/beams.ts";
import type { Scan } from "../../src/separation/scan.ts";

const HERE = { x: 0, y: 0, yaw: 0 };
/** Beams 45° apart, from -90° on. */
const scan = (ranges: readonly number[], given: Partial<Scan> = {}): Scan => ({
  stamp: 0,
  angleMin: -Math.PI / 2,
  angleIncrement: Math.PI / 4,
  rangeMin: 0.1,
  rangeMax: 10,
  ranges: Float32Array.from(ranges),
  ...given,
});
function take(from: Scan, reach = 8, mount = HERE, base = HERE): Beams {
  const beams = new Beams();
  beams.take(from, mount, base, reach);
  return beams;
}
/** Whether two hits of beams, `apart` m and `steps` beams from each other about 1 m away, are on one surface. */
const joinedAt = (first: number, second: number, increment: number, steps = 1): boolean => {
  const between = Array.from({ length: steps - 1 }, () => Infinity);
  const at = { angleMin: 0, angleIncrement: increment };
  return take(scan([first, ...between, second], at)).joined[0] === 1;
};

describe("beams", () => {
  it("hit what is within reach, and pass through what is before it", () => {
    const beams = take(scan([2, NaN, 4, Infinity, 9]));
    expect([beams.hits, beams.passes]).toEqual([2, 4]);
    expect([...beams.index.slice(0, 2)]).toEqual([0, 2]);
    expect([...beams.range.slice(0, 2)]).toEqual([2, 4]);
    expect(beams.x[0]).toBeCloseTo(0, 12);
    expect(beams.y[0]).toBeCloseTo(-2, 12);
    expect(beams.x[1]).toBeCloseTo(4, 12);
    // what is hit farther away, or nowhere, is passed through up to the reach
    const ends = [0, 1, 2, 3].map((i) => Math.hypot(beams.endX[i] ?? NaN, beams.endY[i] ?? NaN));
    ends.forEach((end, i) => {
      expect(end).toBeCloseTo([2, 4, 8, 8][i] ?? NaN, 9);
    });
  });

  it("are seen from where the sensor is mounted, and from where the robot is", () => {
    const mount = { x: 0.2, y: 0.1, yaw: Math.PI / 2 };
    const beams = take(scan([NaN, NaN, 2]), 8, mount, { x: 5, y: 6, yaw: -Math.PI / 2 });
    const aslant = take(scan([NaN, 2]), 8, { ...HERE, yaw: 0.3 }, { x: 1, y: 1, yaw: 0.4 });
    const bearing = 0.7 - Math.PI / 4;
    expect(aslant.placeX[0]).toBeCloseTo(1 + 2 * Math.cos(bearing), 9);
    expect(aslant.placeY[0]).toBeCloseTo(1 + 2 * Math.sin(bearing), 9);
    expect(aslant.x[0]).toBeCloseTo(2 * Math.cos(bearing - 0.4), 9);
    expect(aslant.y[0]).toBeCloseTo(2 * Math.sin(bearing - 0.4), 9);
    expect([beams.x[0], beams.y[0]].map((v) => Math.round(1e9 * (v ?? NaN)) / 1e9)).toEqual([
      0.2, 2.1,
    ]);
    // turned a quarter to the right: x becomes -y
    expect(beams.placeX[0]).toBeCloseTo(5 + 2.1, 9);
    expect(beams.placeY[0]).toBeCloseTo(6 - 0.2, 9);
    expect([beams.endX[0], beams.endY[0]]).toEqual([beams.placeX[0], beams.placeY[0]]);
  });

  it("are on one surface within 0.15 m of each other", () => {
    expect(joinedAt(1, 1.14, 0.001)).toBe(true);
    expect(joinedAt(1, 1.16, 0.001)).toBe(false);
    expect(joinedAt(1.16, 1, 0.001)).toBe(false);
  });

  it("are on one surface within three spacings of each other, by the nearer", () => {
    // 0.1 rad at 1 m: 0.3 m
    expect(joinedAt(1, 1.26, 0.1)).toBe(true);
    expect(joinedAt(1, 1.3, 0.1)).toBe(false);
    expect(joinedAt(1.26, 1, -0.1)).toBe(true);
    expect(joinedAt(1.3, 1, -0.1)).toBe(false);
    // two beams apart twice as far
    expect(joinedAt(1, 1.5, 0.1, 2)).toBe(true);
    expect(joinedAt(1, 1.6, 0.1, 2)).toBe(false);
  });

  it("are on one surface the sooner the farther away", () => {
    expect(joinedAt(3, 3.6, 0.1)).toBe(true);
    expect(joinedAt(0.5, 0.7, 0.1)).toBe(false);
  });

  it("are on one surface with up to two lost between", () => {
    expect(joinedAt(1, 1, 0.01, 3)).toBe(true);
    expect(joinedAt(1, 1, 0.01, 4)).toBe(false);
  });

  it("are never joined beyond the last hit", () => {
    const beams = take(scan([1, 1, 1], { angleIncrement: 0.01 }));
    expect([...beams.joined.slice(0, 3)]).toEqual([1, 1, 0]);
    beams.take(scan([1, 1], { angleIncrement: 0.01 }), HERE, HERE, 8);
    expect([...beams.joined.slice(0, 2)]).toEqual([1, 0]);
    beams.take(scan([NaN, NaN]), HERE, HERE, 8);
    expect([beams.hits, beams.passes, beams.joined[0]]).toEqual([0, 0, 0]);
  });

  it("are where a new scan says they are, whatever came before", () => {
    const beams = take(scan([1, 1]));
    for (const changed of [
      scan([1, 1], { angleMin: 0 }),
      scan([1, 1], { angleIncrement: Math.PI / 2 }),
      scan([1, 1], { angleIncrement: Math.PI / 3 }),
      scan([1, 1, 1], { angleIncrement: Math.PI / 3 }),
      scan([1, 1, 1, 1, 1]),
      scan([1]),
    ]) {
      beams.take(changed, HERE, HERE, 8);
      const last = changed.ranges.length - 1;
      const angle = changed.angleMin + last * changed.angleIncrement;
      expect(beams.hits).toBe(last + 1);
      expect(beams.x[last]).toBeCloseTo(Math.cos(angle), 9);
      expect(beams.y[last]).toBeCloseTo(Math.sin(angle), 9);
    }
  });
});
