import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningNode } from "../../../bus/port.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { startEpisode, SUPERVISOR } from "../../episode.ts";
import { STANDING } from "../../evaluation.ts";
import type { Setting } from "../../processes.ts";
import type { ContactEntry, Evaluation } from "../../report.ts";
import { readScenario } from "../../scenario.ts";
import { drawCase } from "./draw-case.ts";
import { startOracle, STEP } from "./oracle.ts";
import { startReckless } from "./reckless.ts";
import type { SeparationCase } from "./separation-case.ts";
import { worldFileOf } from "./world-file.ts";

export type SeparationJob = {
  readonly seed: number;
  /** Simulated time of the episode [s]. */
  readonly duration: Seconds;
  /** Whether the oracle drives through it too. */
  readonly oracle: "beside" | "without";
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
  readonly oracle?: Drive;
};

/** Nodes that have no say where the oracle drives. */
const FACULTIES = [SUPERVISOR, "theory_of_mind", "harm_prediction"] as const;

/** Runs one episode under the supervisor as shipped and, on the same seed, under the oracle. */
export async function runCase({
  seed,
  duration,
  oracle,
}: SeparationJob): Promise<SeparationResult> {
  const episode = drawCase(seed, duration);
  const folder = mkdtempSync(join(tmpdir(), "coalign-separation-"));
  try {
    const file = join(folder, "separation.world.yaml");
    writeFileSync(file, worldFileOf(episode));
    const supervised = await drive(episode, file, duration, "supervisor");
    const { place, robot, commander, walkers, base } = episode;
    return {
      seed,
      place,
      robot,
      commander,
      walkers: walkers.length,
      base,
      supervised,
      ...(oracle === "beside" ? { oracle: await drive(episode, file, duration, "oracle") } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function drive(
  episode: SeparationCase,
  file: string,
  duration: Seconds,
  guard: "supervisor" | "oracle",
): Promise<Drive> {
  const reckless = episode.commander === "reckless";
  const running = await startEpisode({
    scenario: readScenario(file),
    seed: episode.seed,
    supervision: "supervised",
    settings: new Set<Setting>(["simulation"]),
    without: [...(guard === "oracle" ? FACULTIES : []), ...(reckless ? ["commander"] : [])],
    parameters: guard === "oracle" ? { world: { truth_rate: 1 / STEP } } : {},
  });
  const besides: RunningNode[] = [
    ...(guard === "oracle" ? [startOracle(running.loopback.bus("oracle"), episode)] : []),
    ...(reckless ? [startReckless(running.loopback.bus("reckless"), episode)] : []),
  ];
  running.loopback.advance(duration);
  const evaluation = running.watch.evaluate();
  for (const node of besides) {
    await node.stop();
  }
  await running.end();
  return driveOf(evaluation);
}

function driveOf({ motion, contacts, goals }: Evaluation): Drive {
  return {
    speed: motion.meanSpeed,
    touched: contacts.total,
    contacts: contacts.list.filter(({ robotOwnSpeed }) => robotOwnSpeed > STANDING),
    goals: goals.reached,
  };
}
