import { describe, expect, it } from "vitest";
import {
  isBackground,
  learnPlace,
  UNKNOWN_PLACE,
  wasFree,
} from "../../../src/theory-of-mind/tracking/background.ts";
import { filledBy } from "../../../src/theory-of-mind/tracking/figure.ts";
import { shapesOf } from "../../../src/theory-of-mind/tracking/legs.ts";
import type { Sweep } from "../../../src/theory-of-mind/view.ts";

type Disc = readonly [x: number, y: number, radius: number];

/** A sweep of 360 beams over discs, and a wall at a distance ahead [m]. */
function sweepOver(discs: readonly Disc[], wall = Infinity): Sweep {
  const ranges = Float32Array.from({ length: 360 }, (_, k) => {
    const angle = -Math.PI + (k * Math.PI) / 180;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const along = discs.map(([x, y, radius]) => {
      const [far, off] = [c * x + s * y, c * y - s * x];
      return far > 0 && Math.abs(off) < radius ? far - Math.sqrt(radius ** 2 - off ** 2) : Infinity;
    });
    return Math.min(...along, c > 0 ? wall / c : Infinity);
  });
  return { pose: { x: 0, y: 0, yaw: 0 }, angleMin: -Math.PI, angleStep: Math.PI / 180, ranges };
}

const legsAt = (x: number, y: number, apart: number): readonly Disc[] => [
  [x, y - apart / 2, 0.06],
  [x, y + apart / 2, 0.06],
];

describe("shapesOf", () => {
  it("takes two legs for one person, placed within 5 cm", () => {
    const { shapes } = shapesOf(sweepOver(legsAt(2, 0.5, 0.25)), UNKNOWN_PLACE, 8, []);

    expect(shapes.map(({ kind }) => kind)).toEqual(["pair"]);
    expect(Math.hypot(shapes[0]!.x - 2, shapes[0]!.y - 0.5)).toBeLessThan(0.05);
  });

  it("takes legs wide apart for two people, but for one who is known to be walking there", () => {
    const sweep = sweepOver(legsAt(2, 0, 0.6));

    const strangers = shapesOf(sweep, UNKNOWN_PLACE, 8, []);
    const walker = shapesOf(sweep, UNKNOWN_PLACE, 8, [{ x: 2, y: 0, speed: 1.2, proven: true }]);

    expect(strangers.shapes.map(({ kind }) => kind)).toEqual(["leg", "leg"]);
    expect(walker.shapes.map(({ kind }) => kind)).toEqual(["pair"]);
  });

  it("sees one body where the legs are one, a thing in a trunk, and nobody in a wall or in a pillar too wide", () => {
    const body = shapesOf(sweepOver(legsAt(2.5, 0, 0.19)), UNKNOWN_PLACE, 8, []);
    const trunk = shapesOf(sweepOver([[2, 0, 0.2]]), UNKNOWN_PLACE, 8, []);
    const wall = shapesOf(sweepOver([[3, 0, 0.8]], 4), UNKNOWN_PLACE, 8, []);

    expect(body.shapes.map(({ kind }) => kind)).toEqual(["body"]);
    expect(trunk.shapes.map(({ kind }) => kind)).toEqual(["thing"]);
    expect(trunk.shapes[0]!.confidence).toBeLessThan(body.shapes[0]!.confidence / 3);
    expect(wall.shapes).toEqual([]);
    expect(wall.wide.flatMap(filledBy).length).toBeGreaterThan(20);
  });

  it("knows a strip of wall between two people for what it has learnt it to be", () => {
    const people: readonly Disc[] = [
      [2, 0.31, 0.25],
      [2, -0.31, 0.25],
    ];
    const sweep = sweepOver(people, 3);
    const near = (shapes: readonly { x: number }[]): number =>
      shapes.filter(({ x }) => x > 2.7).length;

    const { wide } = shapesOf(sweepOver([], 3), UNKNOWN_PLACE, 8, []);
    const place = learnPlace(UNKNOWN_PLACE, 1, wide.flatMap(filledBy));

    expect(near(shapesOf(sweep, UNKNOWN_PLACE, 8, []).shapes)).toBeGreaterThan(0);
    expect(near(shapesOf(sweep, place, 8, []).shapes)).toBe(0);
  });
});

describe("a group", () => {
  it("side by side is seen as people, and never learnt as a wall", () => {
    const group = [-0.5, 0, 0.5].flatMap((y) => legsAt(2.5, y, 0.2));

    const { shapes, wide } = shapesOf(sweepOver(group), UNKNOWN_PLACE, 8, []);

    expect(shapes.filter(({ confidence }) => confidence >= 0.5)).toHaveLength(3);
    expect(wide.flatMap(filledBy)).toEqual([]);
  });
});

describe("learnPlace", () => {
  it("takes a place back once a sweep goes through it", () => {
    const taught = [0, 0.5, 1].reduce(
      (place, at) => learnPlace(place, at, [[3, 0]]),
      UNKNOWN_PLACE,
    );

    expect(isBackground(taught, 3, 0)).toBe(true);
    expect(isBackground(learnPlace(taught, 1.5, [], sweepOver([], 3)), 3, 0)).toBe(true);
    expect(isBackground(learnPlace(taught, 1.5, [], sweepOver([], 6)), 3, 0)).toBe(false);
  });

  it("remembers where nothing stood, so that who stands there has come", () => {
    const empty = learnPlace(UNKNOWN_PLACE, 0, [], sweepOver([], 6));

    expect(wasFree(empty, 2, { x: 3, y: 0 })).toBe(true);
    expect(wasFree(empty, 0.5, { x: 3, y: 0 })).toBe(false);
    expect(wasFree(empty, 2, { x: 6, y: 0 })).toBe(false);
    expect(wasFree(UNKNOWN_PLACE, 2, { x: 3, y: 0 })).toBe(false);
  });

  it("forgets what was not met again for two minutes", () => {
    const first = learnPlace(UNKNOWN_PLACE, 0, [[1, 1]]);
    const later = learnPlace(first, 200, [[5, 5]]);

    expect(first.cells.size).toBe(1);
    expect(later.cells.size).toBe(1);
  });
});
