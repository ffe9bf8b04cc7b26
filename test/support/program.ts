import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { NODE_FLAGS } from "../../src/bus/ros2/node-flags.ts";
import { ros2Variables } from "./ros2.ts";

/** Programs in TypeScript that tests run as processes of their own. */

const FOLDER = join(".build", "test");

/** Bundles a program and gives the path of the result. Packages stay outside, so native addons are found. */
export async function bundleProgram(source: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = join(FOLDER, `${basename(source, ".ts")}.${process.pid}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

/** A process under test: what it says through `process.send`, what it prints, and how it ends. */
export class Program {
  readonly child: ChildProcess;
  readonly #said: unknown[] = [];
  #output = "";

  constructor(child: ChildProcess) {
    this.child = child;
    child.on("message", (message) => this.#said.push(message));
    child.stdout?.on("data", (data: Buffer) => (this.#output += data.toString()));
    child.stderr?.on("data", (data: Buffer) => (this.#output += data.toString()));
  }

  /**
   * Starts a bundled program, or one in plain JavaScript, with ROS 2 on a domain of its own.
   * @param file - The program.
   * @param domain - A ROS domain no other test file uses.
   * @param variables - Environment variables besides.
   */
  static start(
    file: string,
    domain: number,
    args: readonly string[] = [],
    variables: NodeJS.ProcessEnv = {},
  ): Program {
    const child = fork(file, [...args], {
      env: { ...ros2Variables(domain), ...variables, NODE_OPTIONS: "" },
      execArgv: [...NODE_FLAGS, "--expose-gc"],
      silent: true,
    });
    return new Program(child);
  }

  /** Everything it printed so far. */
  get output(): string {
    return this.#output;
  }

  get said(): readonly unknown[] {
    return this.#said;
  }

  /**
   * The first thing it says that fits.
   * @throws Error with its output when it ends or `timeout` [s] passes before.
   */
  async hear<T>(fits: (message: unknown) => message is T, timeout = 20): Promise<T> {
    const deadline = performance.now() + timeout * 1000;
    for (;;) {
      const index = this.#said.findIndex(fits);
      if (index >= 0) {
        return this.#said.splice(index, 1)[0] as T;
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`the program ended (${this.ending()}) before it said it:\n${this.#output}`);
      }
      if (performance.now() > deadline) {
        throw new Error(`the program did not say it within ${timeout} s:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Drops what it said under a name, so that the next word is a new one. */
  forget(name: string): void {
    const kept = this.#said.filter((message) => !(name in (message as object)));
    this.#said.splice(0, this.#said.length, ...kept);
  }

  tell(message: object): void {
    this.child.send(message);
  }

  /** Whether it still runs. */
  isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Exit code or signal of a program that ended. */
  ending(): string {
    return String(this.child.signalCode ?? this.child.exitCode);
  }

  /** Waits for its end and gives exit code or signal. */
  async ended(timeout = 10): Promise<string> {
    if (this.isAlive()) {
      const late = setTimeout(() => this.child.kill("SIGKILL"), timeout * 1000);
      await once(this.child, "close");
      clearTimeout(late);
    }
    return this.ending();
  }

  async kill(): Promise<void> {
    if (this.isAlive()) {
      this.child.kill("SIGKILL");
      await once(this.child, "close");
    }
  }
}
