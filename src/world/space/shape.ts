import type { Placement } from "./placement.ts";

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
