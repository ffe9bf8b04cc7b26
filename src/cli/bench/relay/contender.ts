import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Seconds } from "../../../quantity/time.ts";

/** A relay from one topic to another, as a process. */
export type Contender = {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly string[];
};

/** Whether a process runs before all normal ones, which takes a privilege. */
export type Priority = "normal" | "real-time";

/**
 * Priorities under the first-in-first-out policy: the generator's above the relay's, and below it that of the sensors, which
 * stand for what is outside the computer.
 */
export const FEED_PRIORITY = "45";
const RELAY_PRIORITY = "50";
const GENERATOR_PRIORITY = "60";

/** What one run of the generator measured. */
export type Figures = {
  readonly sent: number;
  /** For which nothing came back. */
  readonly lost: number;
  /** For which something slower came back, and in how many goes: the supervisor heard them, and held the robot. */
  readonly held: number;
  readonly stops: number;
  /** There and back [µs]. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  /** Processor time of the relay for each command [µs]. */
  readonly cpu: number;
};

/** Whether this user may have real-time priority. */
export function mayHaveRealTime(): boolean {
  return spawnSync("chrt", ["-f", RELAY_PRIORITY, "true"]).status === 0;
}

/** A command line at a priority; `level` is the real-time one. */
export function prioritized(
  command: readonly string[],
  level: string,
  priority: Priority,
): readonly string[] {
  return priority === "real-time" ? ["chrt", "-f", level, ...command] : command;
}

/**
 * Starts a program that ends by `endProcess`.
 * @param complaints - Whether what it says on standard error is seen.
 */
export function startProcess(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  complaints: "seen" | "unseen" = "seen",
): ChildProcess {
  const [program = "", ...args] = command;
  const errors = complaints === "seen" ? "inherit" : "ignore";
  return spawn(program, args, { env, stdio: ["ignore", "ignore", errors] });
}

/** Ends it, by force after a second. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const late = setTimeout(() => child.kill("SIGKILL"), 1000);
  await gone;
  clearTimeout(late);
}

/** Processor time of all threads of a process so far [s]. */
export function processorTime(pid: number): Seconds {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce(
    (sum, task) =>
      sum + Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]) / 1e9,
    0,
  );
}

/**
 * Starts a relay, sends commands through it, and ends it.
 * @param rate - Commands a second [1/s].
 * @param duration - Measured time [s]; a second before it warms up.
 * @throws Error with one sentence when no relay came.
 */
export async function measure(
  { name, command }: Contender,
  topics: { readonly in: string; readonly out: string },
  generator: string,
  rate: number,
  duration: Seconds,
  priority: Priority,
  env: NodeJS.ProcessEnv,
): Promise<Figures> {
  // One relay remembers no latch of another that had to be ended by force.
  const home = mkdtempSync(join(tmpdir(), "coalign-relay-"));
  const relay = startProcess(prioritized(command, RELAY_PRIORITY, priority), {
    ...env,
    COALIGN_HOME: home,
  });
  try {
    await pause(1500);
    const counts = [rate, Math.round(rate * (duration + 1)), rate].map(String);
    const [program = "", ...args] = prioritized(
      [generator, topics.in, topics.out, ...counts],
      GENERATOR_PRIORITY,
      priority,
    );
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    let complaint = "";
    let before = 0;
    let after = 0;
    child.stdout.on("data", (data: Buffer) => (text += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      const said = data.toString();
      before = said.includes("measuring") ? processorTime(relay.pid ?? 0) : before;
      after = said.includes("measured") ? processorTime(relay.pid ?? 0) : after;
      complaint += said;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) {
      throw new Error(`${name}: ${complaint.trim().split("\n").at(-1) ?? "the generator failed"}`);
    }
    const figures = JSON.parse(text) as Omit<Figures, "cpu">;
    return { ...figures, cpu: ((after - before) * 1e6) / figures.sent };
  } finally {
    await endProcess(relay);
    rmSync(home, { recursive: true, force: true });
  }
}
