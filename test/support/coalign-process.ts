import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT } from "./repository.ts";

/** The command as a user runs it. */
export type Running = {
  readonly child: ChildProcess;
  /** Everything it printed. */
  text(): string;
  /** Exit code; rejects after that many seconds. */
  ended(seconds: number): Promise<number>;
};

/** Runs `coalign` with some words. */
export function runCoalign(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  const program = join(ROOT, "src", "setup", "coalign.mjs");
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      text += data.toString();
    });
  }
  const exit = new Promise<number>((resolve) => {
    child.once("close", (code) => resolve(code ?? -1));
  });
  return {
    child,
    text: () => text,
    ended: async (seconds) => await within(exit, seconds, () => text),
  };
}

async function within(exit: Promise<number>, seconds: number, text: () => string): Promise<number> {
  const stop = new AbortController();
  const late = pause(seconds * 1000, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`still running after ${seconds} s:\n${text()}`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([exit, late]);
  } finally {
    stop.abort();
  }
}

/** Resolves once something holds; rejects with `what` after that many seconds. */
export async function eventually(
  holds: () => boolean,
  seconds: number,
  what: () => string,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error(`not within ${seconds} s: ${what()}`);
    }
    await pause(50);
  }
}

/** Processes that descend from one, with what they run. */
export function childrenOf(
  pid: number,
): readonly { readonly pid: number; readonly args: string }[] {
  const lines = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = lines
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, own, parent, args]) => ({
      pid: Number(own),
      parent: Number(parent),
      args: args ?? "",
    }));
  return all.filter(({ parent }) => parent === pid);
}

/** State and command line of a process that runs still; one that has ended and waits to be collected does not. */
export function stillRunning(pid: number): string | undefined {
  try {
    const format = ["-o", "stat=,args=", "-p", String(pid)];
    const line = execFileSync("ps", format, { encoding: "utf8" }).trim();
    return line.startsWith("Z") ? undefined : line;
  } catch {
    return undefined;
  }
}

/** Whether a process still runs. */
export function isAlive(pid: number): boolean {
  return stillRunning(pid) !== undefined;
}
