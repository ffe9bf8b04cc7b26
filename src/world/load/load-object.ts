import type { LooseObject, ObjectShape, Rectangle } from "../scenario/description.ts";
import { readWorld } from "../scenario/read.ts";
import type { Shape } from "../space/shape.ts";
import { UrdfProblem } from "../urdf/problem.ts";
import { readRobot } from "../urdf/read.ts";
import { LoadProblem } from "./problem.ts";

/** Formats an object can be given in. */
export const OBJECT_FORMATS = ["urdf", "yaml"] as const;

const FRICTION = 0.5;
const RESTITUTION = 0.1;

/**
 * An object from a text: a URDF of one link with one box, cylinder or sphere and a mass, or an entry of `objects` as
 * world files have it.
 * @throws LoadProblem with one sentence.
 */
export function readObject(text: string, name: string, bounds: Rectangle): LooseObject {
  return text.trimStart().startsWith("<") ? fromUrdf(text, name) : fromYaml(text, name, bounds);
}

function fromUrdf(text: string, name: string): LooseObject {
  try {
    const model = readRobot(text, "resource", () => {
      throw new Error("an object may not have a mesh");
    });
    const [link, second] = model.links;
    const [solid, more] = link?.collisions ?? [];
    if (solid === undefined || second !== undefined || more !== undefined || !(model.mass > 0)) {
      throw new LoadProblem(
        "resource:1: an object needs one link with one <collision> and a <mass> above 0",
      );
    }
    return {
      id: name === "" ? model.name : name,
      at: { x: 0, y: 0, z: 0, yaw: 0 },
      shape: objectShape(solid.shape),
      mass: model.mass,
      friction: FRICTION,
      restitution: RESTITUTION,
    };
  } catch (error) {
    throw error instanceof UrdfProblem ? new LoadProblem(error.message) : error;
  }
}

function objectShape(shape: Shape): ObjectShape {
  switch (shape.kind) {
    case "box": {
      const [length, width, height] = shape.size;
      return { kind: "box", length, width, height };
    }
    case "cylinder":
      return { kind: "cylinder", radius: shape.radius, height: shape.length };
    case "sphere":
      return shape;
    case "capsule":
    case "hull":
      throw new LoadProblem("resource:1: an object must be a box, a cylinder or a sphere");
  }
}

function fromYaml(text: string, name: string, bounds: Rectangle): LooseObject {
  const { minX, minY, maxX, maxY } = bounds;
  const inWorld = [
    "name: resource",
    "description: An object.",
    `bounds: [${minX}, ${minY}, ${maxX}, ${maxY}]`,
    "objects:",
    ...text
      .trim()
      .split("\n")
      .map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`)),
  ];
  const reading = readWorld(inWorld.join("\n"), "resource");
  const object = reading.ok ? reading.description.objects[0] : undefined;
  if (object === undefined) {
    const first = reading.ok ? undefined : reading.errors[0];
    const line = Math.max(1, (first?.line ?? 5) - 4);
    throw new LoadProblem(`resource:${line}: ${first?.sentence ?? "An object is needed."}`);
  }
  return name === "" ? object : { ...object, id: name };
}
