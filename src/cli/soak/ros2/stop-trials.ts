import { setTimeout as pause } from "node:timers/promises";
import { HumanAct_Request } from "../../../bus/messages/coalign-msgs.gen.ts";
import { Bool } from "../../../bus/messages/std-msgs.gen.ts";
import { Trigger_Request } from "../../../bus/messages/std-srvs.gen.ts";
import { COMMAND_NAMES, SERVICES, TOPICS } from "../../../bus/topics.ts";
import { createRandom } from "../../../quantity/random.ts";
import { endProcess, startProcess } from "../../bench/relay/contender.ts";
import { openBus } from "../../open-bus.ts";
import { BUNDLE } from "../../root.ts";
import type { TrialsJob } from "./run-trials.ts";
import { Witness } from "./witness.ts";

/** Stops asked for at a time [1]. */
const AT_ONCE = 4;

/** How long a stop may take to be answered before it counts as lost [s]. */
const PATIENCE = 5;

/** Messages of the flood for each stop: forged acts, and vetoes released, which release nothing [1]. */
const FLOOD = 8;

export type StopFigures = {
  readonly stops: number;
  /** Not answered, or not done. */
  readonly lost: number;
  readonly forged: number;
  readonly forgedAccepted: number;
  /** Answer of a stop: median, 99th percentile and longest [s]. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Whether the base was ever told to move after the first stop was answered. */
  readonly afterwards: "stood" | "moved";
};

/** Stops by the service under a flood of forged resumes and released vetoes, at a supervisor that lets the base move. */
export async function tryStops(job: TrialsJob): Promise<StopFigures> {
  const random = createRandom(job.seed);
  const node = [...job.prefix, process.execPath, "--no-memory-reducer"];
  const feed = startProcess([...node, BUNDLE, "feed"], process.env);
  const supervisor = startProcess([...node, BUNDLE, "run", "safety_supervisor"], process.env);
  const open = await openBus("witness", []);
  const { bus } = open;
  const witness = new Witness(bus, COMMAND_NAMES.out);
  const veto = bus.advertise(TOPICS.veto);
  const waits: number[] = [];
  let lost = 0;
  let forged = 0;
  let forgedAccepted = 0;
  let firstDone = Infinity;
  const stop = async (): Promise<void> => {
    const began = witness.now();
    try {
      const { success } = await bus.call(SERVICES.stop, Trigger_Request.create(), PATIENCE);
      lost += success ? 0 : 1;
      firstDone = Math.min(firstDone, witness.now());
      waits.push(witness.now() - began);
    } catch {
      lost += 1;
    }
  };
  const forge = async (): Promise<void> => {
    const service = random.chance(0.5) ? SERVICES.reset : SERVICES.resume;
    const act = HumanAct_Request.create({
      act: service === SERVICES.reset ? "reset" : "resume",
      robot: "robot",
      operator_name: "ada",
      reason: "let me",
      nonce: String(random.uniform()).padEnd(20, "0"),
      signature: new Uint8Array(64),
    });
    forged += 1;
    const answer = await bus.call(service, act, PATIENCE).catch(() => ({ success: false }));
    forgedAccepted += answer.success ? 1 : 0;
  };
  try {
    if (!(await witness.moves(0.3, 60))) {
      throw new Error("no supervisor lets the base move, so there is nothing to try");
    }
    let asked = 0;
    const lane = async (): Promise<void> => {
      while (asked < job.trials) {
        asked += 1;
        for (let i = 0; i < FLOOD; i++) {
          veto.publish(Bool.create({ data: false }));
        }
        await Promise.all([stop(), ...(asked % AT_ONCE === 0 ? [forge()] : [])]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await pause(500);
  } finally {
    await Promise.all([supervisor, feed].map(endProcess));
    open.shutdown();
  }
  waits.sort((a, b) => a - b);
  const rank = (share: number): number => waits[Math.floor(share * (waits.length - 1))] ?? Infinity;
  const moved = witness.since(firstDone + 0.05).some(({ moves }) => moves === "moves");
  return {
    stops: job.trials,
    lost,
    forged,
    forgedAccepted,
    p50: rank(0.5),
    p99: rank(0.99),
    max: rank(1),
    afterwards: moved ? "moved" : "stood",
  };
}
