import { describe, expect, it } from "vitest";
import {
  separationBars,
  separationFigures,
  tellSeparation,
} from "../../src/cli/soak/separation/figures.ts";
import { runCase, type SeparationResult } from "../../src/cli/soak/separation/run-case.ts";

/** A sample of `coalign soak separation`: its first seed, and how many episodes of its length [s]. */
const FIRST = 1;
const EPISODES = 20;
const DURATION = 9;

describe("people who heed no robot, from every bearing", () => {
  it(`are touched by none of ${EPISODES} robots that move by themselves, which still get on (seed ${FIRST})`, async () => {
    const results: SeparationResult[] = [];
    for (let seed = FIRST; seed < FIRST + EPISODES; seed++) {
      results.push(await runCase({ seed, duration: DURATION, besides: ["careful"] }));
    }
    const figures = separationFigures(results);

    expect(results.flatMap(({ supervised }) => supervised.contacts)).toEqual([]);
    expect(figures.touched).toBeGreaterThan(0);
    // Of so few the share is rough: this asks only not to stand still. The bar, 0.8, is the campaign's.
    expect(figures.careful.speedShare).toBeGreaterThan(0.6);
    expect(separationBars(figures)[0]?.value).toBe(0);
    expect(tellSeparation(results)[1]).toContain(`${EPISODES}`);
  }, 120_000);

  /**
   * Somebody who stood for seconds walked into a robot that crept beside them (20186, 31035); somebody came at 1.6 m/s whose
   * swinging foot was not foreseen while no velocity was known (31001).
   */
  it.each([20186, 31035, 31001])(
    "are not touched by a robot that creeps: seed %i",
    async (seed) => {
      const { supervised } = await runCase({ seed, duration: 12, besides: [] });

      expect(supervised.contacts).toEqual([]);
      expect(supervised.speed).toBeGreaterThan(0.1);
    },
  );

  it("are touched where a robot is held by nobody, so that the episodes are hard", async () => {
    const results: SeparationResult[] = [];
    for (let seed = FIRST; seed < FIRST + 6; seed++) {
      results.push(await runCase({ seed, duration: DURATION, besides: ["unheld"] }));
    }
    const touched = results.filter(({ unheld }) => (unheld?.contacts.length ?? 0) > 0);

    expect(touched.length).toBeGreaterThan(2);
  }, 60_000);
});
