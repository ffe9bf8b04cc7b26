import { createRandom } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import { type Engine, startPhysics } from "../physics/rapier.ts";
import { instantiate } from "../scenario/instantiate.ts";
import { type Cast, Simulation } from "../simulation/simulation.ts";
import { createPeople } from "../people/people.ts";
import { loadRobots } from "./load-robots.ts";
import { loadWorld } from "./load-world.ts";

export type LoadOptions = {
  /** Name or path of a world. */
  readonly world: string;
  /** Name or path of a robot instead of the first robot's own; empty for its own. */
  readonly robot: string;
  /** Folders that hold ROS packages. */
  readonly packages: readonly string[];
  readonly seed: number;
  /** Time of one physics step [s]. */
  readonly dt: Seconds;
};

/** A world ready to be played, as often as wanted. */
export type Playable = {
  readonly name: string;
  readonly engine: Engine;
  /** What was assumed about the robots, one sentence each. */
  readonly assumptions: readonly string[];
  /** The world at its beginning, at a simulated time [s]; the same every time but for the time. */
  begin(start: Seconds): Simulation;
};

/**
 * Loads a world, its robots and the physics engine.
 * @throws LoadProblem with one sentence for each thing that is wrong.
 */
export async function loadSimulation(options: LoadOptions): Promise<Playable> {
  const world = loadWorld(options.world);
  const robots = loadRobots(world, options.robot, options.packages);
  const engine = await startPhysics();
  return {
    name: world.description.name,
    engine,
    assumptions: robots.flatMap(({ profile, model }) =>
      profile.assumptions.map((sentence) => `${model.name}: ${sentence}`),
    ),
    begin: (start) => {
      const instance = instantiate(world.description, options.seed);
      const random = createRandom(options.seed).fork("world");
      const casts: Cast[] = robots.flatMap(({ model, profile }, index) => {
        const description = instance.robots[index];
        return description === undefined ? [] : [{ description, model, profile }];
      });
      return new Simulation({
        engine,
        instance,
        robots: casts,
        people: createPeople(instance, random.fork("people")),
        random: random.fork("sensors"),
        dt: options.dt,
        start,
      });
    },
  };
}
