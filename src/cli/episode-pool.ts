import { type ChildProcess, fork } from "node:child_process";
import type { RunOptions } from "./episode.ts";
import type { WorkerAnswer } from "./episode-worker.ts";
import type { Report } from "./report.ts";
import { BUNDLE } from "./root.ts";

/**
 * Runs episodes in several processes and answers their reports in the order of the jobs.
 * @param done - Called after each episode, in the order in which they end.
 * @throws Error with one sentence when an episode fails.
 */
export async function runEpisodes(
  jobs: readonly RunOptions[],
  workers: number,
  done: (report: Report) => void,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const child = fork(BUNDLE, ["episodes"]);
    try {
      for (let at = next++; at < jobs.length; at = next++) {
        const job = jobs[at];
        if (job !== undefined) {
          const report = await ask(child, job);
          reports[at] = report;
          done(report);
        }
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  return reports;
}

async function ask(child: ChildProcess, job: RunOptions): Promise<Report> {
  return await new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`the episode of ${job.world} with seed ${job.seed} ended its process`));
    };
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      const answer = message as WorkerAnswer;
      if (answer.kind === "report") {
        resolve(answer.report);
      } else {
        reject(new Error(`${job.world}, seed ${job.seed}: ${answer.sentence}`));
      }
    });
    child.send(job);
  });
}
