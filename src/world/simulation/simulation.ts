import type { Twist } from "../../quantity/frame.ts";
import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Disc, RobotPresence } from "../people/crowd.ts";
import { OBJECT, seeing, STRUCTURE } from "../physics/groups.ts";
import type { Collider, Engine } from "../physics/rapier.ts";
import { Stage } from "../physics/stage.ts";
import type { Profile } from "../robot/profile.ts";
import { RobotBody } from "../robot/robot-body.ts";
import type { RobotDescription, WorldInstance } from "../scenario/description.ts";
import type { Sight } from "../sensors/person-detector.ts";
import type { Reading } from "../sensors/reading.ts";
import { LidarScene } from "../sensors/scene.ts";
import type { RobotModel } from "../urdf/model.ts";
import { ContactWatch, type ContactReport } from "./contact-watch.ts";
import { PeopleBodies } from "./people-bodies.ts";
import type { People } from "./people-port.ts";
import { RobotSensors } from "./robot-sensors.ts";

/** A robot to be put into a world. */
export type Cast = {
  readonly description: RobotDescription;
  readonly model: RobotModel;
  readonly profile: Profile;
};

export type SimulationParts = {
  readonly engine: Engine;
  readonly instance: WorldInstance;
  readonly robots: readonly Cast[];
  readonly people: People;
  readonly random: Random;
  /** Time of one step [s]. */
  readonly dt: Seconds;
  /** Time at the beginning [s]. */
  readonly start: Seconds;
};

/** Objects whose lowest point is above this are no obstacle to feet [m]. */
const FEET = 0.5;

/**
 * One episode of a world: physics, people, robots and their sensors in lock-step. The same parts and the same commands
 * give the same readings, bit for bit, on the same engine build.
 */
export class Simulation {
  readonly instance: WorldInstance;
  readonly stage: Stage;
  readonly people: People;
  readonly bodies: PeopleBodies;
  readonly robots: readonly RobotBody[];
  readonly dt: Seconds;
  readonly #start: Seconds;
  readonly #sensors: readonly RobotSensors[];
  readonly #watch: ContactWatch;
  readonly #scene: LidarScene;
  #steps = 0;

  constructor(parts: SimulationParts) {
    const { engine, instance, people, random, dt, start } = parts;
    this.instance = instance;
    this.dt = dt;
    this.#start = start;
    this.stage = new Stage(engine, instance, dt);
    this.people = people;
    this.bodies = new PeopleBodies(this.stage, people);
    this.robots = parts.robots.map(
      ({ description, model, profile }) => new RobotBody(this.stage, description, model, profile),
    );
    this.#sensors = this.robots.map(
      (robot) => new RobotSensors(robot, start + dt, random.fork(`robot ${robot.id}`)),
    );
    this.#watch = new ContactWatch(
      this.stage,
      dt,
      (collider, x, y) => this.#velocityAt(collider, x, y),
      (id) => this.robots.find((robot) => robot.id === id)?.ownSpeed ?? 0,
    );
    this.#scene = new LidarScene(this.stage, people, this.robots);
  }

  /** Simulated time [s]. */
  get time(): Seconds {
    return this.#start + this.#steps * this.dt;
  }

  command(robot: number, twist: Twist): void {
    this.robots[robot]?.command(twist, this.time);
  }

  /** Moves everything on by one step, hands over what sensors answer, and returns contacts to be told. */
  step(deliver: (robot: number, reading: Reading) => void): readonly ContactReport[] {
    const { dt } = this;
    for (const robot of this.robots) {
      robot.drive(this.time, dt);
    }
    this.people.step(dt, this.#surroundings());
    this.bodies.drive(dt, this.robots);
    this.stage.world.step(this.stage.events);
    this.stage.breakThings();
    this.#steps++;
    for (const robot of this.robots) {
      robot.read(dt);
    }
    this.bodies.read(dt);
    const now = this.time;
    const reports = this.#watch.look(now);
    this.#sensors.forEach((sensors, index) => {
      const id = this.robots[index]?.id ?? "";
      const around = {
        people: this.people,
        scene: this.#scene,
        sight: this.#sight,
        force: this.#watch.force.get(id) ?? 0,
      };
      sensors.run(now, dt, around, (reading) => deliver(index, reading));
    });
    return reports;
  }

  /** Ends the episode, gives the engine's memory back and returns the contacts not told yet. */
  end(): readonly ContactReport[] {
    const reports = this.#watch.rest();
    this.stage.free();
    return reports;
  }

  #surroundings(): { robots: RobotPresence[]; obstacles: Disc[] } {
    const robots = this.robots.map(({ motion, before, reach }) => ({
      x: motion.x,
      y: motion.y,
      yaw: motion.yaw,
      vx: before.vx,
      vy: before.vy,
      radius: reach.radius,
      height: reach.height,
    }));
    return { robots, obstacles: this.#obstacles() };
  }

  #obstacles(): Disc[] {
    return this.stage.things.flatMap(({ body, halfHeight, description: { shape } }) => {
      const at = body.translation();
      if (at.z - halfHeight > FEET) {
        return [];
      }
      const radius =
        shape.kind === "box" ? Math.hypot(shape.length, shape.width) / 2 : shape.radius;
      return [{ x: at.x, y: at.y, radius }];
    });
  }

  readonly #sight: Sight = (ex, ey, ez, px, py, pz) => {
    const { engine, world } = this.stage;
    const direction = { x: px - ex, y: py - ey, z: pz - ez };
    const ray = new engine.Ray({ x: ex, y: ey, z: ez }, direction);
    return world.castRay(ray, 1, true, undefined, seeing(STRUCTURE | OBJECT)) === null;
  };

  #velocityAt(collider: Collider, x: number, y: number): { vx: number; vy: number } {
    const body = collider.parent();
    if (body === null) {
      return { vx: 0, vy: 0 };
    }
    const robot = this.robots.find((r) => r.body.handle === body.handle);
    if (robot !== undefined) {
      const { vx, vy, wz } = robot.before;
      return { vx: vx - wz * (y - robot.motion.y), vy: vy + wz * (x - robot.motion.x) };
    }
    const person = this.bodies.indexOf(body.handle);
    if (person >= 0) {
      return { vx: this.bodies.beforeX[person] ?? 0, vy: this.bodies.beforeY[person] ?? 0 };
    }
    const v = body.linvel();
    return { vx: v.x, vy: v.y };
  }
}
