import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Seconds } from "../quantity/time.ts";
import type { Process } from "./processes.ts";

/** How long a process may take to end after it was asked to [s]. */
const GRACE: Seconds = 3;

/** How long a process that died waits before it is brought back [s]; each quick death doubles it. */
const REST: Seconds = 0.1;
const LONGEST_REST: Seconds = 5;

/** A process that lived this long did not die quickly [s]. */
const LIVED: Seconds = 10;

export type Life = "first" | "reborn";

/** What the fleet tells whoever started it. */
export type FleetEvents = {
  /** A message over the channel to a process. */
  message(process: Process, message: unknown): void;
  /** A line a process printed. */
  line(process: Process, line: string): void;
  /** A process ended that nobody asked to end. */
  died(process: Process, how: string): void;
};

/** Processes that start and end together. None outlives this one: each ends when the channel to it does. */
export type Fleet = {
  /** Sends a message to a process that runs; silent when it does not. */
  send(name: string, message: object): void;
  /** Ends one process: SIGINT, then SIGKILL. */
  end(name: string): Promise<void>;
  /** Ends all, the last started first. */
  endAll(): Promise<void>;
};

type Member = {
  readonly process: Process;
  child: ChildProcess;
  rest: Seconds;
  ending: boolean;
};

/**
 * Starts all processes, in order.
 * @param command - Program, arguments and environment of a process in one of its lives.
 */
export function startFleet(
  processes: readonly Process[],
  command: (process: Process, life: Life) => readonly string[],
  env: NodeJS.ProcessEnv,
  events: FleetEvents,
): Fleet {
  const members = new Map<string, Member>();

  const launch = (process: Process, life: Life): ChildProcess => {
    const began = performance.now();
    // A group of its own: Ctrl-C in a terminal reaches the parent alone, which stops the robot before any process ends.
    const child = spawn(globalThis.process.execPath, command(process, life), {
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    if (process.priority === "real-time") {
      takeRealTime(child.pid);
    }
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) {
        createInterface({ input: stream }).on("line", (line) => events.line(process, line));
      }
    }
    child.on("message", (message) => events.message(process, message));
    child.on("error", () => undefined);
    child.once("exit", (code, signal) => {
      const member = members.get(process.name);
      if (member === undefined || member.ending) {
        return;
      }
      events.died(process, signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`);
      if (process.respawn) {
        const quick = performance.now() - began < LIVED * 1000;
        member.rest = quick ? Math.min(LONGEST_REST, member.rest * 2) : REST;
        setTimeout(() => {
          if (!member.ending) {
            member.child = launch(process, "reborn");
          }
        }, member.rest * 1000);
      }
    });
    return child;
  };

  for (const process of processes) {
    members.set(process.name, {
      process,
      child: launch(process, "first"),
      rest: REST / 2,
      ending: false,
    });
  }
  const end = async (name: string): Promise<void> => {
    const member = members.get(name);
    if (member !== undefined) {
      member.ending = true;
      await endChild(member.child);
    }
  };
  return {
    end,
    send: (name, message) => {
      const child = members.get(name)?.child;
      if (child?.connected === true) {
        child.send(message, () => undefined);
      }
    },
    endAll: async () => {
      for (const member of members.values()) {
        member.ending = true;
      }
      for (const name of [...members.keys()].reverse()) {
        await end(name);
      }
    },
  };
}

/** Real-time priority of `chrt -f`, as the benchmark of the relay uses it. */
const PRIORITY = "50";

/** Gives a process and the threads it will have real-time priority, where the user may; elsewhere nothing changes. */
function takeRealTime(pid: number | undefined): void {
  if (pid !== undefined) {
    const chrt = spawn("chrt", ["-a", "-f", "-p", PRIORITY, String(pid)], { stdio: "ignore" });
    chrt.on("error", () => undefined);
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), GRACE * 1000);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGINT");
  });
}
