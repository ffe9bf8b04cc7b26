import { describe, expect, it } from "vitest";
import type { Vector } from "../../src/quantity/vector.ts";
import { Beams } from "../../src/separation/beams.ts";
import { beamsStopped, isStraight } from "../../src/separation/surfaces.ts";

/** Hits on one surface, or on several that are given one after the other. */
function surface(...parts: readonly (readonly Vector[])[]): Beams {
  const beams = new Beams();
  const points = parts.flat();
  beams.hits = points.length;
  beams.x = Float64Array.from(points, ({ x }) => x);
  beams.y = Float64Array.from(points, ({ y }) => y);
  beams.joined = Uint8Array.from(
    parts.flatMap((part) => part.map((_, i) => Number(i + 1 < part.length))),
  );
  return beams;
}
/** 41 hits on a line of a length, 2 m to the left; some of them off it by so much. */
const wall = (length: number, offAt: (index: number) => number = () => 0): Vector[] =>
  Array.from({ length: 41 }, (_, i) => ({ x: (length * (i - 20)) / 40, y: 2 + offAt(i) }));
const off =
  (by: number, ...indices: readonly number[]) =>
  (i: number) =>
    indices.includes(i) ? by : 0;

describe("a surface", () => {
  it("is straight over 0.7 m, and over no less", () => {
    expect(isStraight(surface(wall(0.71)), 20)).toBe(true);
    expect(isStraight(surface(wall(0.69)), 20)).toBe(false);
    expect(isStraight(surface(wall(0.71)), 0)).toBe(true);
    expect(isStraight(surface(wall(0.71)), 40)).toBe(true);
  });

  it("is straight aslant as well", () => {
    const turned = wall(1).map(({ x, y }) => ({ x: 0.6 * x - 0.8 * y, y: 0.8 * x + 0.6 * y }));
    expect([0, 20, 40].map((at) => isStraight(surface(turned), at))).toEqual([true, true, true]);
  });

  it("does not go on where it is broken", () => {
    const [left, right] = [wall(1).slice(0, 21), wall(1).slice(21)];
    expect(isStraight(surface(wall(1)), 20)).toBe(true);
    expect(isStraight(surface(left, right), 20)).toBe(false);
    expect(isStraight(surface(left, right), 21)).toBe(false);
  });

  it("bears 4 cm of unevenness anywhere", () => {
    expect(isStraight(surface(wall(1, (i) => (i % 3 === 2 ? 0.039 : 0))), 20)).toBe(true);
    expect(isStraight(surface(wall(1, (i) => (i % 3 === 2 ? -0.041 : 0))), 20)).toBe(false);
  });

  it("bears a twentieth of its hits thrown off by three times as much, and none by more", () => {
    expect(isStraight(surface(wall(0.71, off(0.119, 10, 25))), 20)).toBe(true);
    expect(isStraight(surface(wall(0.71, off(0.119, 10, 25, 30))), 20)).toBe(false);
    expect(isStraight(surface(wall(0.71, off(-0.121, 10))), 20)).toBe(false);
  });

  it("is not straight around a corner, nor around a post", () => {
    const corner = [
      ...wall(0.8).map(({ x }) => ({ x: x - 0.4, y: 2 })),
      ...wall(0.8).map(({ x }) => ({ x: 0, y: 1.6 - x })),
    ];
    expect(isStraight(surface(corner), 40)).toBe(false);
    expect(isStraight(surface(corner), 4)).toBe(true);
    const post = Array.from({ length: 41 }, (_, i) => ({
      x: 0.5 * Math.cos((i * Math.PI) / 40),
      y: 2 - 0.5 * Math.sin((i * Math.PI) / 40),
    }));
    expect(isStraight(surface(post), 20)).toBe(false);
  });

  it("stops so many beams to one side", () => {
    const two = surface(wall(1).slice(0, 5), wall(1).slice(10, 13));
    expect([0, 2, 4].map((at) => beamsStopped(two, at, 1))).toEqual([5, 3, 1]);
    expect([0, 2, 4].map((at) => beamsStopped(two, at, -1))).toEqual([1, 3, 5]);
    expect([beamsStopped(two, 5, -1), beamsStopped(two, 5, 1), beamsStopped(two, 7, -1)]).toEqual([
      1, 3, 3,
    ]);
  });
});
