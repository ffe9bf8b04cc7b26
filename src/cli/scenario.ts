import type { LoadedRobot } from "../world/load/load-robot.ts";
import { loadRobots } from "../world/load/load-robots.ts";
import { loadWorld } from "../world/load/load-world.ts";
import type { WorldDescription } from "../world/scenario/description.ts";

/** A world and the robot in it, read and checked before anything starts. */
export type Scenario = {
  /** As the user named it. */
  readonly world: string;
  readonly file: string;
  /** Name of an own robot or path of a URDF file; empty for the world's own choice. */
  readonly robot: string;
  readonly description: WorldDescription;
  /** Its robots, the driven one first. */
  readonly robots: readonly LoadedRobot[];
};

/** The world of `coalign start` when none is named. */
export const DEFAULT_WORLD = "shop-floor";

/**
 * Reads the world and its robots, with the settings the world gives them.
 * @throws LoadProblem with one sentence for each thing that is wrong, with file and line.
 */
export function readScenario(world: string, robot = ""): Scenario {
  const loaded = loadWorld(world);
  const robots = loadRobots(loaded, robot, []);
  const { file, description } = loaded;
  return { world, file, robot, description, robots };
}
