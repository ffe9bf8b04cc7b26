import type { Seconds } from "../../quantity/time.ts";
import { PART, TRUNK } from "../physics/groups.ts";
import type { Collider, RigidBody } from "../physics/rapier.ts";
import type { Stage } from "../physics/stage.ts";
import { BODY_PARTS, PART_SIZE } from "../people/body.ts";
import { at } from "../people/column.ts";
import type { RobotBody } from "../robot/robot-body.ts";
import type { People } from "./people-port.ts";

/** A person's legs change the body's speed by no more than this: pushing is 0.6 of the own weight [m/s^2]. */
const PUSH = 6;

/** Differences below this are rounding of the engine, not contact [m]. */
const ROUNDING = 1e-4;

/** A body this far from where the crowd has it, for want of force, is where the person really is [m]. */
const LAG = 0.01;

/** A body keeps its velocity where another would bring it less far in a step: far more than the engine's rounding [m]. */
const UNCHANGED = 1e-4;

/** Parts are there for robots nearer than reach + this, and go when farther than a bit more [m]. */
const NEAR = 1.4;
const FAR = 1.7;

const NUMBERS = BODY_PARTS.length * PART_SIZE;

type Part = { readonly collider: Collider; half: number };

/**
 * People in the physics world. Each is a dynamic body with the person's mass that slides in the plane: the crowd says
 * where they want to be, a bounded force takes them there, and a contact moves both sides by their masses. An upright
 * capsule, always there, meets walls, things and other people. Head, torso, arms and legs meet robots, and are there
 * only near one.
 */
export class PeopleBodies {
  readonly #stage: Stage;
  readonly #people: People;
  readonly #bodies: RigidBody[] = [];
  readonly #parts: (Part[] | undefined)[] = [];
  readonly #shown: boolean[] = [];
  /** Where the bodies are [m] and how they moved over the last step [m/s]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  /** Velocities just before the last step [m/s]. */
  readonly beforeX: Float64Array;
  readonly beforeY: Float64Array;
  readonly #written = new Float64Array(NUMBERS);
  readonly #vector = { x: 0, y: 0, z: 0 };

  constructor(stage: Stage, people: People) {
    this.#stage = stage;
    this.#people = people;
    const { crowd } = people;
    this.x = crowd.x.slice();
    this.y = crowd.y.slice();
    this.vx = new Float64Array(crowd.count);
    this.vy = new Float64Array(crowd.count);
    this.beforeX = new Float64Array(crowd.count);
    this.beforeY = new Float64Array(crowd.count);
    for (let i = 0; i < crowd.count; i++) {
      this.#bodies.push(this.#create(i));
    }
  }

  /** Before a step: bounded forces draw the bodies to where the crowd has them. */
  drive(dt: Seconds, robots: readonly RobotBody[]): void {
    const { crowd } = this.#people;
    const most = PUSH * dt;
    for (let i = 0; i < crowd.count; i++) {
      const nowX = at(this.vx, i);
      const nowY = at(this.vy, i);
      const dx = (at(crowd.x, i) - at(this.x, i)) / dt - nowX;
      const dy = (at(crowd.y, i) - at(this.y, i)) / dt - nowY;
      const change = Math.sqrt(dx * dx + dy * dy);
      const share = change > most ? most / change : 1;
      const x = nowX + dx * share;
      const y = nowY + dy * share;
      if (change * dt > UNCHANGED) {
        this.beforeX[i] = x;
        this.beforeY[i] = y;
        this.#vector.x = x;
        this.#vector.y = y;
        this.#bodies[i]?.setLinvel(this.#vector, true);
      } else {
        this.beforeX[i] = nowX;
        this.beforeY[i] = nowY;
      }
      this.#showParts(i, robots);
    }
  }

  /** After a step: where the bodies really are; people who were pushed are told so. */
  read(dt: Seconds): void {
    const { crowd } = this.#people;
    for (let i = 0; i < crowd.count; i++) {
      const body = this.#bodies[i];
      if (body === undefined) {
        continue;
      }
      const there = body.translation(this.#vector);
      const vx = (there.x - at(this.x, i)) / dt;
      const vy = (there.y - at(this.y, i)) / dt;
      const off = Math.abs(vx - at(this.beforeX, i)) + Math.abs(vy - at(this.beforeY, i));
      const pushed = off * dt > ROUNDING;
      const behind = Math.abs(at(crowd.x, i) - there.x) + Math.abs(at(crowd.y, i) - there.y) > LAG;
      this.x[i] = there.x;
      this.y[i] = there.y;
      this.vx[i] = pushed ? vx : at(this.beforeX, i);
      this.vy[i] = pushed ? vy : at(this.beforeY, i);
      if (pushed || behind) {
        this.#people.displace(i, there.x, there.y, at(this.vx, i), at(this.vy, i));
      }
    }
  }

  #create(index: number): RigidBody {
    const { engine, world } = this.#stage;
    const identity = this.#people.crowd.people[index];
    const radius = identity?.radius ?? 0.25;
    const height = Math.max(identity?.height ?? 1.7, 2.2 * radius);
    const body = world.createRigidBody(
      engine.RigidBodyDesc.dynamic()
        .setTranslation(at(this.x, index), at(this.y, index), 0)
        .enabledTranslations(true, true, false)
        .lockRotations()
        .setGravityScale(0)
        .setAdditionalMass(this.#people.mass(index)),
    );
    const trunk = this.#stage.attach(
      {
        shape: { kind: "capsule", radius, length: height - 2 * radius },
        at: { x: 0, y: 0, z: height / 2, rotation: { x: 0, y: 0, z: 0, w: 1 } },
      },
      TRUNK,
      { kind: "person", id: identity?.id ?? "", part: "" },
      body,
    );
    trunk.setFriction(0);
    return body;
  }

