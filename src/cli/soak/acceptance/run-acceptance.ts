import type { Loopback } from "../../../bus/loopback.ts";
import { EntityState, SetEntityState } from "../../../bus/messages/simulation-interfaces.gen.ts";
import type { Bus, RunningNode } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../../../bus/topics.ts";
import { headerAt, twistMessage } from "../../../nodes/safety-supervisor/messages.ts";
import { quaternionOf, yawOf } from "../../../quantity/angle.ts";
import type { Pose } from "../../../quantity/frame.ts";
import { createRandom } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { add, direction, scale, type Vector } from "../../../quantity/vector.ts";
import { startEpisode } from "../../episode.ts";
import type { Setting } from "../../processes.ts";
import { readScenario } from "../../scenario.ts";
import { judgeVisits, type Output, type Visit, type VisitFigures } from "./judge-visits.ts";
import {
  type AcceptanceJob,
  ASKED,
  AWAY,
  BASE,
  CEILING,
  CIRCLE,
  OBSTACLE,
  SETTLED,
  withStage,
} from "./stage.ts";

/** Between two commands [s]. */
const PERIOD: Seconds = 0.05;

/** How long the obstacle stays, and how long it is away [s]. */
const STAYS = [1, 2.5] as const;
const AWAY_FOR = [1.5, 3] as const;

/** How far from the base it is put, on the robot's way, for the separation to forbid all motion [m]. */
const BEFORE = [0.06, 0.12] as const;

/**
 * How deep in the circle its nearest side is put, from any bearing [m]: deeper than the robot rolls on while it stops
 * (0.06 m) and a range is off (0.03 m), or the obstacle would be out of the circle again by the robot's own way.
 */
const DEEP = [0.1, 0.4] as const;

/** One run: an obstacle comes into the way again and again, at random moments, while the robot is asked to move. */
export async function runAcceptance(job: AcceptanceJob): Promise<VisitFigures> {
  return await withStage(job, async ({ world, zones }) => {
    const episode = await startEpisode({
      scenario: readScenario(world),
      seed: job.seed,
      supervision: "supervised",
      settings: new Set<Setting>(["simulation"]),
      without: ["commander"],
      parameters: {
        world: { truth_rate: 50 },
        safety_supervisor: {
          max_speed: CEILING.speed,
          max_spin: CEILING.spin,
          ...(job.guard === "circle" ? { zones_file: zones } : {}),
        },
      },
    });
    const { loopback } = episode;
    const asking = keepAsking(loopback.bus("asker"));
    const outputs: Output[] = [];
    loopback.bus("ear").subscribe(commandTopic(COMMAND_NAMES.out), ({ twist }) => {
      const moves = Math.hypot(twist.linear.x, twist.linear.y, twist.angular.z) > 0;
      outputs.push({ at: loopback.time, moves });
    });
    const visits = receive(loopback, job);
    await asking.stop();
    await episode.end();
    return judgeVisits(visits, outputs);
  });
}

function keepAsking(bus: Bus): RunningNode {
  const out = bus.advertise(commandTopic(COMMAND_NAMES.in));
  const timer = bus.every(PERIOD, "steady", () =>
    out.publish({ header: headerAt(bus.now(), "base_link"), twist: twistMessage(ASKED) }),
  );
  return { stop: () => timer.cancel() };
}

/** Lets the obstacle come and go. */
function receive(loopback: Loopback, job: AcceptanceJob): readonly Visit[] {
  const bus = loopback.bus("mover");
  const random = createRandom(job.seed).fork("acceptance");
  let robot: Pose<"world", "base"> = { x: 0, y: 0, yaw: 0 };
  bus.subscribe(TOPICS.worldTruth, ({ entities }) => {
    const found = entities.find(({ kind }) => kind === "robot");
    if (found !== undefined) {
      const { position, orientation } = found.pose;
      robot = { x: position.x, y: position.y, yaw: yawOf(orientation) };
    }
  });
  const put = (at: Vector): void => {
    const state = EntityState.create({
      pose: { position: { ...at, z: 0.5 }, orientation: quaternionOf(0) },
    });
    const request = { entity: "obstacle", state, set_pose: true, set_twist: true };
    void bus.call(
      { name: "/set_entity_state", type: SetEntityState },
      SetEntityState.request.create(request),
      1,
    );
  };
  loopback.advance(SETTLED);
  return Array.from({ length: job.visits }, () => {
    loopback.advance(loopback.time + random.between(...AWAY_FOR));
    const from = loopback.time;
    put(
      job.guard === "circle"
        ? beside(robot, random.between(-Math.PI, Math.PI), CIRCLE - random.between(...DEEP))
        : beside(robot, random.between(-0.15, 0.35), BASE + random.between(...BEFORE)),
    );
    loopback.advance(from + random.between(...STAYS));
    put(AWAY);
    return { from, to: loopback.time };
  });
}

/** Where the obstacle stands if its nearest side has a bearing and a distance from the robot's middle. */
function beside(robot: Pose<"world", "base">, bearing: number, distance: number): Vector {
  return add(robot, scale(direction(robot.yaw + bearing), distance + OBSTACLE));
}
