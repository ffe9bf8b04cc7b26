import type { Element } from "../urdf/element.ts";
import type { Joint, Link, RobotModel } from "../urdf/model.ts";
import { extentAlong } from "../space/shape.ts";
import { place, turned } from "../../quantity/placement.ts";
import type { Drive, OmniWheel } from "./profile.ts";

/** Lowest point of a link's solids in the root link [m]; infinity for none. */
export function lowestPoint(link: Link): number {
  const down = { x: 0, y: 0, z: -1 };
  return link.collisions.reduce(
    (low, { shape, at }) => Math.min(low, -extentAlong({ shape, at: place(link.rest, at) }, down)),
    Infinity,
  );
}

type Wheel = { readonly joint: Joint; readonly link: Link; readonly radius: number };

/** Links on continuous joints with a level axis that reach the ground. */
function wheelsOf(model: RobotModel, ground: number): Wheel[] {
  const reach = 0.02;
  return model.joints.flatMap((joint) => {
    const link = model.links.find((l) => l.name === joint.child);
    if (joint.type !== "continuous" || link === undefined) {
      return [];
    }
    const low = lowestPoint(link);
    const axis = turned(link.rest.rotation, joint.axis);
    const radius = link.rest.z - (low === Infinity ? ground : low);
    const rolls = Math.abs(axis.z) < 0.1 && radius > 0.005;
    return rolls && (low === Infinity || low - ground < reach) ? [{ joint, link, radius }] : [];
  });
}

/** What is known about the drive, and what had to be assumed. */
export type DriveReading = { readonly drive: Drive; readonly assumptions: readonly string[] };

/**
 * The drive as `<drive>` says it, else as the wheels suggest: wheels with an axis along y on both sides make a
 * differential drive, anything else an omni-directional one.
 */
export function readDrive(
  model: RobotModel,
  element: Element | undefined,
  ground: number,
): DriveReading {
  const wheels = wheelsOf(model, ground);
  if (element === undefined) {
    return guessDrive(wheels);
  }
  element.admit(["type", "left", "right"], []);
  const type = element.word("type", ["differential", "omni"]);
  if (type === "omni") {
    return { drive: { kind: "omni", wheels: wheels.map(omniWheel) }, assumptions: [] };
  }
  const side = (name: "left" | "right"): Wheel[] =>
    element
      .text(name)
      .trim()
      .split(/\s+/)
      .map((joint) => {
        const wheel = wheels.find((w) => w.joint.name === joint);
        if (wheel === undefined) {
          throw element.problem(
            `${name}="${joint}" is no wheel: a continuous joint with a level axis whose link reaches the ground is needed`,
          );
        }
        return wheel;
      });
  const drive = differential(side("left"), side("right"));
  if (drive === undefined) {
    throw element.problem(
      "a differential drive needs its left wheels at larger y than its right ones",
    );
  }
  return { drive, assumptions: [] };
}

function guessDrive(wheels: readonly Wheel[]): DriveReading {
  const across = wheels.filter(
    ({ joint, link }) => Math.abs(turned(link.rest.rotation, joint.axis).y) > 0.99,
  );
  const left = across.filter(({ link }) => link.rest.y > 0.02);
  const right = across.filter(({ link }) => link.rest.y < -0.02);
  const drive = differential(left, right);
  if (drive !== undefined && across.length === wheels.length) {
    const names = [...left, ...right].map(({ joint }) => joint.name).join(", ");
    return {
      drive,
      assumptions: [`no <drive> is given: taken as differential on the wheels ${names}`],
    };
  }
  return {
    drive: { kind: "omni", wheels: wheels.map(omniWheel) },
    assumptions: ["no <drive> is given and no pair of wheels is found: taken as omni-directional"],
  };
}

function differential(left: readonly Wheel[], right: readonly Wheel[]): Drive | undefined {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const track = mean(left.map((w) => w.link.rest.y)) - mean(right.map((w) => w.link.rest.y));
  if (!(track > 0.01)) {
    return undefined;
  }
  return {
    kind: "differential",
    left: left.map((w) => w.joint.name),
    right: right.map((w) => w.joint.name),
    wheelRadius: mean([...left, ...right].map((w) => w.radius)),
    track,
  };
}

function omniWheel({ joint, link, radius }: Wheel): OmniWheel {
  const axis = turned(link.rest.rotation, joint.axis);
  return {
    joint: joint.name,
    x: link.rest.x,
    y: link.rest.y,
    rolls: Math.atan2(axis.y, axis.x) - Math.PI / 2,
    radius,
  };
}
