import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { COMMAND_NAMES } from "../../../bus/topics.ts";
import { createRandom } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { endProcess, startProcess } from "../../bench/relay/contender.ts";
import { openBus } from "../../open-bus.ts";
import { BUNDLE } from "../../root.ts";
import type { TrialsJob } from "./run-trials.ts";
import { type Given, Witness } from "./witness.ts";

/** How the supervisor fails. */
const FAILURES = ["SIGKILL", "SIGSTOP", "stall", "heap nearly full", "heap full"] as const;

export type Failure = (typeof FAILURES)[number];

/** How long a stall of its event loop lasts [s]. */
const STALL: Seconds = 0.2;

/** Old space of the supervisors under trial [MiB], and how long one is kept nearly full [s]. */
const OLD_SPACE = 64;
const PRESSED: Seconds = 1;

/** How long a supervisor may take to die of a full heap [s]. */
const DYING: Seconds = 10;

/**
 * On signals, makes the supervisor's own event loop stand still, as a long computation in it would; or fills its heap, a
 * little at each turn of the loop: nearly, so that it collects garbage all the time, or until it dies of it.
 */
const SABOTEUR = `data:text/javascript,${encodeURIComponent(`
  import { getHeapStatistics } from "node:v8";
  const kept = [];
  const some = () => Array.from({ length: 8192 }, (_, i) => ({ i, text: "number " + i }));
  const share = ({ used_heap_size, heap_size_limit }) => used_heap_size / heap_size_limit;
  process.on("SIGUSR2", () => {
    const end = performance.now() + ${STALL * 1000};
    while (performance.now() < end);
  });
  process.on("SIGWINCH", () => {
    const end = performance.now() + ${PRESSED * 1000};
    const press = () => {
      const made = some();
      if (share(getHeapStatistics()) < 0.9) kept.push(made);
      if (performance.now() < end) setImmediate(press);
      else kept.length = 0;
    };
    press();
  });
  process.on("SIGQUIT", () => {
    const fill = () => {
      kept.push(some());
      setImmediate(fill);
    };
    fill();
  });
`)}`;

/** What brings each failure about. */
const SIGNALS = {
  SIGKILL: "SIGKILL",
  SIGSTOP: "SIGSTOP",
  stall: "SIGUSR2",
  "heap nearly full": "SIGWINCH",
  "heap full": "SIGQUIT",
} as const satisfies { readonly [F in Failure]: NodeJS.Signals };

/** How often a supervisor is started before it is given up [1]: a busy machine takes its time. */
const ATTEMPTS = 3;

/** One trial. */
export type DeadmanTrial = {
  readonly failure: Failure;
  /**
   * From the failure to the first zero at the base [s]; null when there was none. A heap fills while the supervisor still
   * speaks: then the longest that the base was left with a motion, neither told anew nor taken back.
   */
  readonly zero: Seconds | null;
  /** Whether the base was told to move again before the supervisor was back. */
  readonly held: "held" | "moved";
};

export type DeadmanFigures = { readonly trials: readonly DeadmanTrial[] };

/** Lets the supervisor fail in each way in turn, at random phases, and times the zero at the base. */
export async function tryDeadman(job: TrialsJob): Promise<DeadmanFigures> {
  const random = createRandom(job.seed);
  const node = [...job.prefix, process.execPath, "--no-memory-reducer"];
  const home = process.env["COALIGN_HOME"] ?? "";
  let lives = 0;
  // Each life is a robot of its own: one that died would come back latched.
  const supervise = (): ChildProcess =>
    startProcess(
      [
        ...[...node, `--max-old-space-size=${OLD_SPACE}`, "--import", SABOTEUR],
        ...[BUNDLE, "run", "safety_supervisor"],
      ],
      { ...process.env, COALIGN_HOME: join(home, String(lives++)) },
      "unseen",
    );
  const feed = startProcess([...node, BUNDLE, "feed"], process.env);
  const deadman = startProcess(
    [...node, BUNDLE, "run", "deadman", "--ros-args", "--log-level", "error"],
    process.env,
  );
  let supervisor = supervise();
  const open = await openBus("witness", []);
  const witness = new Witness(open.bus, COMMAND_NAMES.base);
  const trials: DeadmanTrial[] = [];
  try {
    for (let i = 0; i < job.trials; i++) {
      supervisor = await ready(witness, supervisor, supervise);
      const failure = FAILURES[i % FAILURES.length] ?? "SIGKILL";
      await pause(1000 * random.between(0, 0.04));
      const isOfHeap = failure === "heap nearly full" || failure === "heap full";
      const act = isOfHeap ? press : fail;
      trials.push(await act(witness, supervisor, failure));
    }
  } finally {
    supervisor.kill("SIGCONT");
    await Promise.all([supervisor, deadman, feed].map(endProcess));
    open.shutdown();
  }
  return { trials };
}

/** A supervisor that lets the base move: this one, or another. */
async function ready(
  witness: Witness,
  supervisor: ChildProcess,
  supervise: () => ChildProcess,
): Promise<ChildProcess> {
  witness.forget();
  if (isAlive(supervisor) && (await witness.moves(0.3, 8))) {
    return supervisor;
  }
  let next = supervisor;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await endProcess(next);
    next = supervise();
    if (await witness.moves(0.3, 20)) {
      return next;
    }
  }
  await endProcess(next);
  throw new Error("no supervisor lets the base move, so there is nothing to try");
}

function isAlive({ signalCode, exitCode }: ChildProcess): boolean {
  return signalCode === null && exitCode === null;
}

/** Fills the heap, and watches until the supervisor is itself again, or dead. */
async function press(
  witness: Witness,
  supervisor: ChildProcess,
  failure: Failure,
): Promise<DeadmanTrial> {
  witness.forget();
  supervisor.kill(SIGNALS[failure]);
  const until = witness.now() + (failure === "heap full" ? DYING : PRESSED);
  while (isAlive(supervisor) && witness.now() < until) {
    await pause(10);
  }
  await pause(400);
  const heard = witness.since(0);
  const last = heard.findLast(({ moves }) => moves === "moves")?.at ?? 0;
  const isSettled = failure !== "heap full" || (!isAlive(supervisor) && witness.now() - last > 0.2);
  return { failure, zero: longestMotion(heard, witness.now()), held: isSettled ? "held" : "moved" };
}

/** The longest time from a motion to whatever the base was told next [s]. */
function longestMotion(heard: readonly Given[], now: Seconds): Seconds {
  const gaps = heard.map(({ at, moves }, i) =>
    moves === "moves" ? (heard[i + 1]?.at ?? now) - at : 0,
  );
  return Math.max(0, ...gaps);
}

async function fail(
  witness: Witness,
  supervisor: ChildProcess,
  failure: Failure,
): Promise<DeadmanTrial> {
  const began = witness.now();
  supervisor.kill(SIGNALS[failure]);
  const zero = await witness.stands(began, 1);
  // A stalled supervisor is back by itself, and may then let the base move again; a stopped one when it is woken.
  const until = began + (failure === "stall" ? STALL - 0.02 : 0.4);
  await pause(Math.max(0, 1000 * (until - witness.now())));
  const after = witness.since(zero ?? until).filter(({ at }) => at < until);
  supervisor.kill("SIGCONT");
  const held = after.some(({ moves }) => moves === "moves") ? "moved" : "held";
  return { failure, zero: zero === undefined ? null : zero - began, held };
}
