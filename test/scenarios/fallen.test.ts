import { describe, expect, it } from "vitest";
import { startEpisode } from "../../src/cli/episode.ts";
import { readScenario } from "../../src/cli/scenario.ts";

describe("somebody who falls onto the robot", () => {
  it("does not throw it: limbs are placed, and what they displace has no speed (76 m/s before)", async () => {
    const episode = await startEpisode({
      scenario: readScenario("plaza", undefined),
      seed: 11,
      supervision: "supervised",
      settings: new Set(["simulation"]),
      without: ["theory_of_mind", "harm_prediction"],
    });
    episode.loopback.advance(40);
    const { motion, contacts } = episode.watch.evaluate();
    await episode.end();

    expect(contacts.total).toBeGreaterThan(0);
    expect(motion.topSpeed).toBeLessThan(3);
  }, 60_000);
});
