import type { Seconds } from "../../../quantity/time.ts";
import { startEpisode } from "../../episode.ts";
import type { NodeParameters, Setting } from "../../processes.ts";
import type { Evaluation } from "../../report.ts";
import { readScenario } from "../../scenario.ts";
import { type Reactions, watchReactions } from "./watch-reactions.ts";

/** One run of a pair. */
export type MindsJob = {
  readonly world: string;
  readonly robot?: string | undefined;
  readonly seed: number;
  readonly duration: Seconds;
  /** `off`: nobody estimates people, and the commander drives as if there were none. */
  readonly minds: "on" | "off";
};

export type MindsRun = Pick<MindsJob, "world" | "seed" | "minds"> &
  Reactions &
  Pick<Evaluation, "goals" | "motion"> & {
    /** How often the supervisor brought a commanded motion to standstill [1]. */
    readonly stops: number;
    /** Contacts by the robot's own motion [1]. */
    readonly contacts: number;
  };

/** What differs between the two runs of a pair; the red lines and the seed do not. */
const WITHOUT_MINDS = ["theory_of_mind", "harm_prediction"];
const HEEDS: NodeParameters = { commander: { heeds: "people" } };

/** Runs one world once, on the loopback bus, supervised. */
export async function runMinds({
  world,
  robot,
  seed,
  duration,
  minds,
}: MindsJob): Promise<MindsRun> {
  const episode = await startEpisode({
    scenario: readScenario(world, robot),
    seed,
    supervision: "supervised",
    settings: new Set<Setting>(["simulation"]),
    ...(minds === "on" ? { parameters: HEEDS } : { without: WITHOUT_MINDS }),
  });
  const reactions = watchReactions(episode.loopback.bus("reactions"));
  episode.loopback.advance(duration);
  const { goals, motion, contacts, decisions } = episode.watch.evaluate();
  await episode.end();
  return {
    world,
    seed,
    minds,
    ...reactions(),
    goals,
    motion,
    stops: decisions.stops,
    contacts: contacts.byOwnMotion,
  };
}
