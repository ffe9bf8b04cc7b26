import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Random } from "../../quantity/random.ts";
import { restartWith } from "./latch-rig.ts";

/** When a supervisor was killed, and what the next one made of it. */
export type KillRound = {
  /** `latching`: within the milliseconds in which it was vetoed; `starting`: a latched one that was only coming up. */
  readonly phase: "latching" | "starting";
  /** After the word that it is being vetoed, or after its start [ms]. */
  readonly after: number;
  readonly outcome: "latched" | "not latched";
};

/** Longest time after the veto at which it is killed: writing down the cause takes less [ms]. */
const LATCHING = 15;

/** Longest time after its start at which a latched supervisor is killed: coming up takes less [ms]. */
const STARTING = 400;

/**
 * Kills a supervisor with `kill -9` at a random point, and starts the next one with the same latch file.
 * @param program - What to run for a supervisor, and its arguments before the latch file.
 * @param phase - For `starting` the latch file must be one of a supervisor that latched.
 */
export async function killOnce(
  program: readonly [string, ...string[]],
  file: string,
  phase: KillRound["phase"],
  random: Random,
): Promise<KillRound> {
  const [command, ...args] = program;
  const child = spawn(command, [...args, file], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const after = random.between(0, phase === "latching" ? LATCHING : STARTING);
  if (phase === "latching") {
    await once(child.stdout, "data");
    const until = performance.now() + after;
    while (performance.now() < until) {
      // Finer than any timer.
    }
  } else {
    await new Promise((resolve) => setTimeout(resolve, after));
  }
  child.kill("SIGKILL");
  await exit;
  const { state, moved } = await restartWith(file);
  const isLatched = state?.latched === true && !moved;
  return { phase, after, outcome: isLatched ? "latched" : "not latched" };
}
