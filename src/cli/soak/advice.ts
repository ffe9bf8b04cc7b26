import { runJobs } from "../worker-pool.ts";
import type { AdviceJob, AdviceResult } from "./advice/advice-run.ts";
import type { TwinJob, TwinResult } from "./advice/twin-run.ts";
import type { SoakPart } from "./soak-part.ts";

/** Pieces of advice in one job [1]. */
const A_JOB = 20_000;

/** Runs of two supervisors side by side, one for so many pieces of advice, and their length in periods [1]. */
const A_TWIN = 20_000;
const STEPS = 1500;

/** Whatever is learned or inferred may only make the robot more careful. */
export const advice: SoakPart = {
  name: "advice",
  summary:
    "1e6 pieces of advice, sound and hostile: never is more allowed with them than without them.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1_000_000, first = 1, jobs }, tell) => {
    const pure = await runJobs<AdviceJob, AdviceResult>(
      "advice",
      Array.from({ length: Math.ceil(seeds / A_JOB) }, (_, i): AdviceJob => {
        return { seed: first + i, advices: Math.min(A_JOB, seeds - i * A_JOB) };
      }),
      jobs,
      () => undefined,
    );
    const twins = await runJobs<TwinJob, TwinResult>(
      "advice-twins",
      Array.from({ length: Math.ceil(seeds / A_TWIN) }, (_, i): TwinJob => {
        return { seed: first + i, steps: STEPS };
      }),
      jobs,
      () => undefined,
    );
    const sum = <R>(results: readonly R[], of: (result: R) => number): number =>
      results.reduce((total, result) => total + of(result), 0);
    const freer = [...pure, ...twins].flatMap((result) => result.freer);
    freer.slice(0, 10).forEach((line) => tell(line));
    const figures = {
      advices: sum(pure, (result) => result.advices),
      compared: sum(pure, (result) => result.compared),
      moved: sum(pure, (result) => result.moved),
      tightened: sum(pure, (result) => result.tightened),
      threw: sum(pure, (result) => result.threw),
      twins: {
        messages: sum(twins, (result) => result.messages),
        compared: sum(twins, (result) => result.compared),
        moved: sum(twins, (result) => result.moved),
        tightened: sum(twins, (result) => result.tightened),
      },
      freer,
    };
    const { moved, tightened, threw } = figures;
    tell(
      `${figures.compared} motions asked for, ${moved} allowed without advice, ${tightened} held back by it; ` +
        `${figures.twins.messages} messages to a supervisor beside its twin, ${figures.twins.compared} commands compared`,
    );
    return {
      figures,
      bars: [
        { name: "advices", value: figures.advices, bound: "at least", bar: seeds },
        { name: "freer with advice than without", value: freer.length, bound: "at most", bar: 0 },
        { name: "advice the code threw on", value: threw, bound: "at most", bar: 0 },
        {
          name: "share of motions that could move and were held back",
          value: tightened / moved,
          bound: "at least",
          bar: 0.05,
        },
      ],
    };
  },
};
