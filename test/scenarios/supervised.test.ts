import { describe, expect, it } from "vitest";
import { runEpisode } from "../../src/cli/episode.ts";
import { worldNames } from "../../src/world/load/load-world.ts";

/** Simulated time of a run [s]. */
const DURATION = 20;

describe("a supervised robot", () => {
  it.each(worldNames())("touches nobody and nothing by its own motion in %s", async (world) => {
    const report = await runEpisode({
      world,
      seed: 1,
      duration: DURATION,
      supervision: "supervised",
    });

    expect(report.contacts.list.filter(({ movedInto }) => movedInto !== "other")).toEqual([]);
    expect(report.contacts.byOwnMotion).toBe(0);
    expect(report.redLines).toBe("kept");
    expect(report.duration).toBeCloseTo(DURATION, 1);
    expect(report.decisions.count).toBeGreaterThanOrEqual(50 * DURATION);
    expect(report.motion.distance).toBeGreaterThan(1);
  });
});

describe("an unsupervised robot", () => {
  it("hits people, so that the difference is the supervisor's doing", async () => {
    const reports = [];
    for (const seed of [1, 2]) {
      const run = { world: "corridor", seed, duration: DURATION } as const;
      reports.push(await runEpisode({ ...run, supervision: "unsupervised" }));
    }

    expect(reports.reduce((sum, { contacts }) => sum + contacts.withPeople, 0)).toBeGreaterThan(0);
    expect(reports.every(({ redLines }) => redLines === "not-supervised")).toBe(true);
    expect(reports.every(({ decisions }) => decisions.count === 0)).toBe(true);
  });
});
