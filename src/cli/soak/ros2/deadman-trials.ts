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
import { Witness } from "./witness.ts";

/** How the supervisor fails. */
const FAILURES = ["SIGKILL", "SIGSTOP", "stall"] as const;

export type Failure = (typeof FAILURES)[number];

/** How long a stall of its event loop lasts [s]. */
const STALL: Seconds = 0.2;

/** Makes the supervisor's own event loop stand still on a signal, as a long computation in it would. */
const STALLER = `data:text/javascript,process.on("SIGUSR2",()=>{const end=performance.now()+${STALL * 1000};while(performance.now()<end);})`;

/** How often a supervisor is started before it is given up [1]: a busy machine takes its time. */
const ATTEMPTS = 3;

/** One trial. */
export type DeadmanTrial = {
  readonly failure: Failure;
  /** From the failure to the first zero at the base [s]; null when there was none. */
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
    startProcess([...node, "--import", STALLER, BUNDLE, "run", "safety_supervisor"], {
      ...process.env,
      COALIGN_HOME: join(home, String(lives++)),
    });
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
      trials.push(await fail(witness, supervisor, failure));
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
  if (supervisor.signalCode === null && (await witness.moves(0.3, 8))) {
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

async function fail(
  witness: Witness,
  supervisor: ChildProcess,
  failure: Failure,
): Promise<DeadmanTrial> {
  const began = witness.now();
  supervisor.kill(failure === "stall" ? "SIGUSR2" : failure);
  const zero = await witness.stands(began, 1);
  // A stalled supervisor is back by itself, and may then let the base move again; a stopped one when it is woken.
  const until = began + (failure === "stall" ? STALL - 0.02 : 0.4);
  await pause(Math.max(0, 1000 * (until - witness.now())));
  const after = witness.since(zero ?? until).filter(({ at }) => at < until);
  supervisor.kill("SIGCONT");
  const held = after.some(({ moves }) => moves === "moves") ? "moved" : "held";
  return { failure, zero: zero === undefined ? null : zero - began, held };
}
