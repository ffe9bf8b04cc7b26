import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Seconds } from "../../../quantity/time.ts";
import { ROOT } from "../../root.ts";
import { describeRos2 } from "../../ros2-environment.ts";

/** What it says: one JSON object a line. */
type Said = { readonly event: string };

/** An rclpy program of this folder, spoken to by lines: an independent implementation of ROS 2. */
export class RclpyProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Set<(said: Said) => void>();

  /** @param prefix - Program and arguments that stand before it. */
  constructor(name: string, args: readonly string[], prefix: readonly string[]) {
    const { python } = describeRos2();
    const script = join(ROOT, "src", "cli", "soak", "ros2", name);
    const [program, ...rest] = [...prefix, python === "" ? "python3" : python] as [string];
    this.#child = spawn(program, [...rest, script, ...args], { env: process.env });
    this.#child.stderr.pipe(process.stderr);
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      const said = JSON.parse(line) as Said;
      [...this.#waiting].forEach((hear) => hear(said));
    });
  }

  tell(word: object): void {
    this.#child.stdin.write(`${JSON.stringify(word)}\n`);
  }

  /**
   * The next thing of a kind that it says. Ask before it can have said it.
   * @throws Error with one sentence when it says none within `timeout` [s].
   */
  async hear<T extends Said>(event: T["event"], timeout: Seconds): Promise<T> {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(hear);
        reject(new Error(`the rclpy process said no '${event}' within ${timeout} s`));
      }, timeout * 1000);
      const hear = (said: Said): void => {
        if (said.event === event) {
          clearTimeout(timer);
          this.#waiting.delete(hear);
          resolve(said as T);
        }
      };
      this.#waiting.add(hear);
    });
  }

  /** @param how - `in order`: it is told nothing more, which ends it; `killed`: at once, with SIGKILL. */
  async end(how: "in order" | "killed"): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, "close");
      if (how === "killed") {
        this.#child.kill("SIGKILL");
      } else {
        this.#child.stdin.end();
      }
      const late = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
      await closed;
      clearTimeout(late);
    }
  }
}

/** Seconds to add to the monotonic time of this process for what Python and C call the monotonic clock. */
export function monotonicOffset(): Seconds {
  return Number(process.hrtime.bigint()) / 1e9 - performance.now() / 1000;
}
