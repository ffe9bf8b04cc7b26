import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Eyes, isClear, seesPlace } from "../../../src/theory-of-mind/perspective/eyes.ts";
import { type Occluders, rayLength } from "../../../src/theory-of-mind/perspective/occluder.ts";
import { lieOf, nearerOf } from "../../../src/theory-of-mind/perspective/lie.ts";
import { evenly } from "../../support/evenly.ts";

const OPEN: Occluders = { walls: [], discs: [] };
const EAST: Eyes = { place: { x: 0, y: 0 }, heading: 0, turn: 0, half: 1, range: 6 };

describe("a ray", () => {
  it("ends at the nearest wall or disc", () => {
    const occluders = {
      walls: [{ from: { x: 4, y: -1 }, to: { x: 4, y: 1 } }],
      discs: [{ centre: { x: 3, y: 0 }, radius: 0.5 }],
    };
    expect(rayLength({ x: 0, y: 0 }, { x: 1, y: 0 }, occluders)).toBeCloseTo(2.5, 9);
    expect(rayLength({ x: 0, y: 0.8 }, { x: 1, y: 0 }, occluders)).toBeCloseTo(4, 9);
    expect(rayLength({ x: 0, y: 1.2 }, { x: 1, y: 0 }, occluders)).toBe(Infinity);
    expect(rayLength({ x: 5, y: 0 }, { x: 1, y: 0 }, occluders)).toBe(Infinity);
    expect(rayLength({ x: 3, y: 0.1 }, { x: 0, y: 1 }, occluders)).toBe(0);
  });

  it("passes along a wall it is parallel to", () => {
    const walls = [{ from: { x: 1, y: 1 }, to: { x: 3, y: 1 } }];
    expect(rayLength({ x: 0, y: 0 }, { x: 1, y: 0 }, { walls, discs: [] })).toBe(Infinity);
  });
});

describe("eyes", () => {
  it("see what is within range and field of view, wherever the head turns", () => {
    expect(seesPlace(EAST, { x: 5, y: 0 }, OPEN)).toBe(true);
    expect(seesPlace(EAST, { x: 7, y: 0 }, OPEN)).toBe(false);
    expect(seesPlace(EAST, { x: 0, y: 5 }, OPEN)).toBe(false);
    expect(seesPlace({ ...EAST, turn: 0.7 }, { x: 0, y: 5 }, OPEN)).toBe(true);
    expect(seesPlace({ ...EAST, heading: Math.PI }, { x: -5, y: -0.1 }, OPEN)).toBe(true);
  });

  it("see nothing behind a wall, and see in front of it", () => {
    const walls = [{ from: { x: 3, y: -1 }, to: { x: 3, y: 1 } }];
    expect(seesPlace(EAST, { x: 4, y: 0 }, { walls, discs: [] })).toBe(false);
    expect(seesPlace(EAST, { x: 2, y: 0 }, { walls, discs: [] })).toBe(true);
    expect(seesPlace(EAST, { x: 4, y: 2 }, { walls, discs: [] })).toBe(true);
  });

  const spot = fc.record({ x: evenly(-5, 5), y: evenly(-5, 5) });
  const disc = fc.record({ centre: spot, radius: evenly(0.1, 1) });
  const wall = fc.record({ from: spot, to: spot });

  it("never see more for another occluder", () => {
    fc.assert(
      fc.property(spot, spot, fc.array(wall), disc, (place, target, walls, added) => {
        const eyes = { ...EAST, place };
        const sees = seesPlace(eyes, target, { walls, discs: [] });
        expect(sees || !seesPlace(eyes, target, { walls, discs: [added] })).toBe(true);
      }),
    );
  });

  it("have a line of sight as free as the way back", () => {
    fc.assert(
      fc.property(spot, spot, fc.array(wall, { maxLength: 3 }), (a, b, walls) => {
        expect(isClear(a, b, { walls, discs: [] })).toBe(isClear(b, a, { walls, discs: [] }));
      }),
    );
  });
});

describe("how a place lies for somebody", () => {
  it("goes by the way the body faces, whatever the head does", () => {
    const north = { ...EAST, heading: Math.PI / 2, turn: 1 };
    expect(lieOf(north, { x: -1, y: 2 })).toMatchObject({ depth: "in front", side: "left" });
    expect(lieOf(north, { x: 1, y: 2 })).toMatchObject({ depth: "in front", side: "right" });
    expect(lieOf(north, { x: -1, y: -2 })).toMatchObject({ depth: "behind", side: "left" });
    expect(lieOf(north, { x: 3, y: -4 })).toEqual({ depth: "behind", side: "right", distance: 5 });
  });

  it("says which of two places is nearer", () => {
    expect(nearerOf(EAST, { x: 1, y: 1 }, { x: 2, y: 0 })).toBe("first");
    expect(nearerOf(EAST, { x: -3, y: 0 }, { x: 2, y: 0 })).toBe("second");
  });
});
