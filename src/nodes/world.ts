import { type CommandTypeSetting, whenTypeKnown } from "../bus/command-type.ts";
import type { Twist as TwistMessage } from "../bus/messages/geometry-msgs.gen.ts";
import { ParameterError } from "../bus/parameters.ts";
import type { Bus, NodeDefinition, Timer } from "../bus/port.ts";
import { commandTopic, plainCommandTopic } from "../bus/topics.ts";
import { type LoadOptions, loadSimulation, type Playable } from "../world/load/load-simulation.ts";
import { LoadProblem } from "../world/load/problem.ts";
import { engineBuild } from "../world/physics/rapier.ts";
import { Player } from "../world/simulation/player.ts";
import { twistOf } from "./hear-commands.ts";
import { openOutlet } from "./world-outlet.ts";
import { serveSimulation } from "./world-services.ts";
import { WORLD_PARAMETERS } from "./world-parameters.ts";

/** Steps made up for at once when the machine fell behind; more are let go [1]. */
const MOST_STEPS = 5;

/**
 * The simulated world: physics, people, robots, sensors and the clock. What is under `/ground_truth/**` is for
 * recording, the console and evaluation, and never for the robot.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | parameter `cmd_vel_topic` | geometry_msgs/TwistStamped or Twist | in | as it comes |
 * | `/clock` | rosgraph_msgs/Clock | out | every step, none while paused |
 * | `/odom`, `/tf`, `/joint_states`, `/imu`, `/bumper` | nav_msgs, tf2_msgs, sensor_msgs, std_msgs | out | 50 Hz |
 * | `/scan` | sensor_msgs/LaserScan | out | 10 Hz |
 * | `/people_detections` | coalign_msgs/PersonDetections | out | 10 Hz |
 * | `/robot_description`, `/tf_static` | std_msgs/String, tf2_msgs/TFMessage | out | latched |
 * | `/ground_truth/world` | coalign_msgs/WorldTruth | out | 10 Hz |
 * | `/ground_truth/contacts` | coalign_msgs/Contact | out | when one begins, again when its force grew |
 *
 * It serves simulation_interfaces: `/get_simulator_features`, `/get_simulation_state`, `/set_simulation_state`,
 * `/step_simulation`, `/reset_simulation`, `/spawn_entity`, `/delete_entity`, `/get_entities`, `/get_entities_states`,
 * `/get_entity_state`, `/set_entity_state`, `/get_entity_info`.
 *
 * Rates are the robot's own settings. A second message about one contact (same stamp, link, other and part) replaces
 * the first. More robots than one have these topics under `/ID`.
 */
export const world: NodeDefinition<typeof WORLD_PARAMETERS> = {
  name: "world",
  parameters: WORLD_PARAMETERS,
  inactive: "silent",
  start: async (bus, parameters) => {
    const playable = await load({
      world: parameters.world,
      robot: parameters.robot,
      packages: parameters.package_path,
      seed: parameters.seed,
      dt: parameters.step,
    });
    playable.assumptions.forEach((sentence) => bus.log("warn", sentence));
    bus.log("info", `${playable.name}, seed ${parameters.seed}, ${engineBuild(playable.engine)}`);
    const player = new Player(playable, parameters.paused ? "paused" : "playing");
    const ids = player.simulation.robots.map(({ id }) => id);
    const outlet = openOutlet(bus, ids, 1 / parameters.truth_rate);
    outlet.introduce(player.simulation);
    const step = (): void => {
      const { simulation } = player;
      const readings: (() => void)[] = [];
      const contacts = player.step((robot, reading) => {
        const base = simulation.robots[robot]?.model.root ?? "base_link";
        readings.push(() => outlet.reading(robot, reading, base));
      });
      outlet.clock(simulation.time);
      readings.forEach((publish) => publish());
      outlet.contacts(contacts);
      outlet.truth(simulation);
    };
    serveSimulation(bus, player, playable.engine, step, (scope) => {
      if (scope.spawned) {
        player.forgetSpawned();
      }
      if (scope.state) {
        outlet.contacts(player.restart());
      }
    });
    hearDrivers(bus, parameters, ids, (robot, message) =>
      player.simulation.command(robot, twistOf(message)),
    );
    const timer = pace(bus, parameters.step, parameters.speed, () => {
      if (player.mode === "playing") {
        step();
      }
    });
    return {
      stop: () => {
        timer.cancel();
        outlet.contacts(player.end());
      },
    };
  },
};

async function load(options: LoadOptions): Promise<Playable> {
  try {
    return await loadSimulation(options);
  } catch (error) {
    throw error instanceof LoadProblem ? new ParameterError(error.message) : error;
  }
}

/** Listens to the commands of every base. */
function hearDrivers(
  bus: Bus,
  parameters: {
    readonly cmd_vel_topic: string;
    readonly enable_stamped_cmd_vel: CommandTypeSetting;
  },
  robots: readonly string[],
  receive: (robot: number, message: TwistMessage) => void,
): void {
  robots.forEach((id, index) => {
    const own = parameters.cmd_vel_topic;
    const name = index === 0 ? own : `${id}/${own.replace(/^\//, "")}`;
    const setting = parameters.enable_stamped_cmd_vel;
    whenTypeKnown(bus, { topic: name, others: "publishers", setting }, (type) => {
      if (type === "stamped") {
        bus.subscribe(commandTopic(name), ({ twist }) => receive(index, twist));
      } else {
        bus.subscribe(plainCommandTopic(name), (twist) => receive(index, twist));
      }
    });
  });
}

/** Calls for a step at the pace of the steady clock times `speed`; on loopback time is the steps themselves. */
function pace(bus: Bus, dt: number, speed: number, step: () => void): Timer {
  if (bus.kind === "loopback") {
    return bus.every(dt, "steady", step);
  }
  let began = bus.monotonic();
  let steps = 0;
  return bus.every(Math.max(dt / speed, 0.001), "steady", () => {
    const owed = Math.floor(((bus.monotonic() - began) * speed) / dt + 1e-6) - steps;
    if (owed > MOST_STEPS) {
      began = bus.monotonic();
      steps = 0;
    }
    const now = Math.min(Math.max(owed, 0), MOST_STEPS);
    steps += owed > MOST_STEPS ? 0 : now;
    for (let i = 0; i < now; i++) {
      step();
    }
  });
}
