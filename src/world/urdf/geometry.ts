import { fromRollPitchYaw, ORIGIN, type Placement } from "../../quantity/placement.ts";
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
  if (![x, y, z].every((value) => Math.abs(value) <= LARGEST)) {
    throw origin.problem(
      `xyz of <origin> must be three lengths up to ${LARGEST} m, and not "${origin.text("xyz")}"`,
    );
  }
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
    const [reason = ""] = (error as Error).message.split("\n");
    throw element.problem(`mesh "${uri}": ${reason}`);
  }
  const points = corners.map((value, i) => value * (scale[i % 3] ?? 1));
  if (!points.every((value) => Math.abs(value) <= LARGEST)) {
    throw element.problem(
      `mesh "${uri}": it is larger than ${LARGEST} m; a file in millimetres needs scale="0.001 0.001 0.001"`,
    );
  }
  if (!spansPlane(points)) {
    throw element.problem(`mesh "${uri}": all its corners lie on one line`);
  }
  return { kind: "hull", points };
}

/** Least area that three corners of a mesh must span, over its size squared [1]. */
const THINNEST = 1e-6;

/** Whether some three corners do not lie on one line. */
function spansPlane(points: Float32Array): boolean {
  const corner = (i: number): Triple => [points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0];
  const from = (a: Triple, b: Triple): Triple => [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const first = corner(0);
  let far: Triple = [0, 0, 0];
  for (let i = 3; i + 2 < points.length; i += 3) {
    const way = from(first, corner(i));
    far = Math.hypot(...way) > Math.hypot(...far) ? way : far;
  }
  const size = Math.hypot(...far);
  const [x, y, z] = far;
  for (let i = 3; i + 2 < points.length; i += 3) {
    const [a, b, c] = from(first, corner(i));
    if (Math.hypot(y * c - z * b, z * a - x * c, x * b - y * a) > THINNEST * size * size) {
      return true;
    }
  }
  return false;
}

type Triple = readonly [number, number, number];
