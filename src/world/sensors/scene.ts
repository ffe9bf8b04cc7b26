import type { Stage, Thing } from "../physics/stage.ts";
import { solidOf } from "../physics/stage.ts";
import { BODY_PARTS, LEGS_SIZE, PART_SIZE } from "../people/body.ts";
import { at } from "../people/column.ts";
import type { RobotBody } from "../robot/robot-body.ts";
import { type Placement, place, turned } from "../../quantity/placement.ts";
import { cornersOf, type Shape } from "../space/shape.ts";
import type { People } from "../simulation/people-port.ts";
import { yawOf } from "../../quantity/angle.ts";
import type { Beams } from "./beams.ts";
import { Slice } from "./slice.ts";
import { type Cast, sweep, sweepShape, type Viewpoint } from "./sweep.ts";

/** Height at which `writeLegs` cuts legs [m], and how far off a lidar may be to use it. */
const LEGS_HEIGHT = 0.25;
const LEGS_TOLERANCE = 0.1;

/** How far from level an axis may be for a prism to count as upright: its cosine [1]. */
const UPRIGHT = 0.999_95;

type View = Viewpoint & { readonly height: number };

/** What a level fan of beams sees of a stage: structures, things, people, other robots. */
export class LidarScene {
  readonly #stage: Stage;
  readonly #people: People;
  readonly #robots: readonly RobotBody[];
  readonly #fixed = new Map<number, Slice>();
  readonly #moving = new Slice();
  readonly #numbers = new Float64Array(Math.max(LEGS_SIZE, BODY_PARTS.length * PART_SIZE));

  constructor(stage: Stage, people: People, robots: readonly RobotBody[]) {
    this.#stage = stage;
    this.#people = people;
    this.#robots = robots;
  }

  /** The view of one robot, which does not see itself. */
  look(ranges: Float64Array, beams: Beams, from: View, reach: number, self: RobotBody): void {
    sweep(ranges, beams, from, this.#structuresAt(from.height), reach);
    const slice = this.#moving;
    slice.clear();
    this.#addPeople(from, reach);
    for (const thing of this.#stage.things) {
      this.#addThing(ranges, beams, from, reach, thing);
    }
    for (const robot of this.#robots) {
      if (robot !== self) {
        this.#addRobot(ranges, beams, from, reach, robot);
      }
    }
    sweep(ranges, beams, from, slice, reach);
  }

  #structuresAt(height: number): Slice {
    const known = this.#fixed.get(height);
    if (known !== undefined) {
      return known;
    }
    const slice = new Slice();
    for (const structure of this.#stage.structures) {
      if (!structure.transparent) {
        const solid = solidOf(structure);
        addPrism(slice, solid.shape, solid.at, height);
      }
    }
    this.#fixed.set(height, slice);
    return slice;
  }

