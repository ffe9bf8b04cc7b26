import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign, NEVER } from "../../../src/theory-of-mind/tracking/assign.ts";
import { evenly } from "../../support/evenly.ts";

const ALONE = 10;

function cheapest(
  costs: readonly (readonly number[])[],
  row: number,
  used: ReadonlySet<number>,
): number {
  if (row === costs.length) {
    return 0;
  }
  const without = cheapest(costs, row + 1, used) + ALONE;
  return (costs[row] ?? []).reduce(
    (best, cost, c) =>
      used.has(c) || cost >= ALONE
        ? best
        : Math.min(best, cost + cheapest(costs, row + 1, new Set([...used, c]))),
    without,
  );
}

describe("assign", () => {
  it("pairs at the least cost that any pairing has, each row and column at most once", () => {
    const cost = fc.oneof(
      { weight: 1, arbitrary: fc.constant(NEVER) },
      { weight: 8, arbitrary: evenly(0, 8) },
      { weight: 1, arbitrary: evenly(8, 12) },
    );
    const matrix = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
      .chain(([rows, columns]) =>
        fc.tuple(
          fc.constant(columns),
          fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
        ),
      );
    fc.assert(
      fc.property(matrix, ([columns, costs]) => {
        const pairs = assign(costs.length, columns, (r, c) => costs[r]![c]!, ALONE);

        const chosen = [...pairs].filter((c) => c >= 0);
        expect(new Set(chosen).size).toBe(chosen.length);
        const total = [...pairs].reduce((sum, c, r) => sum + (c < 0 ? ALONE : costs[r]![c]!), 0);
        expect(total).toBeCloseTo(cheapest(costs, 0, new Set()), 6);
      }),
    );
  });
});
