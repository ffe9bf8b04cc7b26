import type { Footprint } from "../footprint.ts";

/** How a point lies to a convex footprint. */
export type Clearance = {
  /** Signed distance, negative inside [m]. */
  readonly distance: number;
  /** Unit vector along which the footprint would come nearer to the point. */
  readonly x: number;
  readonly y: number;
  /** Lever arm that turns yaw rate into speed along it [m]. */
  readonly lever: number;
  /** The part of the outline that is nearest: edge i is 2 i, corner i is 2 i + 1. */
  readonly feature: number;
};

/**
 * The clearance between a convex counter-clockwise footprint of three corners or more and a point, both in the base
 * frame. Distance to a convex body is smooth outside it, so its rate of change is exactly
 * `-(x vx + y vy + lever wz)`; inside, the nearest edge is the way out.
 */
export function clearanceTo(footprint: Footprint, x: number, y: number): Clearance {
  const { edge, height } = highestEdge(footprint, x, y);
  if (height <= 0) {
    return fromEdge(footprint, edge, x, y);
  }
  const feature = nearestFeature(footprint, x, y);
  return feature % 2 === 0
    ? fromEdge(footprint, feature / 2, x, y)
    : fromCorner(footprint, (feature - 1) / 2, x, y);
}

/** The edge above which the point is highest, and how high: not above 0 for a point inside [m]. */
function highestEdge(
  footprint: Footprint,
  x: number,
  y: number,
): { readonly edge: number; readonly height: number } {
  let height = -Infinity;
  let edge = 0;
  for (let i = 0; i < footprint.length; i++) {
    const from = footprint[i] ?? NOWHERE;
    const to = footprint[i + 1] ?? footprint[0] ?? NOWHERE;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const area = edgeY * (x - from.x) - edgeX * (y - from.y);
    const above = area / Math.sqrt(edgeX * edgeX + edgeY * edgeY);
    if (above > height) {
      height = above;
      edge = i;
    }
  }
  return { edge, height };
}

/** The edge or corner nearest to a point outside. */
function nearestFeature(footprint: Footprint, x: number, y: number): number {
  const count = footprint.length;
  let feature = 0;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const from = footprint[i] ?? NOWHERE;
    const to = footprint[i + 1] ?? footprint[0] ?? NOWHERE;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const offX = x - from.x;
    const offY = y - from.y;
    const t = (offX * edgeX + offY * edgeY) / (edgeX * edgeX + edgeY * edgeY);
    const part = Math.min(1, Math.max(0, t));
    const awayX = offX - part * edgeX;
    const awayY = offY - part * edgeY;
    const away = awayX * awayX + awayY * awayY;
    if (away < least) {
      least = away;
      feature = part === 0 ? 2 * i + 1 : part === 1 ? 2 * ((i + 1) % count) + 1 : 2 * i;
    }
  }
  return feature;
}

const NOWHERE = { x: NaN, y: NaN };

function fromEdge(footprint: Footprint, i: number, x: number, y: number): Clearance {
  const from = footprint[i] ?? NOWHERE;
  const to = footprint[(i + 1) % footprint.length] ?? NOWHERE;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const normalX = (to.y - from.y) / length;
  const normalY = (from.x - to.x) / length;
  const distance = (x - from.x) * normalX + (y - from.y) * normalY;
  const lever = (x - distance * normalX) * normalY - (y - distance * normalY) * normalX;
  return { distance, x: normalX, y: normalY, lever, feature: 2 * i };
}

function fromCorner(footprint: Footprint, i: number, x: number, y: number): Clearance {
  const corner = footprint[i] ?? NOWHERE;
  const distance = Math.hypot(x - corner.x, y - corner.y);
  const towardsX = (x - corner.x) / distance;
  const towardsY = (y - corner.y) / distance;
  const lever = corner.x * towardsY - corner.y * towardsX;
  return { distance, x: towardsX, y: towardsY, lever, feature: 2 * i + 1 };
}
