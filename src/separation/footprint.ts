import { cross, dot, norm, scale, subtract, type Vector } from "../quantity/vector.ts";

/** A convex outline of the robot on the ground, counter-clockwise, in the base frame [m]. */
export type Footprint = readonly Vector[];

/** The shortest way from the footprint to a point. */
export type Gap = {
  /** Length of the gap, 0 for a point inside [m]. */
  readonly distance: number;
  /** Unit vector of the gap, from the robot to the point. */
  readonly towards: Vector;
  /** Lever arm that turns yaw rate into speed along the gap, at its foot [m]. */
  readonly lever: number;
};

/** The gap between a footprint and a point, both in the base frame. */
export function gapTo(footprint: Footprint, point: Vector): Gap {
  let best: { distance: number; foot: Vector } = { distance: Infinity, foot: { x: 0, y: 0 } };
  let inside = footprint.length > 2;
  footprint.forEach((from, index) => {
    const to = footprint[(index + 1) % footprint.length] ?? from;
    const edge = subtract(to, from);
    const offset = subtract(point, from);
    inside &&= cross(edge, offset) >= 0;
    const length = dot(edge, edge);
    const t = length > 0 ? Math.min(1, Math.max(0, dot(offset, edge) / length)) : 0;
    const foot = { x: from.x + t * edge.x, y: from.y + t * edge.y };
    const distance = norm(subtract(point, foot));
    if (distance < best.distance) {
      best = { distance, foot };
    }
  });
  const away = inside || best.distance === 0 ? point : subtract(point, best.foot);
  const length = norm(away);
  const towards = length > 0 ? scale(away, 1 / length) : { x: 1, y: 0 };
  return { distance: inside ? 0 : best.distance, towards, lever: cross(best.foot, towards) };
}

/** Largest distance of the outline from the base frame's origin [m]. */
export function radiusOf(footprint: Footprint): number {
  return footprint.reduce((largest, corner) => Math.max(largest, norm(corner)), 0);
}