  #addPeople(from: View, reach: number): void {
    const { crowd } = this.#people;
    const cut = Math.abs(from.height - LEGS_HEIGHT) > LEGS_TOLERANCE;
    const far = (reach + 2) * (reach + 2);
    for (let i = 0; i < crowd.count; i++) {
      const dx = at(crowd.x, i) - from.x;
      const dy = at(crowd.y, i) - from.y;
      if (dx * dx + dy * dy > far) {
        continue;
      }
      if (cut || at(crowd.upright, i) < 1) {
        this.#cutBody(i, from.height);
      } else {
        const legs = this.#numbers;
        this.#people.writeLegs(i, legs, 0);
        this.#moving.addDisc(at(legs, 0), at(legs, 1), at(legs, 2));
        this.#moving.addDisc(at(legs, 3), at(legs, 4), at(legs, 5));
      }
    }
  }

  /** Every part of a body where the plane cuts it. */
  #cutBody(index: number, height: number): void {
    const { crowd } = this.#people;
    const w = this.#numbers;
    this.#people.writeBody(index, w, 0);
    const c = Math.cos(at(crowd.heading, index));
    const s = Math.sin(at(crowd.heading, index));
    const x = at(crowd.x, index);
    const y = at(crowd.y, index);
    const end = (o: number): Triple => [
      x + c * at(w, o) - s * at(w, o + 1),
      y + s * at(w, o) + c * at(w, o + 1),
      at(w, o + 2),
    ];
    for (let o = 0; o < BODY_PARTS.length * PART_SIZE; o += PART_SIZE) {
      cutCapsule(this.#moving, end(o), end(o + 3), at(w, o + 6), height);
    }
  }

  #addThing(ranges: Float64Array, beams: Beams, from: View, reach: number, thing: Thing): void {
    const p = thing.body.translation();
    const size = sizeOf(thing);
    const away = Math.hypot(p.x - from.x, p.y - from.y);
    if (away > reach + size || Math.abs(p.z - from.height) > size) {
      return;
    }
    const there = { x: p.x, y: p.y, z: p.z, rotation: thing.body.rotation() };
    const { shape } = thing.description;
    const solid: Shape =
      shape.kind === "box"
        ? { kind: "box", size: [shape.length, shape.width, shape.height] }
        : shape.kind === "cylinder"
          ? { kind: "cylinder", radius: shape.radius, length: shape.height }
          : shape;
    if (!addPrism(this.#moving, solid, there, from.height)) {
      const cast = this.#castAt(thing.collider, from.height);
      sweepShape(ranges, beams, from, { x: p.x, y: p.y, radius: size, cast }, reach);
    }
  }

  #addRobot(ranges: Float64Array, beams: Beams, from: View, reach: number, robot: RobotBody): void {
    const { motion, body } = robot;
    if (Math.hypot(motion.x - from.x, motion.y - from.y) > reach + robot.reach.radius) {
      return;
    }
    const base: Placement = {
      x: motion.x,
      y: motion.y,
      z: robot.profile.standing,
      rotation: { x: 0, y: 0, z: Math.sin(motion.yaw / 2), w: Math.cos(motion.yaw / 2) },
    };
    let collider = 0;
    for (const link of robot.model.links) {
      for (const { shape, at: inLink } of link.collisions) {
        const solid = place(base, place(link.rest, inLink));
        if (!addPrism(this.#moving, shape, solid, from.height)) {
          const cast = this.#castAt(body.collider(collider), from.height);
          const radius = sizeOfShape(shape);
          sweepShape(ranges, beams, from, { x: solid.x, y: solid.y, radius, cast }, reach);
        }
        collider++;
      }
    }
  }

  #castAt(collider: ReturnType<RobotBody["body"]["collider"]>, height: number): Cast {
    const { engine } = this.#stage;
    return (x, y, dx, dy, reach) => {
      const ray = new engine.Ray({ x, y, z: height }, { x: dx, y: dy, z: 0 });
      const range = collider.castRay(ray, reach, true);
      return range >= 0 ? range : Infinity;
    };
  }
}

function sizeOf({ description: { shape } }: Thing): number {
  switch (shape.kind) {
    case "box":
      return Math.hypot(shape.length, shape.width, shape.height) / 2;
    case "cylinder":
      return Math.hypot(shape.radius, shape.height / 2);
    case "sphere":
      return shape.radius;
  }
}

function sizeOfShape(shape: Shape): number {
  const corners = cornersOf(shape);
  let size = 0;
  for (let i = 0; i + 2 < corners.length; i += 3) {
    size = Math.max(size, Math.hypot(corners[i] ?? 0, corners[i + 1] ?? 0, corners[i + 2] ?? 0));
  }
  return size;
}

/**
 * Adds what a level plane cuts out of a solid, where that is a disc or a box.
 * @returns Whether it was; a solid the plane misses counts.
 */
export function addPrism(slice: Slice, shape: Shape, where: Placement, height: number): boolean {
  const up = height - where.z;
  if (shape.kind === "sphere") {
    if (Math.abs(up) < shape.radius) {
      slice.addDisc(where.x, where.y, Math.sqrt(shape.radius ** 2 - up ** 2));
    }
    return true;
  }
  if (shape.kind === "hull" || shape.kind === "capsule") {
    return false;
  }
  const z = turned(where.rotation, { x: 0, y: 0, z: 1 }).z;
  if (Math.abs(z) < UPRIGHT) {
    return false;
  }
  const tall = shape.kind === "box" ? shape.size[2] : shape.length;
  if (Math.abs(up) > tall / 2) {
    return true;
  }
  if (shape.kind === "cylinder") {
    slice.addDisc(where.x, where.y, shape.radius);
  } else {
    slice.addBox(where.x, where.y, shape.size[0] / 2, shape.size[1] / 2, yawOf(where.rotation));
  }
  return true;
}

type Triple = readonly [number, number, number];

/** A capsule as a level plane cuts it: a disc where it is steep, a bar where it lies. */
export function cutCapsule(
  slice: Slice,
  a: Triple,
  b: Triple,
  radius: number,
  height: number,
): void {
  const dz = b[2] - a[2];
  const long = Math.hypot(b[0] - a[0], b[1] - a[1], dz);
  if (Math.abs(dz) > 0.5 * long) {
    const share = Math.min(1, Math.max(0, (height - a[2]) / dz));
    const off = height - (a[2] + share * dz);
    if (Math.abs(off) < radius) {
      const r = Math.sqrt(radius * radius - off * off);
      slice.addDisc(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), r);
    }
    return;
  }
  const off = height - (a[2] + b[2]) / 2;
  if (Math.abs(off) < radius) {
    slice.addBar(a[0], a[1], b[0], b[1], Math.sqrt(radius * radius - off * off));
  }
}
