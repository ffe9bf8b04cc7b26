import { fromRollPitchYaw, ORIGIN, type Placement } from "../space/placement.ts";
import type { Shape, Solid } from "../space/shape.ts";
import type { Element } from "./element.ts";

/** Reads the corners of a mesh, or throws an Error whose message ends the sentence `mesh "...": `. */
export type MeshReader = (uri: string) => Float32Array;

/** Largest size of a link that is taken for real [m]. */
const LARGEST = 1000;

/** The `<origin>` of an element, or no displacement. */
export function readOrigin(element: Element): Placement {
  const origin = element.child("origin");
  if (origin === undefined) {
    return ORIGIN;
  }
  const [x, y, z] = origin.triple("xyz", [0, 0, 0]);
  const [roll, pitch, yaw] = origin.triple("rpy", [0, 0, 0]);
  return { x, y, z, rotation: fromRollPitchYaw(roll, pitch, yaw) };
}

/** One `<collision>` of a link. */
export function readCollision(element: Element, meshes: MeshReader): Solid {
  const geometry = element.child("geometry");
  if (geometry === undefined) {
    throw element.problem("<collision> needs a <geometry>");
  }
  const [first, second] = geometry.children;
  if (first === undefined || second !== undefined) {
    throw geometry.problem(
      "<geometry> must hold exactly one of <box>, <cylinder>, <capsule>, <sphere>, <mesh>",
    );
  }
  return { shape: readShape(first, meshes), at: readOrigin(element) };
}

function readShape(element: Element, meshes: MeshReader): Shape {
  const size = { min: 1e-6, max: LARGEST };
  switch (element.name) {
    case "box": {
      const edges = element.triple("size");
      if (!edges.every((edge) => edge > 0 && edge <= LARGEST)) {
        throw element.problem(
          `size of <box> must be three lengths above 0, and not "${element.text("size")}"`,
        );
      }
      return { kind: "box", size: edges };
    }
    case "cylinder":
    case "capsule":
      return {
        kind: element.name,
        radius: element.number("radius", size),
        length: element.number("length", size),
      };
    case "sphere":
      return { kind: "sphere", radius: element.number("radius", size) };
    case "mesh":
      return readMesh(element, meshes);
    default:
      throw element.problem(
        `<${element.name}> is no geometry; use box, cylinder, capsule, sphere or mesh`,
      );
  }
}

function readMesh(element: Element, meshes: MeshReader): Shape {
  const uri = element.text("filename");
  const scale = element.triple("scale", [1, 1, 1]);
  let corners: Float32Array;
  try {
    corners = meshes(uri);
  } catch (error) {
    throw element.problem(`mesh "${uri}": ${(error as Error).message}`);
  }
  return { kind: "hull", points: corners.map((value, i) => value * (scale[i % 3] ?? 1)) };
}
