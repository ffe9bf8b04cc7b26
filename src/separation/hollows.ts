import { cross, dot, subtract, type Vector, ZERO } from "../quantity/vector.ts";

/**
 * Which points of a surface may be of one thing with one of them: between the two the surface nowhere lies farther behind
 * the straight line from the one to the other than a depth. Behind a hollow begins another thing: a second leg, or a
 * post beside a wall. What is round or straight has no hollows.
 * @param points - In the order of the beams [m].
 * @param at - Index of the one.
 * @param towards - Unit vector from the robot to it.
 * @param depth - As deep as noise makes what has no hollow [m].
 */
export function withoutHollow(
  points: readonly Vector[],
  at: number,
  towards: Vector,
  depth: number,
): readonly boolean[] {
  const from = points[at] ?? ZERO;
  const found = points.map(() => true);
  const winding = windingOf(points);
  for (const side of [1, -1] as const) {
    let deepest = -Infinity;
    for (let i = at + side; i >= 0 && i < points.length; i += side) {
      const way = subtract(points[i] ?? ZERO, from);
      const behind = dot(way, towards);
      const along = side * winding * cross(towards, way);
      const slope = Math.atan2(behind, along);
      found[i] = slope >= deepest;
      const length = Math.sqrt(behind * behind + along * along);
      deepest = length > depth ? Math.max(deepest, slope - Math.asin(depth / length)) : deepest;
    }
  }
  return found;
}

/** Which way round the robot the points come: 1 counter-clockwise, -1 clockwise. */
function windingOf(points: readonly Vector[]): 1 | -1 {
  const swept = points.reduce((sum, point, i) => sum + cross(points[i - 1] ?? point, point), 0);
  return swept < 0 ? -1 : 1;
}
