import { readdirSync } from "node:fs";
import { setPriority } from "node:os";

/** What the supervisor asks for where it has no real-time priority: a core within milliseconds when others want it too. */
const NICE = -10;

/** Nodes that must be quick however busy the machine is. */
const FAVOURED: readonly string[] = ["safety_supervisor", "deadman"];

/**
 * Asks for a niceness of -10 for all threads of this process and those to come, where the user may have it. All, because
 * V8 waits for its own helpers before it collects garbage: a helper that waits for a core makes the supervisor wait.
 * @returns one sentence where it was granted.
 */
export function favour(nodes: readonly string[]): string | undefined {
  if (!nodes.some((name) => FAVOURED.includes(name))) {
    return undefined;
  }
  try {
    // Linux takes the number of a thread for that of a process here.
    for (const thread of readdirSync("/proc/self/task")) {
      setPriority(Number(thread), NICE);
    }
    return `runs at niceness ${NICE}, before others that want the processor`;
  } catch {
    return undefined;
  }
}
