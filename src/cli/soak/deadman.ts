import type { DeadmanFigures, Failure } from "./ros2/deadman-trials.ts";
import { runTrials } from "./ros2/run-trials.ts";
import type { SoakPart } from "./soak-part.ts";

/** A ROS domain that nobody else uses. */
const DOMAIN = 61;

/** Longest time from the supervisor's failure to zero at the base [s]. */
const LATEST = 0.15;

/** The supervisor killed, stopped and stalled, with the deadman before the base. */
export const deadman: SoakPart = {
  name: "deadman",
  summary:
    "300 times the supervisor is killed, stopped, stalled, or its heap filled; the base gets zero in 0.15 s.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 300, first = 1 }, tell) => {
    const job = { trials: seeds, seed: first };
    const { trials, priority } = await runTrials<DeadmanFigures>("deadman", DOMAIN, job);
    const failures = [...new Set(trials.map(({ failure }) => failure))];
    const rows = failures.map((failure) => summarize(failure, trials));
    rows.forEach((row) =>
      tell(
        `${row.failure}: ${row.trials}, zero after ${row.median.toFixed(3)} s (median), ${row.worst.toFixed(3)} s (worst)`,
      ),
    );
    const late = trials.filter(({ zero }) => !(zero !== null && zero <= LATEST)).length;
    const moved = trials.filter(({ held }) => held === "moved").length;
    return {
      figures: { priority, rows, trials },
      bars: [
        { name: "trials", value: trials.length, bound: "at least", bar: seeds },
        { name: "zero later than 0.15 s", value: late, bound: "at most", bar: 0 },
        { name: "moved again in silence", value: moved, bound: "at most", bar: 0 },
      ],
    };
  },
};

function summarize(
  failure: Failure,
  trials: DeadmanFigures["trials"],
): {
  readonly failure: Failure;
  readonly trials: number;
  readonly median: number;
  readonly worst: number;
} {
  const zeros = trials
    .filter((trial) => trial.failure === failure)
    .map(({ zero }) => zero ?? Infinity)
    .sort((a, b) => a - b);
  return {
    failure,
    trials: zeros.length,
    median: zeros[zeros.length >> 1] ?? NaN,
    worst: zeros.at(-1) ?? NaN,
  };
}
