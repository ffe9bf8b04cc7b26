import type { Bar } from "../bench/benchmark.ts";
import { runJobs } from "../worker-pool.ts";
import type { VisitFigures } from "./acceptance/judge-visits.ts";
import type { AcceptanceJob, Guard } from "./acceptance/stage.ts";
import type { SoakPart } from "./soak-part.ts";

/** Visits of the obstacle in one run [1]. */
const VISITS = 20;

/** Scans a second: what Nav2's own scenario has, and what both of our bases have [1/s]. */
const SCAN_RATES = [20, 10] as const;

const GUARDS: readonly Guard[] = ["separation", "circle"];

/**
 * The acceptance scenario of Nav2's collision monitor, rebuilt, with stricter bars: while the robot is asked to move, an
 * obstacle comes into its way or into a circle with the action `stop`, stays, and goes. Theirs: stop within 0.6 s, hold
 * 90 %, resume within 0.6 s, at most 5 % false stops, one visit. Time counts from the moment the obstacle is there, not
 * from the scan that shows it, and by the slowest visit.
 */
export const acceptance: SoakPart = {
  name: "acceptance",
  summary:
    "Nav2's acceptance scenario: an obstacle comes and goes; time to stop, hold, resume, false stops.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 10, first = 1, jobs }, tell) => {
    const figures: { [guard: string]: Summary } = {};
    const bars: Bar[] = [];
    for (const guard of GUARDS) {
      for (const scanRate of SCAN_RATES) {
        const runs = Array.from({ length: seeds }, (_, i): AcceptanceJob => ({
          seed: first + i,
          guard,
          visits: VISITS,
          scanRate,
        }));
        const results = await runJobs<AcceptanceJob, VisitFigures>(
          "acceptance",
          runs,
          jobs,
          () => undefined,
        );
        const name = `${guard}, scans at ${scanRate} Hz`;
        const summary = summarize(results);
        figures[name] = summary;
        tell(sentenceOf(name, summary));
        bars.push(...barsOf(name, summary));
      }
    }
    return { figures, bars };
  },
};

/** All visits together: median and slowest times [s], shares [1]. */
export type Summary = {
  readonly visits: number;
  readonly stop: { readonly median: number; readonly most: number };
  readonly resume: { readonly median: number; readonly most: number };
  readonly hold: number;
  readonly falseStops: number;
};

export function summarize(runs: readonly VisitFigures[]): Summary {
  const stops = runs.flatMap(({ stops: some }) => some);
  const resumes = runs.flatMap(({ resumes: some }) => some);
  const sum = (of: (run: VisitFigures) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  return {
    visits: stops.length,
    stop: spread(stops),
    resume: spread(resumes),
    hold:
      1 -
      sum(({ broken }) => broken) /
        Math.max(
          1,
          sum(({ held }) => held),
        ),
    falseStops:
      sum(({ falseStops }) => falseStops) /
      Math.max(
        1,
        sum(({ free }) => free),
      ),
  };
}

function spread(times: readonly number[]): { readonly median: number; readonly most: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? NaN, most: sorted.at(-1) ?? NaN };
}

function sentenceOf(name: string, { visits, stop, resume, hold, falseStops }: Summary): string {
  const times = ({ median, most }: Summary["stop"]): string =>
    `${median.toFixed(3)} s (slowest ${most.toFixed(3)} s)`;
  return `${name}: ${visits} visits, stop ${times(stop)}, hold ${(100 * hold).toFixed(2)} %, resume ${times(resume)}, false stops ${(100 * falseStops).toFixed(2)} %`;
}

function barsOf(name: string, { stop, resume, hold, falseStops }: Summary): readonly Bar[] {
  return [
    { name: `${name}: slowest stop [s]`, value: stop.most, bound: "at most", bar: 0.1 },
    { name: `${name}: hold`, value: hold, bound: "at least", bar: 1 },
    { name: `${name}: slowest resumption [s]`, value: resume.most, bound: "at most", bar: 0.3 },
    { name: `${name}: false stops`, value: falseStops, bound: "at most", bar: 0.01 },
  ];
}
