import { describe, expect, it } from "vitest";
import { atlasOf } from "../../../src/theory-of-mind/desire/atlas.ts";
import { costFrom, fieldTo } from "../../../src/theory-of-mind/desire/field.ts";
import { gridOver } from "../../../src/theory-of-mind/desire/grid.ts";
import {
  firstWants,
  observe,
  type Wants,
  wishesOf,
} from "../../../src/theory-of-mind/desire/wants.ts";

const HALL = { minX: 0, minY: 0, maxX: 10, maxY: 8 };
/** A hall with a wall across it at x = 5 from y = 0 to y = 6. */
const clearance = (x: number, y: number): number => {
  const wall = y < 6 ? Math.abs(x - 5) - 0.1 : Math.hypot(x - 5, y - 6);
  return Math.min(x, y, 10 - x, 8 - y, wall);
};
const GRID = gridOver(HALL, clearance);
const ATLAS = atlasOf(GRID, [
  { name: "door", points: [{ x: 9, y: 1 }], weight: 1 },
  { name: "desk", points: [{ x: 1, y: 1 }], weight: 1 },
  { name: "shelf", points: [{ x: 1, y: 7 }], weight: 1 },
]);

function walk(way: readonly (readonly [number, number])[], step = 0.4): Wants {
  const [[x, y] = [0, 0]] = way;
  return way
    .slice(1)
    .reduce(
      (wants, [px, py], k) => observe(ATLAS, wants, (k + 1) * step, { x: px, y: py }),
      firstWants(ATLAS, 0, { x, y }),
    );
}

const line = (
  from: readonly [number, number],
  to: readonly [number, number],
  steps: number,
): (readonly [number, number])[] =>
  Array.from({ length: steps + 1 }, (_, k) => [
    from[0] + ((to[0] - from[0]) * k) / steps,
    from[1] + ((to[1] - from[1]) * k) / steps,
  ]);

describe("fieldTo", () => {
  it("costs the straight way where it is free, in every direction, and the way around where it is not", () => {
    const open = gridOver({ minX: 0, minY: 0, maxX: 10, maxY: 10 }, () => 5);
    const field = fieldTo(open, { x: 5, y: 5 });

    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6;
      const cost = costFrom(open, field, {
        x: 5 + 4 * Math.cos(angle),
        y: 5 + 4 * Math.sin(angle),
      });
      expect(Math.abs(cost - 4)).toBeLessThan(0.25);
    }
    const around = costFrom(GRID, fieldTo(GRID, { x: 9, y: 1 }), { x: 4, y: 1 });
    expect(around).toBeGreaterThan(10);
    expect(around).toBeLessThan(14);
  });
});

describe("observe", () => {
  it("sees through a wall nobody walks through: who goes up along it is after the door behind it", () => {
    const wants = walk(line([3.5, 1], [4.4, 5.6], 8));

    expect(wishesOf(ATLAS, wants)[0]!.name).toBe("door");
    expect(wants.shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });

  it("sees a changed mind within two metres", () => {
    const wants = walk([...line([3.5, 4], [2, 6], 5), ...line([2, 6], [1.5, 4], 4).slice(1)]);

    expect(wishesOf(ATLAS, wants)[0]!.name).toBe("desk");
  });

  it("takes a way to no place at all for something unknown", () => {
    const wants = walk(line([9, 1.5], [9, 7.5], 12));

    const [best] = wishesOf(ATLAS, wants);
    expect(["", "shelf"]).toContain(best!.name);
    expect(wishesOf(ATLAS, wants).find(({ name }) => name === "door")!.probability).toBeLessThan(
      0.2,
    );
  });

  it("begins anew after a gap, and changes nothing when no time has passed", () => {
    const wants = walk(line([3.5, 4], [2, 6], 5));

    expect(observe(ATLAS, wants, wants.at, { x: 9, y: 9 })).toBe(wants);
    expect(observe(ATLAS, wants, wants.at + 60, { x: 3, y: 3 })).toEqual(
      firstWants(ATLAS, wants.at + 60, { x: 3, y: 3 }),
    );
  });
});