  #showParts(index: number, robots: readonly RobotBody[]): void {
    const shown = this.#shown[index] ?? false;
    const x = at(this.x, index);
    const y = at(this.y, index);
    const lying = 1 - at(this.#people.crowd.upright, index);
    const near = robots.some((robot) => {
      const limit = robot.reach.radius + lying + (shown ? FAR : NEAR);
      const dx = robot.motion.x - x;
      const dy = robot.motion.y - y;
      return dx * dx + dy * dy < limit * limit;
    });
    if (near) {
      this.#placeParts(index, shown ? "shown" : "hidden");
    } else if (shown) {
      this.#parts[index]?.forEach((part) => part.collider.setEnabled(false));
    }
    this.#shown[index] = near;
  }

  #placeParts(index: number, before: "shown" | "hidden"): void {
    const { crowd } = this.#people;
    const w = this.#written;
    this.#people.writeBody(index, w, 0);
    const heading = crowd.heading[index] ?? 0;
    const c = Math.cos(heading);
    const s = Math.sin(heading);
    const parts = (this.#parts[index] ??= this.#createParts(index));
    for (let p = 0; p < parts.length; p++) {
      const part = parts[p];
      const o = p * PART_SIZE;
      if (part !== undefined) {
        const ax = at(w, o);
        const ay = at(w, o + 1);
        const bx = at(w, o + 3);
        const by = at(w, o + 4);
        const dz = at(w, o + 5) - at(w, o + 2);
        const dx = c * (bx - ax) - s * (by - ay);
        const dy = s * (bx - ax) + c * (by - ay);
        const x = (c * (ax + bx) - s * (ay + by)) / 2;
        const y = (s * (ax + bx) + c * (ay + by)) / 2;
        setCapsule(part, x, y, at(w, o + 2) + dz / 2, dx, dy, dz);
        if (before === "hidden") {
          part.collider.setEnabled(true);
        }
      }
    }
  }

  #createParts(index: number): Part[] {
    const id = this.#people.crowd.people[index]?.id ?? "";
    return BODY_PARTS.map(({ kind }, p) => {
      const o = p * PART_SIZE;
      const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, radius = 0.1] = [
        ...this.#written.subarray(o, o + PART_SIZE),
      ];
      const length = Math.hypot(bx - ax, by - ay, bz - az);
      const collider = this.#stage.attach(
        {
          shape: { kind: "capsule", radius, length },
          at: { x: 0, y: 0, z: 0, rotation: { x: 0, y: 0, z: 0, w: 1 } },
        },
        PART,
        { kind: "person", id, part: kind },
        this.#bodies[index],
      );
      collider.setFriction(0.4);
      return { collider, half: length / 2 };
    });
  }

  /** Puts a person somewhere, at rest [m]. */
  put(index: number, x: number, y: number): void {
    this.#bodies[index]?.setTranslation({ x, y, z: 0 }, true);
    this.x[index] = x;
    this.y[index] = y;
    this.vx[index] = 0;
    this.vy[index] = 0;
  }

  /** Index of the person a body belongs to. */
  indexOf(body: number): number {
    return this.#bodies.findIndex(({ handle }) => handle === body);
  }

  /** Takes everybody out of the physics world. */
  remove(): void {
    for (const body of this.#bodies) {
      const count = body.numColliders();
      for (let i = 0; i < count; i++) {
        this.#stage.tags.delete(body.collider(i).handle);
      }
      this.#stage.world.removeRigidBody(body);
    }
    this.#bodies.length = 0;
  }
}

/** Places a capsule by its middle and the way along its axis, in its person's frame turned into the world's [m]. */
function setCapsule(
  part: Part,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): void {
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  part.collider.setTranslationWrtParent({ x, y, z });
  if (length > 1e-6) {
    part.collider.setRotationWrtParent(alongY(dx / length, dy / length, dz / length));
  }
  if (Math.abs(length / 2 - part.half) > 1e-3) {
    part.collider.setHalfHeight(length / 2);
    part.half = length / 2;
  }
}

/** The smallest rotation that turns the y axis to a direction. */
function alongY(x: number, y: number, z: number): { x: number; y: number; z: number; w: number } {
  if (y < -0.999999) {
    return { x: 1, y: 0, z: 0, w: 0 };
  }
  const w = 1 + y;
  const n = 1 / Math.sqrt(w * w + z * z + x * x);
  return { x: z * n, y: 0, z: -x * n, w: w * n };
}
