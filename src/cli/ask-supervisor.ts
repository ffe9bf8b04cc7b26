import { setTimeout as pause } from "node:timers/promises";
import type { Bus, Service, Topic } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import type { Seconds } from "../quantity/time.ts";
import { openBus, type OpenBus } from "./open-bus.ts";
import { type OptionSpecs, UsageError } from "./usage.ts";
import { withRos2 } from "./with-ros2.ts";

/** How long the supervisor may take to be found and to answer [s]. */
export const PATIENCE = 8;

/** When no other supervisor has turned up for so long, all are known [s]; the ones known are asked meanwhile. */
const SETTLED: Seconds = 1;

/** Between two looks at the graph [s]. */
const LOOK: Seconds = 0.02;

/** Which robot a command is for. */
export const WHICH_ROBOT = {
  namespace: { kind: "text", value: "NAME", meaning: "Namespace of the robot [every robot's]." },
} as const satisfies OptionSpecs;

type Of = {
  <T>(entity: Topic<T>): Topic<T>;
  <Request, Response>(entity: Service<Request, Response>): Service<Request, Response>;
};

/** A supervisor on the graph, and how it is spoken to. */
export type Supervisor = {
  readonly bus: Bus;
  /** `/` or `/robot1`. */
  readonly namespace: string;
  /** A topic or service of its own, under its full name. */
  readonly of: Of;
};

/** Asks one supervisor and answers the exit code. */
type Ask = (supervisor: Supervisor) => Promise<number>;

/**
 * Asks every supervisor on the graph at once, each as soon as it is found, or the one in the namespace given.
 * @param argv - The words after `coalign` that ask the same.
 * @returns the worst exit code.
 * @throws Error with one sentence when none is found, or one does not answer.
 */
export async function askSupervisors(
  argv: readonly string[],
  namespace: string | undefined,
  ask: Ask,
): Promise<number> {
  return await onGraph(argv, namespace, async (open, given) => {
    const codes: number[] = [];
    const failures: unknown[] = [];
    const answers: Promise<unknown>[] = [];
    const start = (found: string): void => {
      const answer = askOne(open, found, ask);
      answers.push(
        answer.then(
          (code) => codes.push(code),
          (error: unknown) => failures.push(error),
        ),
      );
    };
    if (given === undefined) {
      await findAll(open, start);
    } else {
      start(given);
    }
    await Promise.all(answers);
    if (failures.length > 0) {
      throw failures[0];
    }
    return Math.max(...codes);
  });
}

/**
 * Asks the one supervisor there is, or the one in the namespace given.
 * @param argv - The words after `coalign` that ask the same.
 * @throws UsageError where several are found: an act of a human is for one robot.
 * @throws Error with one sentence when none is found or it does not answer.
 */
export async function askSupervisor(
  argv: readonly string[],
  namespace: string | undefined,
  ask: Ask,
): Promise<number> {
  return await onGraph(argv, namespace, async (open, given) => {
    const found: string[] = [];
    if (given === undefined) {
      await findAll(open, (name) => found.push(name));
    }
    if (found.length > 1) {
      throw new UsageError(`--namespace must say which robot: one of ${found.sort().join(", ")}`);
    }
    return await askOne(open, given ?? found[0] ?? "/", ask);
  });
}

/** With a node that lives as long as that. @param namespace - As the user wrote it. */
async function onGraph(
  argv: readonly string[],
  namespace: string | undefined,
  act: (open: OpenBus, namespace: string | undefined) => Promise<number>,
): Promise<number> {
  const given = namespace === undefined ? undefined : readNamespace(namespace);
  const words = given === undefined ? argv : [...argv, "--namespace", given];
  return await withRos2(words, async () => {
    const open = await openBus(`coalign_${process.pid}`, []);
    try {
      return await act(open, given);
    } finally {
      open.shutdown();
    }
  });
}

/** @throws UsageError when it is no namespace of ROS 2. */
function readNamespace(text: string): string {
  const name = text.startsWith("/") ? text : `/${text}`;
  if (name !== "/" && !/^(\/[A-Za-z_][A-Za-z0-9_]*)+$/.test(name)) {
    throw new UsageError(
      `--namespace must be a namespace of ROS 2, as '/robot1', and not '${text}'`,
    );
  }
  return name;
}

async function askOne({ bus }: OpenBus, namespace: string, ask: Ask): Promise<number> {
  const before = namespace === "/" ? "" : namespace;
  const of = <E extends { readonly name: string }>(entity: E): E => {
    return { ...entity, name: `${before}${entity.name}`, owner: "everyone" };
  };
  try {
    return await ask({ bus, namespace, of });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const where = namespace === "/" ? "" : ` in ${namespace}`;
    throw new Error(`no supervisor answers${where} (${why}); is one running?`, { cause: error });
  }
}

/**
 * Looks for supervisors until no other turns up: each publishes which start it is, and nobody else does.
 * @throws Error with one sentence when there is none within `PATIENCE`.
 */
async function findAll(
  { bus, topicNames }: OpenBus,
  found: (namespace: string) => void,
): Promise<void> {
  const began = bus.monotonic();
  const known = new Set<string>();
  let last = began;
  while (bus.monotonic() - last < (known.size === 0 ? PATIENCE : SETTLED)) {
    for (const topic of topicNames().filter((name) => name.endsWith(TOPICS.boot.name))) {
      const namespace = topic.slice(0, -TOPICS.boot.name.length);
      if (!known.has(namespace) && bus.publishers(topic).length > 0) {
        known.add(namespace);
        last = bus.monotonic();
        found(namespace === "" ? "/" : namespace);
      }
    }
    await pause(1000 * LOOK);
  }
  if (known.size === 0) {
    throw new Error(`no supervisor was found within ${PATIENCE} s; is one running?`);
  }
}
