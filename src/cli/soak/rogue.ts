import type { RogueFigures, RogueTrial } from "./ros2/rogue-trials.ts";
import { runTrials } from "./ros2/run-trials.ts";
import type { SoakPart } from "./soak-part.ts";

/** A ROS domain that nobody else uses. */
const DOMAIN = 92;

/** Longest time from discovery to the last motion [s]. */
const LATEST = 0.25;

/** Somebody else commands the base. */
export const rogue: SoakPart = {
  name: "rogue",
  summary:
    "50 rclpy nodes command the base beside the supervisor or the deadman: both stop in 0.25 s.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 50, first = 1 }, tell) => {
    const job = { trials: seeds, seed: first };
    const { trials, priority } = await runTrials<RogueFigures>("rogue", DOMAIN, job);
    const places = [...new Set(trials.map(({ place }) => place))];
    const rows = places.map((place) =>
      summarize(
        place,
        trials.filter((trial) => trial.place === place),
      ),
    );
    rows.forEach(({ place, rounds, afterMaking, afterDiscovery }) =>
      tell(
        `${place}: ${rounds}, last motion ${afterDiscovery.toFixed(3)} s after the rogue was discovered, ` +
          `${afterMaking.toFixed(3)} s after its making (worst)`,
      ),
    );
    return {
      figures: { priority, rows, trials },
      bars: [
        { name: "rogues", value: trials.length, bound: "at least", bar: seeds },
        {
          name: "last motion after discovery, worst [s]",
          value: Math.max(...trials.map(({ afterDiscovery }) => afterDiscovery)),
          bound: "at most",
          bar: LATEST,
        },
        {
          name: "zero not held",
          value: trials.filter(({ held }) => held === "moved").length,
          bound: "at most",
          bar: 0,
        },
      ],
    };
  },
};

function summarize(
  place: RogueTrial["place"],
  trials: readonly RogueTrial[],
): {
  readonly place: RogueTrial["place"];
  readonly rounds: number;
  readonly afterMaking: number;
  readonly afterDiscovery: number;
} {
  return {
    place,
    rounds: trials.length,
    afterMaking: Math.max(...trials.map(({ afterMaking }) => afterMaking)),
    afterDiscovery: Math.max(...trials.map(({ afterDiscovery }) => afterDiscovery)),
  };
}
