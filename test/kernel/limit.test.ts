import { describe, expect, it } from "vitest";
import { ceiling, closed, FREE, joined, meet, share, STOP } from "../../src/kernel/limit.ts";
import { shrink } from "../../src/quantity/frame.ts";

const bound = { x: 1, y: 0, turn: 0, atMost: 1, because: "hidden-space", source: "edge" } as const;

describe("ceiling", () => {
  it.each([
    [0.5, 0.5],
    [Infinity, Infinity],
    [0, 0],
    [-0, 0],
    [-1, 0],
    [NaN, 0],
  ])("takes %d for %d", (value, expected) => {
    expect(ceiling(value)).toBe(expected);
  });
});

describe("share", () => {
  it.each([
    [1, 2, 0.5],
    [2, 1, 1],
    [1, 1, 1],
    [0, 0, 1],
    [0, 1, 0],
    [1, -3, 1],
    [Infinity, Infinity, 1],
    [1, Infinity, 0],
    [1, NaN, 0],
  ])("of %d allowed and %d wanted is %d", (allowed, wanted, expected) => {
    expect(share(allowed, wanted)).toBe(expected);
  });
});

describe("joined", () => {
  it("keeps both lists in order", () => {
    expect(joined([1, 2], [3])).toEqual([1, 2, 3]);
  });

  it("copies nothing where only one list has something", () => {
    const list = [1, 2];

    expect(joined(list, [])).toBe(list);
    expect(joined([], list)).toBe(list);
  });
});

describe("meet", () => {
  it("takes the least speed, the least spin and every bound in order", () => {
    const other = { ...bound, atMost: 2 };
    const one = { speed: 1, spin: 5, bounds: [bound] };

    expect(meet([FREE, one, { speed: 3, spin: 2, bounds: [other] }])).toEqual({
      speed: 1,
      spin: 2,
      bounds: [bound, other],
    });
    expect(meet([])).toEqual(FREE);
  });
});

describe("closed", () => {
  it.each([{ x: Infinity, turn: -Infinity }, { y: NaN }, { turn: Infinity }])(
    "is a stop when a bound points nowhere: %o",
    (broken) => {
      expect(closed({ ...FREE, bounds: [bound, { ...bound, ...broken }] })).toEqual(STOP);
    },
  );

  it("takes what is no number, or below zero, for standstill", () => {
    const unusable = { speed: NaN, spin: -1, bounds: [{ ...bound, atMost: -2 }] };

    expect(closed(unusable)).toEqual({ ...STOP, bounds: [{ ...bound, atMost: 0 }] });
  });

  it("keeps a sound limit as it is", () => {
    expect(closed({ speed: 1, spin: 2, bounds: [bound] })).toEqual({
      speed: 1,
      spin: 2,
      bounds: [bound],
    });
  });
});

describe("shrink", () => {
  const twist = { vx: 1, vy: 0, wz: 0 };

  it("scales every axis", () => {
    expect(shrink({ vx: 1, vy: -2, wz: 4 }, 0.25)).toEqual({ vx: 0.25, vy: -0.5, wz: 1 });
  });

  it("is standstill at and below the floor, on whichever axis", () => {
    expect(shrink(twist, 1e-9)).toEqual({ vx: 0, vy: 0, wz: 0 });
    expect(shrink(twist, 1.1e-9).vx).toBe(1.1e-9);
    expect(shrink({ vx: 0, vy: -1, wz: 0 }, 1.1e-9).vy).toBe(-1.1e-9);
    expect(shrink({ vx: 0, vy: 0, wz: -1 }, 1.1e-9).wz).toBe(-1.1e-9);
  });
});
