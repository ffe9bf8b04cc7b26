import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Loopback } from "../../../bus/loopback.ts";
import type { RunningNode } from "../../../bus/port.ts";
import { COMMAND_NAMES } from "../../../bus/topics.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { startEpisode, SUPERVISOR } from "../../episode.ts";
import { STANDING } from "../../evaluation.ts";
import type { NodeParameters, Setting } from "../../processes.ts";
import type { ContactEntry, Evaluation } from "../../report.ts";
import { readScenario } from "../../scenario.ts";
import { DECLARED, drawCase } from "./draw-case.ts";
import { startOracle, STEP, type Temperament } from "./oracle.ts";
import { startReckless } from "./reckless.ts";
import type { SeparationCase } from "./separation-case.ts";
import { worldFileOf } from "./world-file.ts";

/** Who holds the robot back instead of the supervisor: an oracle, or nobody. */
export type Besides = Temperament | "unheld";

export type SeparationJob = {
  readonly seed: number;
  /** Simulated time of the episode [s]. */
  readonly duration: Seconds;
  /** Who else drives through it. */
  readonly besides: readonly Besides[];
};

/** What one half of an episode came to. */
export type Drive = {
  /** Mean speed by odometry [m/s]. */
  readonly speed: number;
  /** Every contact, whoever caused it. */
  readonly touched: number;
  /** Contacts while the robot's own motors moved it faster than 0.01 m/s, whoever caused them. */
  readonly contacts: readonly ContactEntry[];
  readonly goals: number;
};

export type SeparationResult = {
  readonly seed: number;
  readonly place: SeparationCase["place"];
  readonly robot: SeparationCase["robot"];
  readonly commander: SeparationCase["commander"];
  readonly walkers: number;
  readonly base: SeparationCase["base"];
  readonly supervised: Drive;
} & { readonly [besides in Besides]?: Drive };

/** Nodes that have no say where the supervisor does not hold the robot. */
const FACULTIES = [SUPERVISOR, "theory_of_mind", "harm_prediction"] as const;

/** Runs one episode under the supervisor as shipped and, on the same seed, under others or nobody. */
export async function runCase({
  seed,
  duration,
  besides,
}: SeparationJob): Promise<SeparationResult> {
  const episode = drawCase(seed, duration);
  const folder = mkdtempSync(join(tmpdir(), "coalign-separation-"));
  try {
    const file = join(folder, "separation.world.yaml");
    writeFileSync(file, worldFileOf(episode));
    const supervised = await drive(episode, file, duration, "supervisor");
    const others: { [guard in Besides]?: Drive } = {};
    for (const guard of besides) {
      others[guard] = await drive(episode, file, duration, guard);
    }
    const { place, robot, commander, walkers, base } = episode;
    return {
      seed,
      place,
      robot,
      commander,
      walkers: walkers.length,
      base,
      supervised,
      ...others,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function drive(
  episode: SeparationCase,
  file: string,
  duration: Seconds,
  guard: "supervisor" | Besides,
): Promise<Drive> {
  const reckless = episode.commander === "reckless";
  const running = await startEpisode({
    scenario: readScenario(file),
    seed: episode.seed,
    supervision: guard === "unheld" ? "unsupervised" : "supervised",
    settings: new Set<Setting>(["simulation"]),
    without: [...(guard === "supervisor" ? [] : FACULTIES), ...(reckless ? ["commander"] : [])],
    parameters: {
      self_perception: declaredOf(episode),
      ...(guard === "supervisor" ? {} : { world: { truth_rate: 1 / STEP } }),
    },
  });
  const more = startMore(running.loopback, episode, guard);
  running.loopback.advance(duration);
  const evaluation = running.watch.evaluate();
  for (const node of more) {
    await node.stop();
  }
  await running.end();
  return driveOf(evaluation);
}

/**
 * What is declared of the base, and what the world's is up to a fifth off. Without this the nodes would be told what the
 * world file says of the base, which is the truth.
 */
function declaredOf({ robot }: SeparationCase): NodeParameters[string] {
  return { declared_braking: DECLARED.braking, declared_speed: DECLARED.speed[robot] };
}

/** The nodes of a run that are none of the runtime's. */
function startMore(
  loopback: Loopback,
  episode: SeparationCase,
  guard: "supervisor" | Besides,
): readonly RunningNode[] {
  const held = guard === "supervisor" || guard === "unheld";
  const topic = guard === "unheld" ? COMMAND_NAMES.out : COMMAND_NAMES.in;
  return [
    ...(held ? [] : [startOracle(loopback.bus("oracle"), episode, guard)]),
    ...(episode.commander === "reckless"
      ? [startReckless(loopback.bus("reckless"), episode, topic)]
      : []),
  ];
}

function driveOf({ motion, contacts, goals }: Evaluation): Drive {
  return {
    speed: motion.meanSpeed,
    touched: contacts.total,
    contacts: contacts.list.filter(({ robotOwnSpeed }) => robotOwnSpeed > STANDING),
    goals: goals.reached,
  };
}
