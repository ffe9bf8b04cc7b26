import { cross, dot, subtract, type Vector } from "../../quantity/vector.ts";

/** Smaller than this no zone and no robot is [m²]. */
const LEAST_AREA = 1e-4;

/** What keeps a list of points from being the outline of an area; empty when nothing does. */
export type PolygonTrouble = "" | "few" | "not-finite" | "flat" | "crossing";

export function troubleWithPolygon(points: readonly Vector[]): PolygonTrouble {
  if (points.length < 3) {
    return "few";
  }
  if (!points.every(({ x, y }) => Number.isFinite(x + y))) {
    return "not-finite";
  }
  if (crossesItself(points)) {
    return "crossing";
  }
  return Math.abs(areaOf(points)) < LEAST_AREA ? "flat" : "";
}

/** Signed area, positive when counter-clockwise [m²]. */
export function areaOf(points: readonly Vector[]): number {
  return points.reduce((sum, point, i) => sum + cross(point, next(points, i)) / 2, 0);
}

/** Whether no corner turns to the right: what a counter-clockwise convex outline needs. */
export function isConvex(points: readonly Vector[]): boolean {
  return points.every((point, i) => {
    const to = next(points, i);
    const after = next(points, (i + 1) % points.length);
    return cross(subtract(to, point), subtract(after, to)) >= -1e-12;
  });
}

function next(points: readonly Vector[], i: number): Vector {
  return points[(i + 1) % points.length] ?? { x: NaN, y: NaN };
}

function crossesItself(points: readonly Vector[]): boolean {
  const last = points.length - 1;
  return points.some((from, i) =>
    points.some((other, j) => {
      if (j <= i) {
        return false;
      }
      const beside = j === i + 1 || (i === 0 && j === last);
      const edge = [from, next(points, i)] as const;
      const against = [other, next(points, j)] as const;
      return beside ? foldsBack(edge, against) : meet(edge, against);
    }),
  );
}

type Edge = readonly [Vector, Vector];

/** Whether two edges that share a corner lie on each other. */
function foldsBack([a, b]: Edge, [c, d]: Edge): boolean {
  const [shared, one, other] = b === c ? [b, a, d] : [a, b, c];
  const first = subtract(one, shared);
  const second = subtract(other, shared);
  return Math.abs(cross(first, second)) < 1e-12 && dot(first, second) >= 0;
}

/** Whether two edges have a point in common. */
function meet([a, b]: Edge, [c, d]: Edge): boolean {
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)] as const;
  const touches = [isBetween(a, b, c), isBetween(a, b, d), isBetween(c, d, a), isBetween(c, d, b)];
  return (
    (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) ||
    sides.some((where, i) => where === 0 && touches[i] === true)
  );
}

function side(a: Vector, b: Vector, p: Vector): number {
  return Math.sign(cross(subtract(b, a), subtract(p, a)));
}

function isBetween(a: Vector, b: Vector, p: Vector): boolean {
  return dot(subtract(p, a), subtract(p, b)) <= 0;
}
