import { describe, expect, it } from "vitest";
import { IMPATIENT, type Patience, patienceAfter, waits } from "../../src/commander/patience.ts";

/** Steps of 0.1 s from a time on. */
function live(
  before: Patience,
  from: number,
  to: number,
  moves: "moves" | "stands",
  somebody: "near" | "nobody",
): Patience {
  let patience = before;
  for (let now = from; now < to; now += 0.1) {
    patience = patienceAfter(patience, { moves, somebody, now });
  }
  return patience;
}

describe("patienceAfter", () => {
  it("waits a second for somebody near once the robot is held, then tries again", () => {
    const moving = live(IMPATIENT, 0, 1, "moves", "near");
    const held = live(moving, 1, 1.6, "stands", "near");

    expect(waits(moving, 1)).toBe("goes");
    expect(waits(held, 1.6)).toBe("waits");
    expect(waits(held, 2.6)).toBe("goes");
    expect(waits(live(held, 1.6, 2.8, "stands", "near"), 2.8)).toBe("goes");
  });

  it("does not wait where nobody is near, nor while it moves", () => {
    expect(waits(live(IMPATIENT, 0, 5, "stands", "nobody"), 5)).toBe("goes");
    expect(waits(live(IMPATIENT, 0, 5, "moves", "near"), 5)).toBe("goes");
  });
});
