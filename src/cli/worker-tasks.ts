import type { SpeedJob } from "./bench/speed.ts";
import { runEpisode, type RunOptions } from "./episode.ts";
import type { AcceptanceJob } from "./soak/acceptance/stage.ts";
import type { MindsJob } from "./soak/minds/run-minds.ts";
import type { AdviceJob } from "./soak/advice/advice-run.ts";
import type { TwinJob } from "./soak/advice/twin-run.ts";
import type { KnowsJob } from "./soak/knows/run-knows.ts";
import type { LogJob } from "./soak/log-campaign.ts";
import type { CompareJob } from "./soak/rules/compare-many.ts";
import type { LongWatchJob } from "./soak/rules/long-watch.ts";
import type { SeparationJob } from "./soak/separation/run-case.ts";

/** One kind of work: a job in, its result out. Both travel between processes by structured clone. */
export type Task = (job: unknown) => Promise<unknown>;

/** Every kind of work that can be spread over processes, by name. */
const TASKS: { readonly [name: string]: () => Promise<Task> } = {
  episode: async () => await Promise.resolve(async (job) => await runEpisode(job as RunOptions)),
  minds: async () => {
    const { runMinds } = await import("./soak/minds/run-minds.ts");
    return async (job) => await runMinds(job as MindsJob);
  },
  speed: async () => {
    const { measureSpeed } = await import("./bench/speed.ts");
    return async (job) => await measureSpeed(job as SpeedJob);
  },
  acceptance: async () => {
    const { runAcceptance } = await import("./soak/acceptance/run-acceptance.ts");
    return async (job) => await runAcceptance(job as AcceptanceJob);
  },
  separation: async () => {
    const { runCase } = await import("./soak/separation/run-case.ts");
    return async (job) => await runCase(job as SeparationJob);
  },
  advice: async () => {
    const { fuzzAdvice } = await import("./soak/advice/advice-run.ts");
    return async (job) => await Promise.resolve(fuzzAdvice(job as AdviceJob));
  },
  "advice-twins": async () => {
    const { runTwins } = await import("./soak/advice/twin-run.ts");
    return async (job) => await runTwins(job as TwinJob);
  },
  knows: async () => {
    const { runKnows } = await import("./soak/knows/run-knows.ts");
    return async (job) => await runKnows(job as KnowsJob);
  },
  log: async () => {
    const { forgeLogs } = await import("./soak/log-campaign.ts");
    return async (job) => await Promise.resolve(forgeLogs(job as LogJob));
  },
  "rules-compare": async () => {
    const { compareMany } = await import("./soak/rules/compare-many.ts");
    return async (job) => await Promise.resolve(compareMany(job as CompareJob));
  },
  "rules-long-watch": async () => {
    const { watchLong } = await import("./soak/rules/long-watch.ts");
    return async (job) => await Promise.resolve(watchLong(job as LongWatchJob));
  },
};

/**
 * The work of that name.
 * @throws Error with one sentence when there is none.
 */
export async function loadTask(name: string): Promise<Task> {
  const load = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (load === undefined) {
    throw new Error(`there is no work '${name}'; there is ${Object.keys(TASKS).join(", ")}`);
  }
  return await load();
}
