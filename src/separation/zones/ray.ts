import type { Footprint } from "../footprint.ts";
import { holds, type Outline, type Polygon } from "./outline.ts";
import type { Ray } from "./points.ts";

/** The ray from where it leaves the robot: inside itself the robot needs no sensor. */
export function beyond(footprint: Footprint, ray: Ray): Ray {
  const length = lastInside(footprint, ray);
  return { ...ray, x: ray.x + length * ray.dx, y: ray.y + length * ray.dy };
}

/** How far along a ray its last point in a convex counter-clockwise outline is; 0 when it never meets it [m]. */
function lastInside(footprint: Footprint, { x, y, dx, dy }: Ray): number {
  let enters = 0;
  let leaves = Infinity;
  for (let i = 0; i < footprint.length; i++) {
    const from = footprint[i] ?? NOWHERE;
    const to = footprint[i + 1] ?? footprint[0] ?? NOWHERE;
    const outX = to.y - from.y;
    const outY = from.x - to.x;
    const speed = outX * dx + outY * dy;
    const height = outX * (x - from.x) + outY * (y - from.y);
    if (speed > 0) {
      leaves = Math.min(leaves, -height / speed);
    } else if (speed < 0) {
      enters = Math.max(enters, -height / speed);
    } else if (height > 0) {
      return 0;
    }
  }
  return leaves >= enters && leaves < Infinity ? leaves : 0;
}

const NOWHERE = { x: NaN, y: NaN };

/** How far along a ray the outline begins; Infinity when the ray never meets it [m]. */
export function lengthTo(outline: Outline, ray: Ray): number {
  if (holds(outline, ray.x, ray.y)) {
    return 0;
  }
  return outline.kind === "circle" ? toCircle(outline, ray) : toEdge(outline, ray);
}

function toCircle(circle: { x: number; y: number; radius: number }, ray: Ray): number {
  const offX = ray.x - circle.x;
  const offY = ray.y - circle.y;
  const half = offX * ray.dx + offY * ray.dy;
  const rest = half * half - (offX * offX + offY * offY - circle.radius * circle.radius);
  return rest >= 0 && half < 0 ? -half - Math.sqrt(rest) : Infinity;
}

function toEdge({ x: xs, y: ys }: Polygon, { x, y, dx, dy }: Ray): number {
  let least = Infinity;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const fromX = (xs[j] ?? NaN) - x;
    const fromY = (ys[j] ?? NaN) - y;
    const edgeX = (xs[i] ?? NaN) - x - fromX;
    const edgeY = (ys[i] ?? NaN) - y - fromY;
    const slant = dx * edgeY - dy * edgeX;
    const along = (fromX * edgeY - fromY * edgeX) / slant;
    const share = (fromX * dy - fromY * dx) / slant;
    if (along >= 0 && along < least && share >= -ROUNDING && share <= 1 + ROUNDING) {
      least = along;
    }
  }
  return least;
}

/** So that no ray slips through a corner between two edges [1]. */
const ROUNDING = 1e-12;
