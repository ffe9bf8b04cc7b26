import { describe, expect, it } from "vitest";
import { contactSpeed, nearContact } from "../../src/separation/contact.ts";
import { gapTo } from "../../src/separation/footprint.ts";
import type { ObstacleKind } from "../../src/separation/obstacle.ts";
import type { Near } from "../../src/separation/sectors.ts";

const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];
const near = (kind: ObstacleKind, x: number, y = 0): Near => {
  const place = { x, y };
  return { obstacle: { kind, point: place }, place, gap: gapTo(BOX, place) };
};
const contact = (list: readonly Near[], ceiling = 1) => nearContact(list, BOX, 0.5, ceiling);
const FAR = { speed: Infinity, near: undefined, bounds: [] };

describe("near contact", () => {
  it("allows 0.1 m/s within 6 cm, and beyond what strays a tenth of the way in a reaction", () => {
    expect(contactSpeed(0, 0.5)).toBe(0.1);
    expect(contactSpeed(0.06, 0.5)).toBe(0.1);
    // 0.05 m in 0.5 s at a tenth: 1 m/s
    expect(contactSpeed(0.11, 0.5)).toBeCloseTo(1.1, 9);
    expect(contactSpeed(0.11, 1)).toBeCloseTo(0.6, 9);
  });

  it("is none where nothing is, or nothing that could be touched", () => {
    expect(contact([])).toEqual(FAR);
    expect(contact([near("hidden", 0.32), near("blind", 0.32)])).toEqual(FAR);
  });

  it("bounds going and turning, either way, and says about what", () => {
    const found = contact([near("structure", 0.34)]);
    expect(found.speed).toBe(0.1);
    const source = "a wall 0.04 m away at 0°";
    const radius = Math.sqrt(0.3 * 0.3 + 0.2 * 0.2);
    const bound = { x: 0, y: 0, atMost: 0.1, because: "protective-separation", source };
    expect(found.bounds).toEqual([
      { ...bound, turn: radius },
      { ...bound, turn: -radius },
    ]);
  });

  it("is with the nearest, in whatever order they come", () => {
    const list = [near("structure", 0.36), near("standing", -0.34), near("moving", 0, 0.3)];
    for (const order of [list, list.toReversed()]) {
      expect(contact(order).near?.obstacle.kind).toBe("standing");
    }
  });

  it("is left out where it could not bind below the ceiling", () => {
    const beside = [near("structure", 0.4)];
    // 0.04 m in 0.5 s at a tenth, and 0.1 m/s
    expect(contact(beside, 0.91).speed).toBeCloseTo(0.9, 9);
    expect(contact(beside, 0.89)).toEqual(FAR);
  });
});
