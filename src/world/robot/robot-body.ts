import { quaternionOf, yawOf } from "../../quantity/angle.ts";
import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { groupsOf, ROBOT } from "../physics/groups.ts";
import type { RigidBody } from "../physics/rapier.ts";
import { colliderFor } from "../physics/shapes.ts";
import type { Stage } from "../physics/stage.ts";
import type { RobotDescription, Stand } from "../scenario/description.ts";
import { ORIGIN, place } from "../../quantity/placement.ts";
import type { RobotModel } from "../urdf/model.ts";
import { type BaseState, followCommands, holdCourse, RESTING, takeCommand } from "./base.ts";
import { reachOf } from "./reach.ts";
import type { Profile } from "./profile.ts";

/** Least mass of a robot whose file gives none [kg]. */
const LEAST_MASS = 1;

/**
 * No blow of what walks or drives here changes a robot's velocity by more in a step [m/s], [rad/s]: a runner of 100 kg at 4 m/s gives
 * a light one 8 m/s. What would is the engine's way out of a limb that was placed inside the robot, by somebody who falls.
 */
const THROWN = 10;
const SPUN = 40;

/** Where a robot is and how it moves: world frame [m], [rad]; velocity in the base frame. */
export type Motion = {
  x: number;
  y: number;
  yaw: number;
  /** Base frame [m/s], [rad/s]. */
  vx: number;
  vy: number;
  wz: number;
  /** Change of the velocity over the last step, base frame [m/s^2]. */
  ax: number;
  ay: number;
};

/**
 * A robot in the physics world: one rigid body that slides in the plane and turns about z, of all its links at rest.
 * Its mass sits over its origin; it does not tip and does not climb. The base drives it by its velocity with bounded
 * change: a blocked robot pushes with mass × acceleration and no more, a pushed one holds with the grip of its wheels.
 */
export class RobotBody {
  readonly id: string;
  readonly model: RobotModel;
  readonly profile: Profile;
  readonly description: RobotDescription;
  readonly body: RigidBody;
  /** Radius of the disc it fills on the ground, height of its top [m]. */
  readonly reach: { readonly radius: number; readonly height: number };
  readonly motion: Motion;
  /** Velocity just before the last step, world frame [m/s], [rad/s]. */
  readonly before = { vx: 0, vy: 0, wz: 0 };
  readonly #world: Stage;
  #base: BaseState = RESTING;
  /** Velocity it would have had nothing pushed it, base frame. */
  #course: Twist = { vx: 0, vy: 0, wz: 0 };

  constructor(stage: Stage, description: RobotDescription, model: RobotModel, profile: Profile) {
    this.id = description.id;
    this.model = model;
    this.profile = profile;
    this.description = description;
    this.reach = reachOf(model, profile);
    this.#world = stage;
    this.motion = { ...description.start, vx: 0, vy: 0, wz: 0, ax: 0, ay: 0 };
    const { engine, world } = stage;
    const mass = Math.max(LEAST_MASS, model.mass * profile.base.load);
    const turning = 0.5 * mass * this.reach.radius * this.reach.radius;
    this.body = world.createRigidBody(
      engine.RigidBodyDesc.dynamic()
        .enabledTranslations(true, true, false)
        .enabledRotations(false, false, true)
        .setGravityScale(0)
        .setCanSleep(false)
        .setAdditionalMassProperties(
          mass,
          ORIGIN,
          { x: turning, y: turning, z: turning },
          ORIGIN.rotation,
        ),
    );
    this.#addLinks();
    this.put(description.start);
  }

  /** Puts the robot somewhere, at rest. */
  put(at: Stand): void {
    this.body.setTranslation({ x: at.x, y: at.y, z: 0 }, true);
    this.body.setRotation(quaternionOf(at.yaw), true);
    this.body.setLinvel({ x: 0, y: 0, z: 0 }, true);
    this.body.setAngvel({ x: 0, y: 0, z: 0 }, true);
    const { x, y, yaw } = at;
    Object.assign(this.motion, { x, y, yaw, vx: 0, vy: 0, wz: 0, ax: 0, ay: 0 });
    this.#course = { vx: 0, vy: 0, wz: 0 };
  }

  /** Gives the robot a velocity at once: world frame [m/s], [rad/s]. */
  push(vx: number, vy: number, wz: number): void {
    const c = Math.cos(this.motion.yaw);
    const s = Math.sin(this.motion.yaw);
    Object.assign(this.motion, { vx: c * vx + s * vy, vy: c * vy - s * vx, wz });
  }

  /** Speed its own motors give it, without what pushes it [m/s]. */
  get ownSpeed(): number {
    return Math.hypot(this.#course.vx, this.#course.vy);
  }

  command(twist: Twist, now: Seconds): void {
    this.#base = takeCommand(this.#base, twist, now, this.profile.drive, this.profile.base);
  }

  /** Before a step: the motors set the velocity. */
  drive(now: Seconds, dt: Seconds): void {
    const { drive, base } = this.profile;
    this.#base = followCommands(this.#base, now, base);
    const held = holdCourse(this.#base, this.motion, this.#course, dt, drive, base);
    this.#course = held.course;
    const next = held.twist;
    const c = Math.cos(this.motion.yaw);
    const s = Math.sin(this.motion.yaw);
    this.before.vx = c * next.vx - s * next.vy;
    this.before.vy = s * next.vx + c * next.vy;
    this.before.wz = next.wz;
    this.body.setLinvel({ x: this.before.vx, y: this.before.vy, z: 0 }, true);
    this.body.setAngvel({ x: 0, y: 0, z: next.wz }, true);
  }

  /** After a step: where the body really is. Pinned under a limb it stays where it was. */
  read(dt: Seconds): void {
    if (this.#isThrown()) {
      this.put(this.motion);
      return;
    }
    const { motion } = this;
    const at = this.body.translation();
    const v = this.body.linvel();
    motion.x = at.x;
    motion.y = at.y;
    motion.yaw = yawOf(this.body.rotation());
    const c = Math.cos(motion.yaw);
    const s = Math.sin(motion.yaw);
    const vx = c * v.x + s * v.y;
    const vy = c * v.y - s * v.x;
    motion.wz = this.body.angvel().z;
    motion.ax = (vx - motion.vx) / dt - motion.wz * vy;
    motion.ay = (vy - motion.vy) / dt + motion.wz * vx;
    motion.vx = vx;
    motion.vy = vy;
  }

  #isThrown(): boolean {
    const v = this.body.linvel();
    const { before } = this;
    return (
      Math.hypot(v.x - before.vx, v.y - before.vy) > THROWN ||
      Math.abs(this.body.angvel().z - before.wz) > SPUN
    );
  }

  #addLinks(): void {
    const { engine, world, tags } = this.#world;
    const lift = { ...ORIGIN, z: this.profile.standing };
    for (const link of this.model.links) {
      for (const solid of link.collisions) {
        const at = place(lift, place(link.rest, solid.at));
        const collider = world.createCollider(
          colliderFor(engine, solid.shape, at)
            .setCollisionGroups(groupsOf(ROBOT))
            .setFriction(0.4)
            .setActiveEvents(engine.ActiveEvents.COLLISION_EVENTS),
          this.body,
        );
        tags.set(collider.handle, { kind: "robot", id: this.id, link: link.name });
      }
    }
  }

  /** Takes the robot out of the physics world. */
  remove(): void {
    const count = this.body.numColliders();
    for (let i = 0; i < count; i++) {
      this.#world.tags.delete(this.body.collider(i).handle);
    }
    this.#world.world.removeRigidBody(this.body);
  }
}
