import { dot, norm, subtract, type Vector } from "../quantity/vector.ts";

/**
 * How far inside (+) or outside (-) a polygon a point lies [m]: the distance to its outline, on which it is 0. The
 * outline may be concave and run either way around; it closes by itself.
 */
export function depthInside(outline: readonly Vector[], point: Vector): number {
  const edges = outline.map((end, at) => ({ start: outline.at(at - 1) ?? end, end }));
  const nearest = Math.min(...edges.map(({ start, end }) => distanceToEdge(start, end, point)));
  const crossed = edges.filter(({ start, end }) => crosses(start, end, point)).length;
  return crossed % 2 === 1 ? nearest : -nearest;
}

function distanceToEdge(start: Vector, end: Vector, point: Vector): number {
  const edge = subtract(end, start);
  const from = subtract(point, start);
  const along = dot(from, edge) / dot(edge, edge);
  const t = Math.min(Math.max(along, 0), 1);
  return norm({ x: from.x - t * edge.x, y: from.y - t * edge.y });
}

/** Whether a ray from the point towards +x meets the edge (even-odd rule). */
function crosses(start: Vector, end: Vector, { x, y }: Vector): boolean {
  return (
    start.y > y !== end.y > y &&
    x < start.x + ((end.x - start.x) * (y - start.y)) / (end.y - start.y)
  );
}
