import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import { withoutHollow } from "../../src/separation/hollows.ts";

const AHEAD = { x: 1, y: 0 };
/** In the order of the beams: counter-clockwise around a robot at the origin. */
const row = (count: number, at: (i: number) => Vector): Vector[] =>
  Array.from({ length: count }, (_, i) => at(i));
const all = (points: readonly Vector[]): boolean[] => points.map(() => true);
/** Seen from the origin: two legs side by side, 0.14 m thick and 0.2 m apart, whose inner flanks meet in a dip. */
const legs = row(41, (i) => {
  const y = -0.2 + 0.01 * i;
  const beside = Math.abs(Math.abs(y) - 0.1);
  return { x: 0.5 - Math.sqrt(Math.max(0, 0.07 * 0.07 - beside * beside)), y };
});

describe("points of a surface without a hollow between them", () => {
  it("are all of a straight one, and all of a round one, whichever is asked about", () => {
    const wall = row(80, (i) => ({ x: 0.4, y: -0.4 + 0.01 * i }));
    const slanted = row(80, (i) => ({ x: 0.4 + 0.007 * i, y: -0.4 + 0.01 * i }));
    const post = row(30, (i) => ({
      x: 0.5 - 0.12 * Math.cos(0.1 * (i - 15)),
      y: 0.12 * Math.sin(0.1 * (i - 15)),
    }));
    for (const points of [wall, slanted, post]) {
      for (const at of [0, 7, points.length - 1]) {
        expect(withoutHollow(points, at, AHEAD, 1e-3)).toEqual(all(points));
      }
    }
  });

  it("are of one leg only, whichever way round the beams come", () => {
    const nearest = legs.findIndex(({ y }) => y > -0.1001);
    const isOne = withoutHollow(legs, nearest, AHEAD, 0.005);
    // its own front, and not the front of the other
    expect(isOne.slice(5, 16)).toEqual(Array.from({ length: 11 }, () => true));
    expect(isOne.slice(26, 35)).toEqual(Array.from({ length: 9 }, () => false));

    const back = [...legs].reverse();
    expect(withoutHollow(back, 40 - nearest, AHEAD, 0.005)).toEqual([...isOne].reverse());
  });

  it("are found the same wherever the surface lies around the robot", () => {
    const turned = legs.map(({ x, y }) => ({ x: -y, y: x }));
    const opposite = legs.map(({ x, y }) => ({ x: -x, y: -y }));
    const isOne = withoutHollow(legs, 10, AHEAD, 0.005);
    expect(withoutHollow(turned, 10, { x: 0, y: 1 }, 0.005)).toEqual(isOne);
    expect(withoutHollow(opposite, 10, { x: -1, y: 0 }, 0.005)).toEqual(isOne);
  });

  it("are told from a dip by its depth below the straight line, to both sides", () => {
    const dip = row(21, (i) => ({ x: i === 10 ? 0.41 : 0.4, y: 0.02 * (i - 10) }));
    const left = dip.map((_, i) => i <= 10);
    const right = dip.map((_, i) => i >= 10);
    // one metre is 50 steps: the line from the first to the last passes 0.01 m before the dip
    expect(withoutHollow(dip, 0, AHEAD, 0.011)).toEqual(all(dip));
    expect(withoutHollow(dip, 0, AHEAD, 0.009).slice(0, 11)).toEqual(left.slice(0, 11));
    expect(withoutHollow(dip, 0, AHEAD, 0.009).at(-1)).toBe(false);
    expect(withoutHollow(dip, 20, AHEAD, 0.011)).toEqual(all(dip));
    expect(withoutHollow(dip, 20, AHEAD, 0.009).slice(10)).toEqual(right.slice(10));
    expect(withoutHollow(dip, 20, AHEAD, 0.009)[0]).toBe(false);
  });

  it("are those of a noisy wall, where the depth is that of its noise", () => {
    const random = createRandom(3);
    const wall = row(100, (i) => ({ x: 0.4 + 0.002 * random.normal(), y: -0.5 + 0.01 * i }));
    expect(withoutHollow(wall, 50, AHEAD, 0.015)).toEqual(all(wall));
    expect(withoutHollow(wall, 50, AHEAD, 1e-4)).not.toEqual(all(wall));
  });

  it("go on behind a corner that sticks out, not behind one that turns in", () => {
    const out = row(41, (i) => ({
      x: 0.4 + 0.01 * Math.max(0, i - 20),
      y: -0.2 + 0.01 * Math.min(i, 20),
    }));
    expect(withoutHollow(out, 10, AHEAD, 1e-3)).toEqual(all(out));
    const inwards = row(41, (i) => ({
      x: 0.5 - 0.01 * Math.max(0, i - 20),
      y: -0.2 + 0.01 * Math.min(i, 20),
    }));
    const isOne = withoutHollow(inwards, 10, AHEAD, 1e-3);
    expect(isOne.slice(0, 21)).toEqual(all(inwards.slice(0, 21)));
    expect(isOne.slice(22).some(Boolean)).toBe(false);
  });

  it("are a single one, and none of nothing", () => {
    expect(withoutHollow([{ x: 0.4, y: 0 }], 0, AHEAD, 0.005)).toEqual([true]);
    expect(withoutHollow([], 0, AHEAD, 0.005)).toEqual([]);
  });
});
