import { type ChildProcess, fork } from "node:child_process";
import { BUNDLE } from "./root.ts";
import type { WorkerAnswer } from "./worker.ts";

/**
 * Does one kind of job in several processes and answers the results in the order of the jobs.
 * @param task - Name of the work, as `worker-tasks.ts` lists it.
 * @param done - Called after each job, in the order in which they end.
 * @throws Error with one sentence that names the job when one fails.
 */
export async function runJobs<Job, Result>(
  task: string,
  jobs: readonly Job[],
  workers: number,
  done: (result: Result, job: Job) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const child = fork(BUNDLE, ["work", task], { serialization: "advanced" });
    try {
      for (let at = next++; at < jobs.length; at = next++) {
        const job = jobs[at];
        if (job !== undefined) {
          const result = (await ask(child, job)) as Result;
          results[at] = result;
          done(result, job);
        }
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  return results;
}

async function ask(child: ChildProcess, job: unknown): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`the job ${JSON.stringify(job)} ended its process`));
    };
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      const answer = message as WorkerAnswer;
      if (answer.kind === "done") {
        resolve(answer.result);
      } else {
        reject(new Error(`the job ${JSON.stringify(job)} failed: ${answer.sentence}`));
      }
    });
    child.send(job as object);
  });
}
