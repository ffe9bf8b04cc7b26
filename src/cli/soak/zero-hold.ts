import type { HoldTrialFigures } from "./ros2/hold-trials.ts";
import type { HoldFigures } from "./ros2/judge-hold.ts";
import { runTrials } from "./ros2/run-trials.ts";
import type { SoakPart } from "./soak-part.ts";

/** A ROS domain that nobody else uses. */
const DOMAIN = 91;

/** The supervisor's rate [1/s], and the share of it that must reach an observer [1]. */
const RATE = 50;
const SHARE = 0.99;

/** A stop held, seen by two observers in processes of their own. */
export const zeroHold: SoakPart = {
  name: "zero-hold",
  summary:
    "A stop is held over ROS 2 for 600 s, half of it while commanded on: no gap of two periods.",
  heeds: ["duration"],
  run: async ({ duration = 600 }, tell) => {
    const seconds = Math.ceil(duration);
    const job = { trials: seconds, seed: 1 };
    const figures = await runTrials<HoldTrialFigures>("hold", DOMAIN, job);
    const { node, rclpy } = figures;
    tell(lineOf("node", node));
    tell(lineOf("rclpy", rclpy));
    const fewest = Math.min(node.commands, rclpy.commands);
    return {
      figures,
      bars: [
        { name: "zeros", value: fewest, bound: "at least", bar: SHARE * RATE * seconds },
        { name: "motions", value: node.motions + rclpy.motions, bound: "at most", bar: 0 },
        { name: "gaps of two periods as sent", value: node.gapsSent, bound: "at most", bar: 0 },
        {
          name: "gaps of two periods as both observers received it",
          value: Math.min(node.gapsReceived, rclpy.gapsReceived),
          bound: "at most",
          bar: 0,
        },
      ],
    };
  },
};

function lineOf(name: string, figures: HoldFigures): string {
  const { commands, received, sent, gapsReceived, gapsSent, gapsUnscheduled } = figures;
  const ms = (seconds: number): string => (1000 * seconds).toFixed(1);
  return (
    `seen by ${name}: ${commands} commands, longest pause ${ms(received)} ms received, ${ms(sent)} ms sent; ` +
    `gaps of two periods: ${gapsReceived} received, ${gapsSent} sent` +
    (name === "node" ? `, ${gapsUnscheduled} of them for want of a processor` : "")
  );
}
