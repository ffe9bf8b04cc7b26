import { runJobs } from "../worker-pool.ts";
import type { LogFindings, LogJob } from "./log-campaign.ts";
import { FORGERIES } from "./log-forgery.ts";
import type { SoakPart } from "./soak-part.ts";

/** Forgeries of one log [1]; a log is written anew for each so many. */
const PER_LOG = 1000;

/** Every way to change a safety log, many times over, and whether it is found. */
export const log: SoakPart = {
  name: "log",
  summary:
    "100,000 forgeries of safety logs: flip, delete, insert, reorder, truncate, fork, prune.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 100_000, first = 1, jobs }, tell) => {
    const work = Array.from({ length: Math.ceil(seeds / PER_LOG) }, (_, i): LogJob => ({
      seed: first + i,
      count: Math.min(PER_LOG, seeds - i * PER_LOG),
    }));
    const found = await runJobs<LogJob, LogFindings>("log", work, jobs, ({ missed }) =>
      missed.forEach((which) => tell(`not found: ${which}`)),
    );
    const tried = Object.fromEntries(
      FORGERIES.map((how) => [how, found.reduce((sum, one) => sum + one.tried[how], 0)]),
    );
    const missed = found.flatMap((one) => one.missed);
    tell(FORGERIES.map((how) => `${how} ${tried[how]}`).join(", "));
    return {
      figures: { tried, missed },
      bars: [
        { name: "forgeries that were not found", value: missed.length, bound: "at most", bar: 0 },
      ],
    };
  },
};
