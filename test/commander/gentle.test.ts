import { describe, expect, it } from "vitest";
import { type Around, gentleManner, type Manner } from "../../src/commander/gentle.ts";

const AT = { x: 0, y: 0, yaw: 0 };
const GOAL = { x: 8, y: 0 };
const FAST: Manner = { turn: 0, speed: 1.2, company: "nobody" };

function manner(around: Partial<Around>): Manner {
  return gentleManner(AT, GOAL, { people: [], fixed: [], ...around }, 1.2, FAST);
}

/** Somebody who stays there. */
function standing(x: number, y: number): Around["people"][number] {
  return { places: [{ x, y }] };
}

describe("gentleManner", () => {
  it("goes straight and fast where nobody is near", () => {
    expect(manner({})).toEqual(FAST);
    expect(manner({ people: [standing(20, 0)] })).toEqual(FAST);
  });

  it("goes round somebody who stands in the way, on the free side", () => {
    const wall = Array.from({ length: 40 }, (_, k) => ({ x: k * 0.1, y: 0.7 }));

    expect(manner({ people: [standing(2.5, 0.1)] }).turn).toBeLessThan(0);
    expect(manner({ people: [standing(2.5, -0.1)] }).turn).toBeGreaterThan(0);
    expect(manner({ people: [standing(2.5, -0.1)], fixed: wall }).turn).toBeLessThanOrEqual(0);
  });

  it("minds where somebody will be rather than where they are", () => {
    const places = Array.from({ length: 9 }, (_, k) => ({ x: 2.5, y: 0.6 + 0.4 * k }));

    expect(manner({ people: [{ places }] }).speed).toBeGreaterThan(0.8);
  });

  it("says when somebody is near enough to be let pass", () => {
    expect(manner({ people: [standing(-1.5, 0)] }).company).toBe("near");
    expect(manner({ people: [standing(-5, 0)] }).company).toBe("nobody");
  });
});
