import { createRandom } from "../../../src/quantity/random.ts";
import { loadRobot } from "../../../src/world/load/load-robot.ts";
import { startPhysics } from "../../../src/world/physics/rapier.ts";
import type { Overrides } from "../../../src/world/robot/read-profile.ts";
import type {
  LooseObject,
  Stand,
  Structure,
  WorldInstance,
} from "../../../src/world/scenario/description.ts";
import type { Reading } from "../../../src/world/sensors/reading.ts";
import type { ContactReport } from "../../../src/world/simulation/contact-watch.ts";
import { Simulation } from "../../../src/world/simulation/simulation.ts";
import { scriptedPeople, type Walker } from "./scripted-people.ts";

export type Setting = {
  readonly structures?: readonly Structure[];
  readonly objects?: readonly LooseObject[];
  readonly walkers?: readonly Walker[];
  readonly start?: Stand;
  readonly robot?: string;
  readonly seed?: number;
  readonly settings?: Overrides["settings"];
};

/** A simulation of one robot in a bare world. */
export async function stageWith(setting: Setting): Promise<Simulation> {
  const engine = await startPhysics();
  const { model, profile } = loadRobot(setting.robot ?? "diff_base", [], [], {
    settings: setting.settings ?? {},
    where: (part) => part,
  });
  const description = {
    id: "robot",
    urdf: model.name,
    start: setting.start ?? { x: 0, y: 0, yaw: 0 },
    goals: [],
    radius: 0.3,
    sensors: {},
  };
  const instance: WorldInstance = {
    name: "bare",
    seed: 1,
    bounds: { minX: -20, minY: -20, maxX: 20, maxY: 20 },
    structures: setting.structures ?? [],
    objects: setting.objects ?? [],
    places: [],
    people: [],
    robots: [description],
  };
  return new Simulation({
    engine,
    instance,
    robots: [{ description, model, profile }],
    people: scriptedPeople(setting.walkers ?? []),
    random: createRandom(setting.seed ?? 1),
    dt: 0.02,
    start: 0,
  });
}

export type Course = {
  readonly readings: readonly Reading[];
  readonly contacts: readonly ContactReport[];
};

/** Steps on for a time [s]; `before` is called before every step. */
export function run(
  simulation: Simulation,
  duration: number,
  before: (time: number) => void = () => undefined,
): Course {
  const readings: Reading[] = [];
  const contacts: ContactReport[] = [];
  const end = simulation.time + duration;
  while (simulation.time < end - 1e-9) {
    before(simulation.time);
    contacts.push(...simulation.step((_, reading) => readings.push(reading)));
  }
  return { readings, contacts };
}

/** Commands the robot straight on, every 0.1 s. */
export function driveAt(
  simulation: Simulation,
  vx: number,
  wz = 0,
  vy = 0,
): (time: number) => void {
  let next = 0;
  return (time) => {
    if (time >= next) {
      simulation.command(0, { vx, vy, wz });
      next = time + 0.1 - 1e-9;
    }
  };
}
