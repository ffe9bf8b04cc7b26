import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mayHaveRealTime } from "../../bench/relay/contender.ts";
import { BUNDLE } from "../../root.ts";
import { describeRos2, environmentFor } from "../../ros2-environment.ts";

/** Above the priority of the processes under trial: what it measures is theirs. */
const WITNESS_PRIORITY = "60";

/** Priority of the processes under trial, as `coalign start` gives it. */
const PRIORITY = "50";

/** What a process of trials is asked, and sends back when it is done. */
export type TrialsJob = {
  readonly trials: number;
  readonly seed: number;
  /** Program and arguments that stand before each process under trial. */
  readonly prefix: readonly string[];
};

/**
 * Runs trials over real ROS 2 in a process of their own, which starts what it tries.
 * @param name - Which trials, as `trials.ts` lists them.
 * @param domain - A ROS domain that nobody else uses.
 * @throws Error with one sentence when there is no ROS 2 or the trials fail.
 */
export async function runTrials<Figures>(
  name: string,
  domain: number,
  job: Omit<TrialsJob, "prefix">,
): Promise<Figures & { readonly priority: "real-time" | "normal" }> {
  const ros2 = describeRos2();
  if (ros2.kind === "none") {
    throw new Error(`this needs ROS 2: ${ros2.why}`);
  }
  const priority = mayHaveRealTime() ? "real-time" : "normal";
  const chrt = (level: string): readonly string[] =>
    priority === "real-time" ? ["chrt", "-f", level] : [];
  const full: TrialsJob = { ...job, prefix: chrt(PRIORITY) };
  const [program, ...args] = [...chrt(WITNESS_PRIORITY), process.execPath, BUNDLE, "trials"];
  const folder = mkdtempSync(join(tmpdir(), "coalign-trials-"));
  const child = spawn(program, [...args, name, JSON.stringify(full)], {
    // What they remember of latches is nobody else's.
    env: { ...environmentFor(ros2), ROS_DOMAIN_ID: String(domain), COALIGN_HOME: folder },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const figures = await new Promise<Figures>((resolve, reject) => {
      child.once("message", (message) => resolve(message as Figures));
      child.once("error", reject);
      child.once("exit", (code) =>
        reject(new Error(`the trials '${name}' ended with ${code ?? 1}`)),
      );
    });
    return { ...figures, priority };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
