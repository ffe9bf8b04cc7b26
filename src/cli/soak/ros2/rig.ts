import type { ChildProcess } from "node:child_process";
import type { Bus } from "../../../bus/port.ts";
import { endProcess, startProcess } from "../../bench/relay/contender.ts";
import { openBus } from "../../open-bus.ts";
import { readProcesses } from "../../processes.ts";
import { BUNDLE } from "../../root.ts";
import type { TrialsJob } from "./run-trials.ts";

/** A supervisor of a robot in a long hall, each in a process of its own, and a node beside them. */
export type Rig = {
  readonly bus: Bus;
  readonly supervisor: ChildProcess;
  /** Ends all of it. */
  end(): Promise<void>;
};

/**
 * Starts it, with the flags that processes have in `launch/processes.yaml`.
 * @param more - Further nodes, each in a process of its own.
 */
export async function startRig({ prefix }: TrialsJob, more: readonly string[] = []): Promise<Rig> {
  const node = [...prefix, process.execPath, "--no-memory-reducer", BUNDLE];
  const quiet = ["--ros-args", "--log-level", "error"];
  const flagsOf = (name: string): readonly string[] =>
    readProcesses().find((process) => process.name === name)?.flags ?? [];
  const run = (name: string): ChildProcess =>
    startProcess(
      [...prefix, process.execPath, ...flagsOf(name), BUNDLE, "run", name, ...quiet],
      process.env,
    );
  const feed = startProcess([...node, "feed"], process.env);
  const supervisor = run("safety_supervisor");
  const others = more.map(run);
  const open = await openBus("trials", []);
  return {
    bus: open.bus,
    supervisor,
    end: async () => {
      await Promise.all([supervisor, ...others, feed].map(endProcess));
      open.shutdown();
    },
  };
}
