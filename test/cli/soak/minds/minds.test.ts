import { describe, expect, it } from "vitest";
import { mindsBars, sumUpMinds } from "../../../../src/cli/soak/minds/figures.ts";
import { type MindsRun, runMinds } from "../../../../src/cli/soak/minds/run-minds.ts";

const RUN: MindsRun = {
  world: "plaza",
  seed: 1,
  minds: "off",
  startles: 2,
  detours: 4,
  goals: { reached: 3, givenUp: 0 },
  motion: { distance: 30, meanSpeed: 0.5, topSpeed: 1.2 },
  stops: 5,
  contacts: 0,
};

describe("coalign soak minds", () => {
  it("compares the two halves of the pairs", () => {
    const gentle = { ...RUN, minds: "on" as const, startles: 1, stops: 4, detours: 4 };

    const figures = sumUpMinds([RUN, gentle]);
    const bars = mindsBars(figures);

    expect(figures.worlds["plaza"]!.on.startles).toBe(1);
    expect(bars.map(({ value }) => value)).toEqual([0.8, 0.5, 1, 0, 0, 0]);
  });

  it("runs pairs of the same seed under the same red lines, and nobody is touched", async () => {
    for (const world of ["kitchen", "plaza"]) {
      for (const minds of ["off", "on"] as const) {
        const run = await runMinds({ world, seed: 3, duration: 5, minds });

        expect(run).toMatchObject({ world, minds, contacts: 0 });
        expect(run.motion.distance).toBeGreaterThan(0.5);
      }
    }
  }, 60_000);
});
