/** The fixed structures as people's feet meet them: a field of distances to the nearest one. */
import { at } from "./column.ts";
import type { Rectangle, Structure } from "../scenario/description.ts";
import { distancesTo, reachesDownTo } from "../scenario/footprint.ts";

/** Side of a cell of the field [m]: interpolated, a corner is off by less than 0.02 m. */
const CELL = 0.1;

/** Structures that begin above this are no obstacle [m]. */
const HEADROOM = 2;

/** Distances to the nearest structure or to the bounds, negative inside, on the corners of a grid [m]. */
export type Floor = {
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
  readonly distances: Float32Array;
};

export function createFloor(bounds: Rectangle, structures: readonly Structure[]): Floor {
  const { minX, minY, maxX, maxY } = bounds;
  const columns = Math.ceil((maxX - minX) / CELL) + 1;
  const rows = Math.ceil((maxY - minY) / CELL) + 1;
  const distances = new Float32Array(columns * rows);
  const standing = structures
    .filter((structure) => reachesDownTo(structure, HEADROOM))
    .map(distancesTo);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const point = { x: minX + column * CELL, y: minY + row * CELL };
      let least = Math.min(point.x - minX, maxX - point.x, point.y - minY, maxY - point.y);
      for (const distanceTo of standing) {
        least = Math.min(least, distanceTo(point));
      }
      distances[row * columns + column] = least;
    }
  }
  return { minX, minY, columns, rows, distances };
}

/** Distance from a point to the nearest structure, negative inside [m]. */
export function clearanceAt(floor: Floor, x: number, y: number): number {
  const { columns, rows, distances } = floor;
  const u = Math.min(Math.max((x - floor.minX) / CELL, 0), columns - 1.001);
  const v = Math.min(Math.max((y - floor.minY) / CELL, 0), rows - 1.001);
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fu = u - column;
  const corner = row * columns + column;
  const low = at(distances, corner) * (1 - fu) + at(distances, corner + 1) * fu;
  const high =
    at(distances, corner + columns) * (1 - fu) + at(distances, corner + columns + 1) * fu;
  return low + (high - low) * (v - row);
}

/** How far one can go from a point along a unit vector with `radius` [m] free around, at most `reach` [m]. */
export function freeWay(
  floor: Floor,
  x: number,
  y: number,
  ux: number,
  uy: number,
  radius: number,
  reach: number,
): number {
  let gone = 0;
  for (let i = 0; i < 64 && gone < reach; i++) {
    const free = clearanceAt(floor, x + ux * gone, y + uy * gone) - radius;
    if (free < 0.01) {
      return gone;
    }
    gone += Math.max(free, 0.05);
  }
  return Math.min(gone, reach);
}

/** Whether one can walk straight from one point to another with `radius` [m] free around. */
export function isStraightWayFree(
  floor: Floor,
  x: number,
  y: number,
  toX: number,
  toY: number,
  radius: number,
): boolean {
  const dx = toX - x;
  const dy = toY - y;
  const length = Math.sqrt(dx * dx + dy * dy);
  return (
    length < 1e-6 || freeWay(floor, x, y, dx / length, dy / length, radius, length) >= length - 1e-6
  );
}
