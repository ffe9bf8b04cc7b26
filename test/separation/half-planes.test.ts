import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import { dot, type Vector } from "../../src/quantity/vector.ts";
import { type Footprint, gapTo } from "../../src/separation/footprint.ts";
import { halfPlanes } from "../../src/separation/half-planes.ts";
import type { ObstacleKind } from "../../src/separation/obstacle.ts";
import type { Near } from "../../src/separation/sectors.ts";

const box: Footprint = [
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
];

const things = (points: readonly Vector[], kind: ObstacleKind = "structure"): Near[] =>
  points.map((point) => ({
    obstacle: { kind, point, surface: 0 },
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

  /** A wall past the left front corner, 1.5 cm off it; its nearest point is 2 mm aside, 8 degrees off the right angle. */
  const slanted = (turn: number, from: number, count: number): Vector[] => {
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const foot = { x: 0.3 - 0.015 * s, y: 0.2 + 0.015 * c };
    return row(count, (i) => ({
      x: foot.x + (from - 0.01 * i + 0.002) * c,
      y: foot.y + (from - 0.01 * i + 0.002) * s,
    }));
  };

  it("are one along a slanted wall, although its nearest point lies aslant off the corner", () => {
    for (const kind of ["structure", "standing"] as const) {
      const planes = halfPlanes(things(slanted(-0.3, 0.2, 50), kind), box);
      expect(planes).toHaveLength(1);
      expect(planes[0]?.towards.x).toBeCloseTo(Math.sin(0.3), 6);
      expect(planes[0]?.towards.y).toBeCloseTo(Math.cos(0.3), 6);
      expect(planes[0]?.distance).toBeCloseTo(0.015, 6);
      expect(planes[0]?.beyond).toHaveLength(50);
    }
  });

  it("are tried everywhere along a long surface, not at its first end alone", () => {
    const side = slanted(-0.3, 0.3, 80);
    const corner = side[0] ?? { x: 0, y: 0 };
    const ahead = row(40, (i) => ({ x: corner.x, y: corner.y - 0.4 + 0.01 * i }));
    const planes = halfPlanes(things([...ahead, ...side]), box);

    expect(planes[0]?.towards.x).toBeCloseTo(Math.sin(0.3), 3);
    expect(planes[0]?.distance).toBeCloseTo(0.015, 3);
  });

  it("are one beside the noisy front of somebody who stands, as beside a wall", () => {
    const random = createRandom(5);
    const noisy = row(120, (i) => ({ x: -0.6 + 0.01 * i, y: 0.23 + 0.01 * random.normal() }));
    const [plane] = halfPlanes(things(noisy, "standing"), box);

    expect(Math.abs(plane?.towards.x ?? 1)).toBeLessThan(0.05);
    expect(plane?.beyond.length).toBeGreaterThan(105);
  });

  it("are one before a wall with a niche, two before people who stand so", () => {
    const niche = row(100, (i) => {
      const x = -0.3 + 0.012 * i;
      return { x, y: x > 0.1 && x < 0.5 ? 0.45 : 0.23 };
    });
    const beside = ({ towards }: { towards: Vector }): boolean => towards.y > 0.999;

    expect(halfPlanes(things(niche), box).every(beside)).toBe(true);
    const people = halfPlanes(things(niche, "standing"), box);
    expect(people.every(beside)).toBe(false);
    const [nearest, ...others] = people;
    expect(nearest?.beyond.every(({ place }) => place.x < 0.5)).toBe(true);
    const farther = others.find(({ near }) => near.place.y < 0.3);
    expect(farther?.towards.x).toBeGreaterThan(0.9);
    expect(farther?.distance).toBeGreaterThan(0.19);
  });

  it("do not take somebody behind a niche for the wall before it", () => {
    const wall = row(40, (i) => ({ x: -0.3 + 0.01 * i, y: 0.23 }));
    const back = row(38, (i) => ({ x: 0.11 + 0.01 * i, y: 0.45 }));
    const person = row(20, (i) => ({ x: 0.5 + 0.01 * i, y: 0.23 }));
    const planes = halfPlanes([...things([...wall, ...back]), ...things(person, "standing")], box);
    const own = planes.filter(({ near }) => near.obstacle.kind === "standing");

    expect(own).toHaveLength(1);
    expect(own[0]?.towards.x).toBeGreaterThan(0.9);
    const before = planes.filter(({ near }) => near.obstacle.kind === "structure");
    expect(before.length).toBeGreaterThan(0);
    for (const { beyond } of before) {
      expect(beyond.every(({ thing }) => thing.obstacle.kind === "structure")).toBe(true);
    }
  });

  it("go through single places too, that are no surface", () => {
    const two = [
      { x: 0.302, y: 0.2296 },
      { x: 0.2, y: 0.23 },
    ];
    const planes = halfPlanes(things(two), box);

    expect(planes).toHaveLength(1);
    expect(planes[0]?.towards).toEqual({ x: 0, y: 1 });
    expect(planes[0]?.near.place).toEqual(two[0]);
  });

  it("are those with the most beyond, and of such the farthest", () => {
    // half a millimetre is rounding: a line lets what is nearer by as much count as beyond
    const ripple = [
      { x: 0.31, y: 0.2298 },
      { x: 0.2, y: 0.2302 },
      { x: 0.1, y: 0.23 },
      { x: 0, y: 0.2304 },
    ];
    const planes = halfPlanes(things(ripple), box);

    expect(planes).toHaveLength(1);
    expect(planes[0]?.distance).toBeCloseTo(0.0302, 9);
    expect(planes[0]?.beyond.map(({ place }) => place.x)).toEqual([0.1, 0.31, 0.2, 0]);
  });

  it("are none where nothing is, and one for a thing the robot already overlaps, the shortest way out", () => {
    expect(halfPlanes([], box)).toEqual([]);
    const [plane] = halfPlanes(things([{ x: 0, y: 0.19 }]), box);
    expect(plane?.towards).toEqual({ x: 0, y: 1 });
    expect(plane?.distance).toBeCloseTo(-0.01, 9);
  });
});
