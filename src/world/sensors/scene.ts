import type { Stage, Thing } from "../physics/stage.ts";
import { solidOf } from "../physics/stage.ts";
import { BODY_PARTS, LEGS_SIZE, PART_SIZE } from "../people/body.ts";
import type { RobotBody } from "../robot/robot-body.ts";
import { type Placement, place, turned } from "../space/placement.ts";
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
  readonly #legs = new Float64Array(Math.max(LEGS_SIZE, BODY_PARTS.length * PART_SIZE));

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
        const { shape, at } = solidOf(structure);
        addPrism(slice, shape, at, height);
      }
    }
    this.#fixed.set(height, slice);
    return slice;
  }

  #addPeople(from: View, reach: number): void {
    const { crowd } = this.#people;
    const cut = Math.abs(from.height - LEGS_HEIGHT) > LEGS_TOLERANCE;
    for (let i = 0; i < crowd.count; i++) {
      const dx = (crowd.x[i] ?? 0) - from.x;
      const dy = (crowd.y[i] ?? 0) - from.y;
      const far = reach + 2;
      if (dx * dx + dy * dy > far * far) {
        continue;
      }
      if (cut || (crowd.upright[i] ?? 1) < 1) {
        this.#cutBody(i, from.height);
      } else {
        this.#people.writeLegs(i, this.#legs, 0);
        const [lx = 0, ly = 0, lr = 0, rx = 0, ry = 0, rr = 0] = this.#legs;
        this.#moving.addDisc(lx, ly, lr);
        this.#moving.addDisc(rx, ry, rr);
      }
    }
  }

  /** Every part of a body where the plane cuts it. */
  #cutBody(index: number, height: number): void {
    const { crowd } = this.#people;
    const w = this.#legs;
    this.#people.writeBody(index, w, 0);
    const c = Math.cos(crowd.heading[index] ?? 0);
    const s = Math.sin(crowd.heading[index] ?? 0);
    const x = crowd.x[index] ?? 0;
    const y = crowd.y[index] ?? 0;
    for (let o = 0; o < BODY_PARTS.length * PART_SIZE; o += PART_SIZE) {
      const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, r = 0] = w.subarray(o, o + PART_SIZE);
      cutCapsule(
        this.#moving,
        [x + c * ax - s * ay, y + s * ax + c * ay, az],
        [x + c * bx - s * by, y + s * bx + c * by, bz],
        r,
        height,
      );
    }
  }

  #addThing(ranges: Float64Array, beams: Beams, from: View, reach: number, thing: Thing): void {
    const p = thing.body.translation();
    const size = sizeOf(thing);
    const away = Math.hypot(p.x - from.x, p.y - from.y);
    if (away > reach + size || Math.abs(p.z - from.height) > size) {
      return;
    }
    const at = { x: p.x, y: p.y, z: p.z, rotation: thing.body.rotation() };
    const { shape } = thing.description;
    const solid: Shape =
      shape.kind === "box"
        ? { kind: "box", size: [shape.length, shape.width, shape.height] }
        : shape.kind === "cylinder"
          ? { kind: "cylinder", radius: shape.radius, length: shape.height }
          : shape;
    if (!addPrism(this.#moving, solid, at, from.height)) {
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
      for (const { shape, at } of link.collisions) {
        const solid = place(base, place(link.rest, at));
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
export function addPrism(slice: Slice, shape: Shape, at: Placement, height: number): boolean {
  const up = height - at.z;
  if (shape.kind === "sphere") {
    if (Math.abs(up) < shape.radius) {
      slice.addDisc(at.x, at.y, Math.sqrt(shape.radius ** 2 - up ** 2));
    }
    return true;
  }
  if (shape.kind === "hull" || shape.kind === "capsule") {
    return false;
  }
  const z = turned(at.rotation, { x: 0, y: 0, z: 1 }).z;
  if (Math.abs(z) < UPRIGHT) {
    return false;
  }
  const tall = shape.kind === "box" ? shape.size[2] : shape.length;
  if (Math.abs(up) > tall / 2) {
    return true;
  }
  if (shape.kind === "cylinder") {
    slice.addDisc(at.x, at.y, shape.radius);
  } else {
    slice.addBox(at.x, at.y, shape.size[0] / 2, shape.size[1] / 2, yawOf(at.rotation));
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
