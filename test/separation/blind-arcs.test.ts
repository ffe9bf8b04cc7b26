import { describe, expect, it } from "vitest";
import { judgeCase } from "../../src/cli/soak/blind-arcs/blind-case.ts";
import { blindArcs } from "../../src/separation/blind-arcs.ts";
import { gapTo } from "../../src/separation/footprint.ts";
import type { Scan } from "../../src/separation/scan.ts";
import { sampleSize } from "../support/sample-size.ts";

const disc = Array.from({ length: 16 }, (_, k) => ({
  x: 0.25 * Math.cos((k * Math.PI) / 8),
  y: 0.25 * Math.sin((k * Math.PI) / 8),
}));
const MOUNT = { x: 0, y: 0, yaw: 0 };
const scan = (beams: number, field: number, blind: readonly number[] = []): Scan => ({
  stamp: 0,
  angleMin: -field / 2,
  angleIncrement: field / beams,
  rangeMin: 0.05,
  rangeMax: 10,
  ranges: Float32Array.from({ length: beams }, (_, i) => (blind.includes(i) ? NaN : 4)),
});
const places = (from: Scan, kind: string) =>
  blindArcs(from, MOUNT, disc, 5).filter((place) => place.kind === kind);

describe("blind arcs", () => {
  it("are none for 360 beams all round, nor for one lost beam", () => {
    expect(blindArcs(scan(360, 2 * Math.PI), MOUNT, disc, 5)).toHaveLength(0);
    const lost = places(scan(360, 2 * Math.PI, [180]), "blind");
    expect(Math.min(...lost.map(({ point }) => point.x))).toBeCloseTo(
      0.075 / Math.sin(Math.PI / 180),
      2,
    );
  });

  it("hide a thing of 0.15 m between sparse beams as near as it fits", () => {
    const near = Math.min(
      ...places(scan(36, 2 * Math.PI), "blind").map(({ point }) => Math.hypot(point.x, point.y)),
    );
    expect(near).toBeCloseTo(0.075 / Math.sin(Math.PI / 36), 9);
  });

  it("lie beside the field of view too, where a thing may touch the robot but not overlap it", () => {
    const behind = places(scan(181, Math.PI), "blind");
    const gaps = behind.map(({ point }) => gapTo(disc, point).distance);
    expect(behind.some(({ point }) => point.x < -0.3 && Math.abs(point.y) < 0.02)).toBe(true);
    expect(Math.min(...gaps)).toBeGreaterThan(0.0749);
    expect(Math.min(...gaps)).toBeLessThan(0.08);
    expect(behind.every(({ point }) => point.x < 0.15)).toBe(true);
  });

  it("hide a person only where a person fits", () => {
    const arc = Array.from({ length: 19 }, (_, k) => 171 + k);
    const things = places(scan(360, 2 * Math.PI, arc), "blind").map(({ point }) => point.x);
    const people = places(scan(360, 2 * Math.PI, arc), "hidden").map(({ point }) => point.x);
    expect(Math.min(...things)).toBeLessThan(Math.min(...people));
    expect(Math.min(...people)).toBeCloseTo(0.175 / Math.sin((10 * Math.PI) / 180) - 0.175, 2);
  });

  it(
    "leave no motion that cannot stop before them, by brute force over random masks",
    { timeout: 60_000 },
    () => {
      for (let seed = 5001; seed < 5001 + sampleSize(20); seed++) {
        expect(judgeCase(seed).violations, `seed ${seed}`).toBe(0);
      }
    },
  );
});
