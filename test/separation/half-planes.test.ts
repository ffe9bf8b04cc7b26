import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import { dot, type Vector } from "../../src/quantity/vector.ts";
import { type Footprint, gapTo } from "../../src/separation/footprint.ts";
import { halfPlanes } from "../../src/separation/half-planes.ts";
import type { Near } from "../../src/separation/sectors.ts";

const box: Footprint = [
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
];

const things = (points: readonly Vector[]): Near[] =>
  points.map((point) => ({
    obstacle: { kind: "structure", point, surface: 0 },
    place: point,
    gap: gapTo(box, point),
  }));

const row = (count: number, at: (i: number) => Vector): Vector[] =>
  Array.from({ length: count }, (_, i) => at(i));

describe("lines between the robot and the things on a surface", () => {
  it("are one beside a wall, along it, as far away as the wall is", () => {
    const planes = halfPlanes(things(row(100, (i) => ({ x: -0.6 + 0.012 * i, y: 0.23 }))), box);

    expect(planes).toHaveLength(1);
    expect(planes[0]?.towards.y).toBeCloseTo(1, 6);
    expect(planes[0]?.distance).toBeCloseTo(0.03, 6);
    expect(planes[0]?.beyond).toHaveLength(100);
  });

  it("are one beside a noisy wall too, nearly along it", () => {
    const random = createRandom(5);
    const noisy = row(120, (i) => ({ x: -0.6 + 0.01 * i, y: 0.23 + 0.01 * random.normal() }));
    const [plane] = halfPlanes(things(noisy), box);

    expect(Math.abs(plane?.towards.x ?? 1)).toBeLessThan(0.05);
    expect(plane?.beyond.length).toBeGreaterThan(110);
  });

  it("are two in a corner", () => {
    const corner = [
      ...row(60, (i) => ({ x: -0.3 + 0.0116 * i, y: 0.24 })),
      ...row(40, (i) => ({ x: 0.39, y: 0.24 - 0.0116 * i })),
    ];
    const planes = halfPlanes(things(corner), box);
    const ways = planes.map(({ towards }) =>
      Math.round((Math.atan2(towards.y, towards.x) * 2) / Math.PI),
    );

    expect(ways.sort()).toEqual([0, 1]);
  });

  it("keep everything on the surface at least as far away as the nearest thing is", () => {
    const random = createRandom(11);
    for (let round = 0; round < 200; round++) {
      const from = { x: random.between(-0.6, 0.6), y: random.between(0.21, 0.3) };
      const turn = random.between(-0.6, 0.6);
      const surface = row(30, (i) => ({
        x: from.x + 0.01 * i * Math.cos(turn * (1 + i / 20)),
        y: from.y + 0.01 * i * Math.sin(turn * (1 + i / 20)),
      })).filter((point) => gapTo(box, point).distance > 0.005);
      const all = things(surface);
      const planes = halfPlanes(all, box);
      const least = Math.min(...all.map(({ gap }) => gap.distance));
      for (const { place } of all) {
        const kept = planes.some(({ towards }) => {
          const support = Math.max(...box.map((point) => dot(point, towards)));
          return dot(place, towards) - support >= least - 0.003;
        });
        expect(kept, `round ${round}`).toBe(true);
      }
    }
  });

  it("are none where nothing is, and one for a thing the robot already overlaps, the shortest way out", () => {
    expect(halfPlanes([], box)).toEqual([]);
    const [plane] = halfPlanes(things([{ x: 0, y: 0.19 }]), box);
    expect(plane?.towards).toEqual({ x: 0, y: 1 });
    expect(plane?.distance).toBeCloseTo(-0.01, 9);
  });
});
