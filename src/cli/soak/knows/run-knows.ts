import type { EntityTruth, Person } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Bus } from "../../../bus/port.ts";
import { TOPICS } from "../../../bus/topics.ts";
import { yawOf } from "../../../quantity/angle.ts";
import { compose, invert, type Pose, toOuter } from "../../../quantity/frame.ts";
import { secondsOf, type Seconds } from "../../../quantity/time.ts";
import type { Vector } from "../../../quantity/vector.ts";
import { startEpisode } from "../../episode.ts";
import type { Setting } from "../../processes.ts";
import { readScenario } from "../../scenario.ts";
import type { Answered } from "./area-under-curve.ts";

/** One run of a world. */
export type KnowsJob = {
  readonly world: string;
  readonly robot?: string | undefined;
  readonly seed: number;
  readonly duration: Seconds;
};

/** What was told of one person at one moment, and what was so. */
export type KnowsCase = Answered & { readonly distance: number };

export type KnowsRun = { readonly world: string; readonly cases: readonly KnowsCase[] };

/** A person told within this of one who is there is that one [m]. */
const SAME = 0.75;
/** Somebody told is judged this often [s]; who is less believed than this is not [1]. */
const PERIOD: Seconds = 0.5;
const BELIEVED = 0.5;

/**
 * Runs one world, supervised, on the loopback bus, and sets what the minds tell beside the ground truth. It publishes
 * nothing, so nothing of the truth can reach the robot.
 */
export async function runKnows({ world, robot, seed, duration }: KnowsJob): Promise<KnowsRun> {
  const episode = await startEpisode({
    scenario: readScenario(world, robot),
    seed,
    supervision: "supervised",
    settings: new Set<Setting>(["simulation"]),
  });
  const cases = watchKnows(episode.loopback.bus("judge"));
  episode.loopback.advance(duration);
  await episode.end();
  return { world, cases };
}

function watchKnows(bus: Bus): readonly KnowsCase[] {
  const cases: KnowsCase[] = [];
  let odom: Pose<"odom", "base"> | undefined;
  let truth: readonly EntityTruth[] = [];
  let due: Seconds = 0;
  bus.subscribe(TOPICS.odom, ({ pose: { pose } }) => {
    odom = { x: pose.position.x, y: pose.position.y, yaw: yawOf(pose.orientation) };
  });
  bus.subscribe(TOPICS.worldTruth, ({ entities }) => {
    truth = entities;
  });
  bus.subscribe(TOPICS.people, ({ header, people }) => {
    const now = secondsOf(header.stamp);
    const real = truth.find(({ kind }) => kind === "robot");
    if (now >= due && odom !== undefined && real !== undefined) {
      due = now + PERIOD;
      const world = compose(placeOf(real), invert(odom));
      cases.push(...pairs(people, world, truth, placeOf(real)));
    }
  });
  return cases;
}

function placeOf({ pose }: EntityTruth): Pose<"world", "base"> {
  return { x: pose.position.x, y: pose.position.y, yaw: yawOf(pose.orientation) };
}

/** Who is told with who is there, the nearest pairs first, each once. */
function pairs(
  people: readonly Person[],
  world: Pose<"world", "odom">,
  truth: readonly EntityTruth[],
  robot: Vector,
): readonly KnowsCase[] {
  const found = people
    .filter(({ confidence }) => confidence > BELIEVED)
    .flatMap((person) => {
      const place = toOuter(world, person.position);
      return truth
        .filter(({ kind }) => kind === "person")
        .map((entity) => ({ person, entity, off: distance(place, entity.pose.position) }));
    })
    .filter(({ off }) => off < SAME)
    .sort((a, b) => a.off - b.off);
  const taken = new Set<object>();
  return found.flatMap(({ person, entity }) => {
    if (taken.has(person) || taken.has(entity)) {
      return [];
    }
    taken.add(person).add(entity);
    const { knows_robot: knows, pose } = entity;
    return [
      { score: person.aware_of_robot, truth: knows, distance: distance(robot, pose.position) },
    ];
  });
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
