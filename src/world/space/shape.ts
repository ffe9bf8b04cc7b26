import { type Placement, type Point, turned, turnedBack } from "../../quantity/placement.ts";

/** A solid. Axes of cylinders and capsules are z, as in URDF. */
export type Shape =
  | {
      readonly kind: "box";
      /** Edge lengths along x, y and z [m]. */
      readonly size: readonly [number, number, number];
    }
  | {
      readonly kind: "cylinder";
      /** [m] */
      readonly radius: number;
      /** [m] */
      readonly length: number;
    }
  | {
      readonly kind: "capsule";
      /** [m] */
      readonly radius: number;
      /** Length of the axis between the centres of the two caps [m]. */
      readonly length: number;
    }
  | {
      readonly kind: "sphere";
      /** [m] */
      readonly radius: number;
    }
  | {
      readonly kind: "hull";
      /** Corners of a convex solid, x y z after one another [m]. */
      readonly points: Float32Array;
    };

/** A solid where it is. */
export type Solid = { readonly shape: Shape; readonly at: Placement };

/** Points whose convex hull holds the solid, in the frame the solid is placed in [m]. Round shapes are boxed. */
export function cornersOf(shape: Shape): Float32Array {
  switch (shape.kind) {
    case "box":
      return boxCorners(shape.size[0] / 2, shape.size[1] / 2, shape.size[2] / 2);
    case "cylinder":
      return prismCorners(shape.radius, shape.length / 2);
    case "capsule":
      return prismCorners(shape.radius, shape.length / 2 + shape.radius);
    case "sphere":
      return prismCorners(shape.radius, shape.radius);
    case "hull":
      return shape.points;
  }
}

/** How far a solid reaches along a unit vector of the frame it is placed in [m]. */
export function extentAlong({ shape, at }: Solid, along: Point): number {
  const d = turned(turnedBack(at.rotation), along);
  const centre = at.x * along.x + at.y * along.y + at.z * along.z;
  return centre + supportOf(shape, d);
}

function supportOf(shape: Shape, d: Point): number {
  switch (shape.kind) {
    case "box":
      return (
        (Math.abs(d.x) * shape.size[0] +
          Math.abs(d.y) * shape.size[1] +
          Math.abs(d.z) * shape.size[2]) /
        2
      );
    case "cylinder":
      return shape.radius * Math.hypot(d.x, d.y) + (Math.abs(d.z) * shape.length) / 2;
    case "capsule":
      return shape.radius + (Math.abs(d.z) * shape.length) / 2;
    case "sphere":
      return shape.radius;
    case "hull": {
      let most = -Infinity;
      for (let i = 0; i + 2 < shape.points.length; i += 3) {
        const [x = 0, y = 0, z = 0] = shape.points.subarray(i, i + 3);
        most = Math.max(most, x * d.x + y * d.y + z * d.z);
      }
      return most;
    }
  }
}

const SIDES = 16;

function boxCorners(x: number, y: number, z: number): Float32Array {
  const points: number[] = [];
  for (const i of [-1, 1]) {
    for (const j of [-1, 1]) {
      points.push(i * x, j * y, -z, i * x, j * y, z);
    }
  }
  return Float32Array.from(points);
}

/** Corners of a regular prism that holds the cylinder. */
function prismCorners(radius: number, half: number): Float32Array {
  const points: number[] = [];
  const outer = radius / Math.cos(Math.PI / SIDES);
  for (let i = 0; i < SIDES; i++) {
    const angle = (2 * Math.PI * i) / SIDES;
    const x = outer * Math.cos(angle);
    const y = outer * Math.sin(angle);
    points.push(x, y, -half, x, y, half);
  }
  return Float32Array.from(points);
}
