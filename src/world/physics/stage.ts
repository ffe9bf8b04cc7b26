import { quaternionOf } from "../../quantity/angle.ts";
import type { LooseObject, Structure, WorldInstance } from "../scenario/description.ts";
import { ORIGIN, type Placement } from "../../quantity/placement.ts";
import type { Shape, Solid } from "../space/shape.ts";
import { GLASS, GROUND, groupsOf, OBJECT, STRUCTURE } from "./groups.ts";
import type { Collider, Engine, EventQueue, PhysicsWorld, RigidBody } from "./rapier.ts";
import { colliderFor } from "./shapes.ts";
import type { Tag, Tags } from "./tags.ts";

/** A loose thing in the physics world. */
export type Thing = {
  readonly id: string;
  readonly description: LooseObject;
  readonly body: RigidBody;
  readonly collider: Collider;
  /** Half of its extent along z when it stands as described [m]. */
  readonly halfHeight: number;
};

/** The physics world of one episode: ground, structures and loose things. Robots and people are put in by their owners. */
export class Stage {
  readonly engine: Engine;
  readonly world: PhysicsWorld;
  readonly events: EventQueue;
  readonly tags: Tags = new Map();
  readonly things: Thing[] = [];
  /** Ids of things that broke. */
  readonly broken = new Set<string>();
  readonly structures: readonly Structure[];

  /** @param dt - Time of one step [s]. */
  constructor(engine: Engine, instance: WorldInstance, dt: number) {
    this.engine = engine;
    this.structures = instance.structures;
    this.world = new engine.World({ x: 0, y: 0, z: -9.81 });
    this.world.timestep = dt;
    this.events = new engine.EventQueue(true);
    this.#addGround(instance);
    instance.structures.forEach((structure) => this.#addStructure(structure));
    instance.objects.forEach((object) => this.addThing(object));
  }

  /** Puts a collider in and remembers what it is. */
  attach(solid: Solid, group: number, tag: Tag, body?: RigidBody): Collider {
    const description = colliderFor(this.engine, solid.shape, solid.at).setCollisionGroups(
      groupsOf(group),
    );
    const collider = this.world.createCollider(description, body);
    this.tags.set(collider.handle, tag);
    return collider;
  }

  addThing(object: LooseObject): Thing {
    const halfHeight = heightOf(object) / 2;
    const { RigidBodyDesc } = this.engine;
    const body = this.world.createRigidBody(
      RigidBodyDesc.dynamic()
        .setTranslation(object.at.x, object.at.y, object.at.z + halfHeight)
        .setRotation(quaternionOf(object.at.yaw)),
    );
    const collider = this.attach(
      { shape: shapeOf(object), at: ORIGIN },
      OBJECT,
      { kind: "object", id: object.id },
      body,
    );
    collider.setMass(object.mass);
    collider.setFriction(object.friction);
    collider.setRestitution(object.restitution);
    if (object.breaksAt !== undefined) {
      collider.setActiveEvents(this.engine.ActiveEvents.CONTACT_FORCE_EVENTS);
      collider.setContactForceEventThreshold(object.breaksAt / this.world.timestep);
    }
    const thing = { id: object.id, description: object, body, collider, halfHeight };
    this.things.push(thing);
    return thing;
  }

  /** Takes a loose thing out; false when there is none of that id. */
  removeThing(id: string): boolean {
    const index = this.things.findIndex((thing) => thing.id === id);
    const thing = this.things[index];
    if (thing === undefined) {
      return false;
    }
    this.tags.delete(thing.collider.handle);
    this.world.removeRigidBody(thing.body);
    this.things.splice(index, 1);
    this.broken.delete(id);
    return true;
  }

  /** After a step: things that took a larger impulse in it than they stand are broken. */
  breakThings(): void {
    this.events.drainContactForceEvents((event) => {
      for (const handle of [event.collider1(), event.collider2()]) {
        const thing = this.things.find(({ collider }) => collider.handle === handle);
        const strength = thing?.description.breaksAt ?? Infinity;
        if (thing !== undefined && event.totalForceMagnitude() * this.world.timestep > strength) {
          this.broken.add(thing.id);
        }
      }
    });
  }

  /** Gives the engine's memory back. */
  free(): void {
    this.events.free();
    this.world.free();
    this.tags.clear();
    this.things.length = 0;
  }

  #addGround({ bounds }: WorldInstance): void {
    const room = 20;
    const thickness = 1;
    const size = [
      bounds.maxX - bounds.minX + room,
      bounds.maxY - bounds.minY + room,
      thickness,
    ] as const;
    const at = {
      ...ORIGIN,
      x: (bounds.minX + bounds.maxX) / 2,
      y: (bounds.minY + bounds.maxY) / 2,
      z: -thickness / 2,
    };
    this.attach({ shape: { kind: "box", size }, at }, GROUND, { kind: "ground" });
  }

  #addStructure(structure: Structure): void {
    this.attach(solidOf(structure), structure.transparent ? GLASS : STRUCTURE, {
      kind: "structure",
      id: structure.id,
    });
  }
}

/** A structure as a solid in the world frame. */
export function solidOf(structure: Structure): Solid {
  const z = structure.bottom + structure.height / 2;
  switch (structure.kind) {
    case "box":
      return {
        shape: { kind: "box", size: [structure.length, structure.width, structure.height] },
        at: upright(structure.at.x, structure.at.y, z, structure.at.yaw),
      };
    case "cylinder":
      return {
        shape: { kind: "cylinder", radius: structure.radius, length: structure.height },
        at: upright(structure.at.x, structure.at.y, z, 0),
      };
    case "wall": {
      const dx = structure.to.x - structure.from.x;
      const dy = structure.to.y - structure.from.y;
      return {
        shape: { kind: "box", size: [Math.hypot(dx, dy), structure.thickness, structure.height] },
        at: upright(
          (structure.from.x + structure.to.x) / 2,
          (structure.from.y + structure.to.y) / 2,
          z,
          Math.atan2(dy, dx),
        ),
      };
    }
  }
}

function upright(x: number, y: number, z: number, yaw: number): Placement {
  return { x, y, z, rotation: quaternionOf(yaw) };
}

function heightOf({ shape }: LooseObject): number {
  return shape.kind === "sphere" ? 2 * shape.radius : shape.height;
}

function shapeOf({ shape }: LooseObject): Shape {
  switch (shape.kind) {
    case "box":
      return { kind: "box", size: [shape.length, shape.width, shape.height] };
    case "cylinder":
      return { kind: "cylinder", radius: shape.radius, length: shape.height };
    case "sphere":
      return { kind: "sphere", radius: shape.radius };
  }
}
