import { type Command, NO_WORDS, type NoOptions } from "./usage.ts";
import { loadTask, type Task } from "./worker-tasks.ts";

/** What a worker sends back for each job it was given. */
export type WorkerAnswer =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "failed"; readonly sentence: string };

/** Does jobs for the process that started it; of no use from a terminal. */
export const worker: Command<NoOptions> = {
  name: "work",
  summary: "Does jobs for `coalign soak`.",
  words: { ...NO_WORDS, value: "TASK", min: 1, max: 1 },
  options: {},
  run: async ({ words: [name = ""] }) => {
    if (process.send === undefined) {
      throw new Error("coalign work is started by coalign soak");
    }
    const task = await loadTask(name);
    process.on("message", (job) => {
      void answer(task, job).then((told) => process.send?.(told));
    });
    await new Promise<void>((resolve) => process.once("disconnect", resolve));
    return 0;
  },
};

async function answer(task: Task, job: unknown): Promise<WorkerAnswer> {
  try {
    return { kind: "done", result: await task(job) };
  } catch (error) {
    return { kind: "failed", sentence: error instanceof Error ? error.message : String(error) };
  }
}
