import { describe, expect, it } from "vitest";
import { runEpisode } from "../../src/cli/episode.ts";

const RUN = { world: "shop-floor", duration: 10, supervision: "supervised" } as const;

describe("two runs", () => {
  it("of one seed are the same to the bit", async () => {
    const first = await runEpisode({ ...RUN, seed: 7 });
    const second = await runEpisode({ ...RUN, seed: 7 });

    expect(first.decisions.count).toBeGreaterThan(0);
    expect({ ...second, wall: 0, realTimeFactor: 0 }).toEqual({
      ...first,
      wall: 0,
      realTimeFactor: 0,
    });
  });

  it("of two seeds are not", async () => {
    const first = await runEpisode({ ...RUN, seed: 7 });
    const second = await runEpisode({ ...RUN, seed: 8 });

    expect(first.decisions.hash).not.toBe(second.decisions.hash);
  });
});
