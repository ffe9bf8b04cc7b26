import { turnBetween } from "../../../quantity/angle.ts";
import type { Twist } from "../../../quantity/frame.ts";
import { createRandom } from "../../../quantity/random.ts";
import type { Vector } from "../../../quantity/vector.ts";
import { createPeople } from "../../../world/people/people.ts";
import { loadRobots } from "../../../world/load/load-robots.ts";
import { loadWorld, type LoadedWorld } from "../../../world/load/load-world.ts";
import { startPhysics } from "../../../world/physics/rapier.ts";
import { instantiate } from "../../../world/scenario/instantiate.ts";
import type { SensorSettings } from "../../../world/scenario/description.ts";
import type {
  DetectionsReading,
  OdometryReading,
  ScanReading,
} from "../../../world/sensors/reading.ts";
import { type Cast, Simulation } from "../../../world/simulation/simulation.ts";
import { lidarOf, type Mounted } from "./mounted.ts";

/** Where everything really was: for the judge alone, never for a faculty. */
export type Truth = {
  readonly robot: { readonly x: number; readonly y: number; readonly yaw: number };
  /** Positions, world frame [m], by person. */
  readonly x: Float64Array;
  readonly y: Float64Array;
};

/** One reading with the truth at its time. */
export type Moment = {
  readonly reading: OdometryReading | ScanReading | DetectionsReading;
  readonly truth: Truth;
};

/** What one robot sensed among the people of a world, in order. */
export type Drill = {
  readonly moments: readonly Moment[];
  readonly lidar: Mounted;
  readonly people: number;
};

export type DrillOptions = {
  readonly world: string;
  readonly seed: number;
  /** [s] */
  readonly duration: number;
  /** Settings of the robot's detector instead of its own. */
  readonly detector: SensorSettings;
};

/** A detector at its worst: misses one in five in plain view, sees one who is not there each second, renames and swaps people. */
export const POOR_DETECTOR: SensorSettings = {
  miss: 0.2,
  miss_far: 0.2,
  false_alarms: 1,
  new_identity: 0.1,
  swap_identity: 0.5,
};

const STEP = 0.02;
/** Speed of the round [m/s]; it waits while something is this near ahead [m]. */
const SPEED = 0.6;
const ROOM = 0.6;
const HALF_WIDTH = 0.35;

/** Plays a world whose robot goes its round by itself, without any faculty, and keeps what it sensed. */
export async function recordDrill(options: DrillOptions): Promise<Drill> {
  const world = worldWith(loadWorld(options.world), options.detector);
  const robots = loadRobots(world, "", []);
  const engine = await startPhysics();
  const instance = instantiate(world.description, options.seed);
  const random = createRandom(options.seed).fork("world");
  const casts: Cast[] = robots.flatMap(({ model, profile }, index) => {
    const description = instance.robots[index];
    return description === undefined ? [] : [{ description, model, profile }];
  });
  const simulation = new Simulation({
    engine,
    instance,
    robots: casts,
    people: createPeople(instance, random.fork("people")),
    random: random.fork("sensors"),
    dt: STEP,
    start: 0,
  });
  const moments = play(simulation, instance.robots[0]?.goals ?? [], options.duration);
  return {
    moments,
    lidar: lidarOf(casts[0]?.profile),
    people: simulation.people.crowd.count,
  };
}

function worldWith(world: LoadedWorld, detector: SensorSettings): LoadedWorld {
  const robots = world.description.robots.slice(0, 1).map((robot) => ({
    ...robot,
    sensors: {
      ...robot.sensors,
      person_detector: { ...robot.sensors["person_detector"], ...detector },
    },
  }));
  return { ...world, description: { ...world.description, robots } };
}

function play(simulation: Simulation, goals: readonly Vector[], duration: number): Moment[] {
  const moments: Moment[] = [];
  let ahead = Infinity;
  let goal = 0;
  for (let step = 0; step * STEP < duration; step++) {
    if (step % 5 === 0) {
      const { x, y, yaw } = simulation.robots[0]?.motion ?? { x: 0, y: 0, yaw: 0 };
      const to = goals[goal % goals.length] ?? { x, y };
      goal += Math.hypot(to.x - x, to.y - y) < 0.5 ? 1 : 0;
      simulation.command(0, towards(turnBetween(yaw, Math.atan2(to.y - y, to.x - x)), ahead));
    }
    simulation.step((robot, reading) => {
      const { kind } = reading;
      if (robot !== 0 || (kind !== "odometry" && kind !== "scan" && kind !== "detections")) {
        return;
      }
      ahead = kind === "scan" ? roomAhead(reading) : ahead;
      moments.push({ reading, truth: truthOf(simulation) });
    });
  }
  simulation.end();
  return moments;
}

function truthOf({ robots, people: { crowd } }: Simulation): Truth {
  const { x, y, yaw } = robots[0]?.motion ?? { x: 0, y: 0, yaw: 0 };
  return { robot: { x, y, yaw }, x: crowd.x.slice(), y: crowd.y.slice() };
}

function towards(turn: number, ahead: number): Twist {
  const wz = Math.max(-1, Math.min(1, 2 * turn));
  const vx = Math.abs(turn) > 0.5 || ahead < ROOM ? 0 : SPEED;
  return { vx, vy: 0, wz };
}

function roomAhead({ angleMin, angleStep, ranges }: ScanReading): number {
  let room = Infinity;
  ranges.forEach((range, k) => {
    const angle = angleMin + k * angleStep;
    const across = Math.abs(range * Math.sin(angle));
    const along = range * Math.cos(angle);
    room = along > 0 && across < HALF_WIDTH ? Math.min(room, along) : room;
  });
  return room;
}
