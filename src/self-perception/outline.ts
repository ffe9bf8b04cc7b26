import { cross, subtract, type Vector } from "../quantity/vector.ts";
import { place, type Placement, type Point3 } from "./placement.ts";
import type { Shape } from "./urdf.ts";

/** Sides of the polygon drawn around a circle; it contains the circle and sticks out by less than 0.9 % [1]. */
const SIDES = 24;
const OUTSIDE = 1 / Math.cos(Math.PI / SIDES);
const ANGLES = Array.from({ length: SIDES }, (_, k) => (2 * Math.PI * (k + 0.5)) / SIDES);

/** Points whose convex hull contains the shape, in the outer frame [m]; none for a mesh, whose extent is unknown. */
export function hullPoints(shape: Shape, placement: Placement): readonly Point3[] {
  switch (shape.kind) {
    case "box": {
      const [x, y, z] = shape.size;
      return [-x / 2, x / 2].flatMap((a) =>
        [-y / 2, y / 2].flatMap((b) => [-z / 2, z / 2].map((c) => place(placement, [a, b, c]))),
      );
    }
    case "cylinder":
      return [-shape.length / 2, shape.length / 2].flatMap((z) =>
        ANGLES.map((angle) =>
          place(placement, [
            shape.radius * OUTSIDE * Math.cos(angle),
            shape.radius * OUTSIDE * Math.sin(angle),
            z,
          ]),
        ),
      );
    case "sphere": {
      const [x, y, z] = placement.translation;
      const around = shape.radius * OUTSIDE;
      const rim = ANGLES.map((angle): Point3 => [
        x + around * Math.cos(angle),
        y + around * Math.sin(angle),
        z,
      ]);
      return [...rim, [x, y, z - shape.radius], [x, y, z + shape.radius]];
    }
    case "mesh":
      return [];
  }
}

/** Convex hull, counter-clockwise, without points on its edges (monotone chain, A. M. Andrew 1979). */
export function convexHull(points: readonly Vector[]): readonly Vector[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = halfHull(sorted);
  const upper = halfHull(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function halfHull(sorted: readonly Vector[]): readonly Vector[] {
  const hull: Vector[] = [];
  for (const point of sorted) {
    for (;;) {
      const last = hull.at(-1);
      const before = hull.at(-2);
      if (
        last === undefined ||
        before === undefined ||
        cross(subtract(last, before), subtract(point, before)) > 1e-9
      ) {
        break;
      }
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}
