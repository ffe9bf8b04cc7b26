import { expect, it } from "vitest";
import type { DeadmanTrial } from "../../src/cli/soak/ros2/deadman-trials.ts";
import type { StopFigures } from "../../src/cli/soak/ros2/stop-trials.ts";
import { describeRos2 } from "../support/ros2.ts";
import { sampleSoak } from "../support/soak-sample.ts";

/** Slack for a machine that is busy with other tests [s]; the soak holds the real figure. */
const SLACK = 0.35;

describeRos2("a base without a time-out of its own", () => {
  it("gets zero from the deadman when the supervisor is killed, stopped, stalled or out of memory, and keeps it", async () => {
    const { trials } = (await sampleSoak("deadman", "--seeds", "5")) as {
      readonly trials: readonly DeadmanTrial[];
    };

    expect(trials.map(({ failure }) => failure)).toEqual([
      "SIGKILL",
      "SIGSTOP",
      "stall",
      "heap nearly full",
      "heap full",
    ]);
    for (const { failure, zero, held } of trials) {
      expect(zero ?? Infinity, failure).toBeLessThanOrEqual(0.15 + SLACK);
      expect(held, failure).toBe("held");
    }
  }, 120_000);
});

describeRos2("the supervisor in a flood of messages", () => {
  it("loses none of 300 stops, and nothing moves the base afterwards", async () => {
    const figures = (await sampleSoak("stops", "--seeds", "300")) as StopFigures;

    expect(figures).toMatchObject({
      stops: 300,
      lost: 0,
      forgedAccepted: 0,
      afterwards: "stood",
    });
    expect(figures.forged).toBeGreaterThanOrEqual(75);
  }, 120_000);
});
