import { describe, expect, it } from "vitest";
import { truthOf } from "../../src/rules/atom.ts";
import { isTrue, UNKNOWN } from "../../src/rules/truth.ts";

const BELOW = 0.25;
const AT = 0.5;
const ABOVE = 0.75;

describe("truthOf a number", () => {
  it.each([
    ["<", [true, false, false], [0.25, -0, -0.25]],
    ["<=", [true, true, false], [0.25, 0, -0.25]],
    [">", [false, false, true], [-0.25, -0, 0.25]],
    [">=", [false, true, true], [-0.25, 0, 0.25]],
    ["=", [false, true, false], [-0.25, 0, -0.25]],
    ["!=", [true, false, true], [0.25, -0, 0.25]],
  ] as const)("compares with %s below, at and above", (is, truths, margins) => {
    const worth = [BELOW, AT, ABOVE].map((speed) =>
      truthOf({ kind: "number", signal: "speed", is, than: AT }, { speed }),
    );

    expect(worth.map(({ least }) => isTrue(least))).toEqual(truths);
    expect(worth.map(({ least }) => least)).toEqual(margins);
    expect(worth.map(({ most }) => most)).toEqual(margins);
  });

  it("takes nobody in sight for infinitely far", () => {
    const far = { kind: "number", signal: "person_distance", is: "<", than: 1 } as const;

    expect(truthOf(far, { person_distance: Infinity }).most).toBe(-Infinity);
  });

  it.each([{}, { speed: NaN }, { speed: undefined }, { spin: 1 }])(
    "is unknown in %o",
    (signals) => {
      const atom = { kind: "number", signal: "speed", is: "<", than: 1 } as const;

      expect(truthOf(atom, signals)).toBe(UNKNOWN);
    },
  );

  it("takes minus zero for zero", () => {
    const atom = { kind: "number", signal: "speed", than: 0 } as const;

    expect(isTrue(truthOf({ ...atom, is: "<" }, { speed: -0 }).least)).toBe(false);
    expect(isTrue(truthOf({ ...atom, is: "<=" }, { speed: -0 }).least)).toBe(true);
  });
});

describe("truthOf a word", () => {
  it.each([
    ["=", "teleop", Infinity],
    ["=", "autonomy", -Infinity],
    ["!=", "teleop", -Infinity],
    ["!=", "autonomy", Infinity],
  ] as const)("is infinite: driver %s teleop when it is %s", (is, driver, worth) => {
    const atom = { kind: "word", signal: "driver", is, word: "teleop" } as const;

    expect(truthOf(atom, { driver })).toEqual({ least: worth, most: worth });
  });

  it("is unknown without the word", () => {
    const atom = { kind: "word", signal: "driver", is: "!=", word: "teleop" } as const;

    expect(truthOf(atom, { speed: 1 })).toBe(UNKNOWN);
  });
});

describe("truthOf a place", () => {
  const outline = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 2 },
    { x: 0, y: 2 },
  ];
  const atom = { kind: "place", name: "dock", outline } as const;

  it("is how deep the base is inside", () => {
    expect(truthOf(atom, { x: 1.5, y: 1 })).toEqual({ least: 0.5, most: 0.5 });
    expect(truthOf(atom, { x: 3, y: 1 })).toEqual({ least: -1, most: -1 });
  });

  it.each([{ x: 1 }, { y: 1 }, {}, { x: NaN, y: 1 }, { x: 1, y: Infinity }])(
    "is unknown at %o",
    (signals) => {
      expect(truthOf(atom, signals)).toBe(UNKNOWN);
    },
  );
});
