import { runTrials } from "./ros2/run-trials.ts";
import type { StopFigures } from "./ros2/stop-trials.ts";
import type { SoakPart } from "./soak-part.ts";

/** A ROS domain that nobody else uses. */
const DOMAIN = 60;

/** Stops under a flood of messages. */
export const stops: SoakPart = {
  name: "stops",
  summary:
    "10,000 stops over ROS 2 under a flood of forged acts and released vetoes; none is lost.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 10_000, first = 1 }, tell) => {
    const job = { trials: seeds, seed: first };
    const figures = await runTrials<StopFigures>("stops", DOMAIN, job);
    const ms = (value: number): string => (1000 * value).toFixed(1);
    const { p50, p99, max, forged } = figures;
    tell(`answered after ${ms(p50)} ms (p50), ${ms(p99)} ms (p99), ${ms(max)} ms (longest)`);
    tell(`${forged} forged acts among them`);
    return {
      figures,
      bars: [
        { name: "stops asked for", value: figures.stops, bound: "at least", bar: seeds },
        { name: "stops lost", value: figures.lost, bound: "at most", bar: 0 },
        { name: "forged acts accepted", value: figures.forgedAccepted, bound: "at most", bar: 0 },
        {
          name: "moved after a stop",
          value: figures.afterwards === "moved" ? 1 : 0,
          bound: "at most",
          bar: 0,
        },
      ],
    };
  },
};
