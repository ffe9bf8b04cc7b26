import { runEpisode, type RunOptions } from "./episode.ts";
import type { Report } from "./report.ts";
import { type Command, NO_WORDS, type NoOptions } from "./usage.ts";

/** What a worker sends back for each episode it was given. */
export type WorkerAnswer =
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "failed"; readonly sentence: string };

/** Runs episodes for the process that started it; of no use from a terminal. */
export const episodeWorker: Command<NoOptions> = {
  name: "episodes",
  summary: "Runs episodes for `coalign soak`.",
  words: NO_WORDS,
  options: {},
  run: async () => {
    if (process.send === undefined) {
      throw new Error("coalign episodes is started by coalign soak");
    }
    process.on("message", (job) => {
      void answer(job as RunOptions).then((told) => process.send?.(told));
    });
    await new Promise<void>((resolve) => process.once("disconnect", resolve));
    return 0;
  },
};

async function answer(job: RunOptions): Promise<WorkerAnswer> {
  try {
    return { kind: "report", report: await runEpisode(job) };
  } catch (error) {
    return { kind: "failed", sentence: error instanceof Error ? error.message : String(error) };
  }
}
