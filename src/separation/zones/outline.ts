import type { Vector } from "../../quantity/vector.ts";

/** A shape as it lies now, in the base frame [m]. */
export type Outline =
  | { readonly kind: "circle"; readonly x: number; readonly y: number; readonly radius: number }
  | Polygon;

export type Polygon = {
  readonly kind: "polygon";
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The box around it. */
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
};

/** What lies this near to an edge counts as inside [m]. */
const EDGE = 1e-9;

export function polygonOf(points: readonly Vector[]): Polygon {
  const x = Float64Array.from(points, (point) => point.x);
  const y = Float64Array.from(points, (point) => point.y);
  return {
    kind: "polygon",
    x,
    y,
    minX: Math.min(...x) - EDGE,
    maxX: Math.max(...x) + EDGE,
    minY: Math.min(...y) - EDGE,
    maxY: Math.max(...y) + EDGE,
  };
}

/** Whether a point is inside or on the edge. */
export function holds(outline: Outline, x: number, y: number): boolean {
  if (outline.kind === "circle") {
    const dx = x - outline.x;
    const dy = y - outline.y;
    const reach = outline.radius + EDGE;
    return dx * dx + dy * dy <= reach * reach;
  }
  const { minX, maxX, minY, maxY } = outline;
  return x >= minX && x <= maxX && y >= minY && y <= maxY && isInside(outline, x, y);
}

/** By counting the edges a ray to the right crosses (J. O'Rourke, Computational Geometry in C, 7.4). */
function isInside({ x: xs, y: ys }: Polygon, x: number, y: number): boolean {
  let inside = false;
  let fromX = (xs[xs.length - 1] ?? NaN) - x;
  let fromY = (ys[ys.length - 1] ?? NaN) - y;
  for (let i = 0; i < xs.length; i++) {
    const toX = (xs[i] ?? NaN) - x;
    const toY = (ys[i] ?? NaN) - y;
    const area = fromX * toY - toX * fromY;
    if (isOnEdge(fromX, fromY, toX, toY, area)) {
      return true;
    }
    if (fromY > 0 !== toY > 0 && area > 0 === toY > fromY) {
      inside = !inside;
    }
    fromX = toX;
    fromY = toY;
  }
  return inside;
}

/** Whether the origin is on the edge from one corner to the next; `area` is their cross product. */
function isOnEdge(fromX: number, fromY: number, toX: number, toY: number, area: number): boolean {
  if (fromX * toX + fromY * toY > EDGE) {
    return false;
  }
  const dx = toX - fromX;
  const dy = toY - fromY;
  return area * area <= EDGE * EDGE * (dx * dx + dy * dy);
}

/** The corners, for drawing; a circle as a polygon that holds it. */
export function cornersOf(outline: Outline, corners = 36): Vector[] {
  if (outline.kind === "polygon") {
    return Array.from(outline.x, (x, i) => ({ x, y: outline.y[i] ?? NaN }));
  }
  const radius = outline.radius / Math.cos(Math.PI / corners);
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return { x: outline.x + radius * Math.cos(angle), y: outline.y + radius * Math.sin(angle) };
  });
}
