import { runJobs } from "../worker-pool.ts";
import { addUp, type CompareJob, type Comparison } from "./rules/compare-many.ts";
import type { LongWatch, LongWatchJob } from "./rules/long-watch.ts";
import type { SoakPart } from "./soak-part.ts";

/** Seeds of one job. */
const CHUNK = 1000;

/** Samples of the long watch for each pair that is compared: 1e7 for 1e5. */
const SAMPLES_FOR_EACH = 100;

/** Drawn formulas over drawn traces against the brute-force oracle; then twenty rules over ten million samples. */
export const rules: SoakPart = {
  name: "rules",
  summary:
    "100,000 drawn rules over drawn traces against a brute-force oracle; 20 rules over 100 times as many samples.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 100_000, first = 1, jobs }, tell) => {
    const chunks = Array.from({ length: Math.ceil(seeds / CHUNK) }, (_, i): CompareJob => ({
      first: first + i * CHUNK,
      count: Math.min(CHUNK, seeds - i * CHUNK),
    }));
    const parts = await runJobs<CompareJob, Comparison>("rules-compare", chunks, jobs, (part) =>
      part.examples.forEach(tell),
    );
    const compared = addUp(parts);
    tell(`${compared.compared} compared: ${JSON.stringify(compared.verdicts)}`);
    const job = { seed: first, samples: SAMPLES_FOR_EACH * seeds };
    const [long] = await runJobs<LongWatchJob, LongWatch>("rules-long-watch", [job], 1, () => {
      tell(`${job.samples} samples watched`);
    });
    if (long === undefined) {
      throw new Error("the long watch gave no figures");
    }
    return { figures: { compared, long }, bars: barsOf(compared, long) };
  },
};

function barsOf(
  compared: Comparison,
  long: LongWatch,
): Awaited<ReturnType<SoakPart["run"]>>["bars"] {
  return [
    {
      name: "rules that differ from the oracle",
      value: compared.different,
      bound: "at most",
      bar: 0,
    },
    { name: "20 rules, one sample, p50 [ms]", value: long.p50, bound: "at most", bar: 0.1 },
    { name: "20 rules, one sample, p99 [ms]", value: long.p99, bound: "at most", bar: 0.1 },
    { name: "growth of the heap [MB]", value: long.growth, bound: "at most", bar: 1 },
  ];
}
