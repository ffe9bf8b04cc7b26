import { place, turned } from "../../quantity/placement.ts";
import { cornersOf } from "../space/shape.ts";
import type { RobotModel } from "../urdf/model.ts";

/**
 * The convex outline of a robot at rest, seen from above in its root link, as x1, y1, x2, y2, ... counter-clockwise [m].
 * Empty where no link has a shape. (A. M. Andrew, 1979: the hull of sorted points, one side after the other.)
 */
export function outlineOf(model: RobotModel): readonly number[] {
  const points = pointsOf(model).sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const lower = chain(points);
  const upper = chain(points.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)].flat();
}

type Point = readonly [x: number, y: number];

/** Every corner, to the tenth of a millimetre. */
function pointsOf({ links }: RobotModel): Point[] {
  const points: Point[] = [];
  for (const link of links) {
    for (const { shape, at } of link.collisions) {
      const rest = place(link.rest, at);
      const corners = cornersOf(shape);
      for (let i = 0; i + 2 < corners.length; i += 3) {
        const [x = 0, y = 0, z = 0] = corners.subarray(i, i + 3);
        const p = turned(rest.rotation, { x, y, z });
        points.push([fine(rest.x + p.x), fine(rest.y + p.y)]);
      }
    }
  }
  return points;
}

function fine(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Of sorted points those that turn left only. */
function chain(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 1 && !isLeft(kept.at(-2) ?? point, kept.at(-1) ?? point, point)) {
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

function isLeft(a: Point, b: Point, c: Point): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
