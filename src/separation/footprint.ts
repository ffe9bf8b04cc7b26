import { cross, norm, scale, subtract, type Vector, ZERO } from "../quantity/vector.ts";

/** A convex outline of the robot on the ground, counter-clockwise, in the base frame [m]. */
export type Footprint = readonly Vector[];

/** The shortest way from the footprint to a point. */
export type Gap = {
  /** Length of the gap, 0 for a point inside [m]. */
  readonly distance: number;
  /** Unit vector of the gap, from the robot to the point; for a point inside, out of the robot the shortest way. */
  readonly towards: Vector;
  /** Lever arm that turns yaw rate into speed along the gap, at its foot [m]. */
  readonly lever: number;
};

/**
 * The gap between a footprint and a point, both in the base frame; none where it cannot be reckoned. Written in numbers and not
 * in vectors: asked thousands of times a second, it is where vectors cost most.
 */
export function gapTo(footprint: Footprint, point: Vector): Gap {
  let distance = Infinity;
  let footX = 0;
  let footY = 0;
  let inside = footprint.length > 2;
  for (let i = 0; i < footprint.length; i++) {
    const from = footprint[i] ?? ZERO;
    const to = footprint[i + 1] ?? footprint[0] ?? ZERO;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const offsetX = point.x - from.x;
    const offsetY = point.y - from.y;
    inside &&= edgeX * offsetY - edgeY * offsetX >= 0;
    const length = edgeX * edgeX + edgeY * edgeY;
    const t = length > 0 ? clamped((offsetX * edgeX + offsetY * edgeY) / length) : 0;
    const awayX = point.x - (from.x + t * edgeX);
    const awayY = point.y - (from.y + t * edgeY);
    const away = Math.sqrt(awayX * awayX + awayY * awayY);
    if (away < distance) {
      distance = away;
      footX = from.x + t * edgeX;
      footY = from.y + t * edgeY;
    }
  }
  const foot = { x: footX, y: footY };
  const towards = directionOf(outward(point, foot, inside ? "inside" : "outside"));
  const none = inside || !(distance < Infinity);
  return { distance: none ? 0 : distance, towards, lever: cross(foot, towards) };
}

/** A share of an edge; not a number where it is none. */
function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** From the outline to a point outside; from one inside the shortest way out, along which it must not go deeper. */
function outward(point: Vector, foot: Vector, place: "inside" | "outside"): Vector {
  const away = place === "inside" ? subtract(foot, point) : subtract(point, foot);
  return norm(away) > 0 ? away : point;
}

/** Its direction; some direction where it has none. */
function directionOf(away: Vector): Vector {
  const length = norm(away);
  return length > 0 ? unrounded(scale(away, 1 / length)) : { x: 1, y: 0 };
}

/** What is left of a direction's component by rounding alone [1]: it would forbid motion along a wall. */
const ROUNDING = 1e-12;

function unrounded({ x, y }: Vector): Vector {
  return { x: Math.abs(x) < ROUNDING ? 0 : x, y: Math.abs(y) < ROUNDING ? 0 : y };
}

/** Largest distance of the outline from the base frame's origin [m]. */
export function radiusOf(footprint: Footprint): number {
  let largest = 0;
  for (const corner of footprint) {
    largest = Math.max(largest, norm(corner));
  }
  return largest;
}

/** Distance of the outline from the base frame's origin where it is nearest [m]; 0 when the origin is outside. */
export function innerRadiusOf(footprint: Footprint): number {
  let least = Infinity;
  for (let i = 0; i < footprint.length; i++) {
    const from = footprint[i] ?? ZERO;
    const to = footprint[i + 1] ?? footprint[0] ?? ZERO;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const length = Math.max(Math.sqrt(edgeX * edgeX + edgeY * edgeY), Number.MIN_VALUE);
    least = Math.min(least, Math.max(0, (from.x * edgeY - from.y * edgeX) / length));
  }
  return least;
}

/** Smallest width of an outline [m]; 0 where it has none, or what is not a number. In numbers, as `gapTo` and for its reason. */
export function widthOf(footprint: Footprint): number {
  let least = Infinity;
  for (let i = 0; i < footprint.length; i++) {
    const from = footprint[i] ?? ZERO;
    const to = footprint[i + 1] ?? footprint[0] ?? ZERO;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const length = Math.max(Math.sqrt(edgeX * edgeX + edgeY * edgeY), Number.MIN_VALUE);
    let width = 0;
    for (const corner of footprint) {
      const across = edgeX * (corner.y - from.y) - edgeY * (corner.x - from.x);
      width = Math.max(width, Math.abs(across) / length);
    }
    least = Math.min(least, width);
  }
  return footprint.length === 0 ? 0 : least;
}
