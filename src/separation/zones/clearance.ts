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
  let feature = 0;
  let least = Infinity;
  let depth = -Infinity;
  let shallow = 0;
  const count = footprint.length;
  for (let i = 0; i < count; i++) {
    const from = footprint[i] ?? NOWHERE;
    const to = footprint[i + 1 < count ? i + 1 : 0] ?? NOWHERE;
    const edgeX = to.x - from.x;
    const edgeY = to.y - from.y;
    const offX = x - from.x;
    const offY = y - from.y;
    const length2 = edgeX * edgeX + edgeY * edgeY;
    const aside = (edgeY * offX - edgeX * offY) / Math.sqrt(length2);
    if (aside > depth) {
      depth = aside;
      shallow = i;
    }
    const t = (offX * edgeX + offY * edgeY) / length2;
    const part = t <= 0 ? 0 : t >= 1 ? 1 : t;
    const awayX = offX - part * edgeX;
    const awayY = offY - part * edgeY;
    const away2 = awayX * awayX + awayY * awayY;
    if (away2 < least) {
      least = away2;
      feature = t <= 0 ? 2 * i + 1 : t >= 1 ? 2 * ((i + 1) % count) + 1 : 2 * i;
    }
  }
  return depth <= 0 || feature % 2 === 0
    ? fromEdge(footprint, depth <= 0 ? shallow : feature / 2, x, y)
    : fromCorner(footprint, (feature - 1) / 2, x, y);
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
