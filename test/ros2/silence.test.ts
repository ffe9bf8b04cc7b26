import { expect, it } from "vitest";
import type { HoldTrialFigures } from "../../src/cli/soak/ros2/hold-trials.ts";
import type { InputFigures } from "../../src/cli/soak/ros2/input-trials.ts";
import type { RogueFigures } from "../../src/cli/soak/ros2/rogue-trials.ts";
import { describeRos2 } from "../support/ros2.ts";
import { sampleSoak } from "../support/soak-sample.ts";

/** Slack for a machine that is busy with other tests [s]; the soaks hold the real figures. */
const SLACK = 0.35;

describeRos2("a base whose driver is gone", () => {
  it("is moved by no command older than 0.2 s and a cycle, wherever in his period he ended (`coalign soak input-ends`: 1,000)", async () => {
    const { trials } = (await sampleSoak("input-ends", "--seeds", "20")) as InputFigures;

    expect(trials.map(({ ending }) => ending).sort()).toEqual(
      [...Array<string>(10).fill("silent"), ...Array<string>(9).fill("closed"), "SIGKILL"].sort(),
    );
    for (const { ending, age, stamped, zeros } of trials) {
      expect(age, ending).toBeLessThanOrEqual(0.22 + SLACK);
      // What was still moving when it ended went on for a while: it was looked at while it moved.
      expect(stamped, ending).toBeGreaterThan(0.05);
      expect(zeros, ending).toBeGreaterThan(0);
    }
  }, 120_000);
});

describeRos2("a base that is told to stand", () => {
  it("hears so at rate, from two observers' sides (`coalign soak zero-hold`: 10 min)", async () => {
    const { node, rclpy } = (await sampleSoak("zero-hold", "--duration", "6")) as HoldTrialFigures;

    for (const { commands, motions, received } of [node, rclpy]) {
      expect(motions).toBe(0);
      expect(commands).toBeGreaterThan(0.8 * 6 * 50);
      expect(received).toBeLessThan(0.04 + SLACK);
    }
  }, 120_000);
});

describeRos2("a base that somebody else commands too", () => {
  it("gets zero from the runtime, with a deadman and without (`coalign soak rogue`: 50)", async () => {
    const { trials } = (await sampleSoak("rogue", "--seeds", "3")) as RogueFigures;

    expect(trials.map(({ place }) => place)).toEqual([
      "cmd_vel",
      "cmd_vel, deadman",
      "cmd_vel_base, deadman",
    ]);
    for (const { place, afterDiscovery, held } of trials) {
      expect(afterDiscovery, place).toBeLessThanOrEqual(0.25 + SLACK);
      expect(held, place).toBe("held");
    }
  }, 120_000);
});
