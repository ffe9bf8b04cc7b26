/** Ways around the structures: for each goal, once, the walking distance from everywhere (E. W. Dijkstra, 1959). */
import { at } from "./column.ts";
import { clearanceAt, isStraightWayFree, type Floor } from "./floor.ts";

/** Side of a cell [m]. */
const CELL = 0.25;

/** Room a way keeps to the structures [m]: the widest body and a little. */
const WAY_RADIUS = 0.25;

/** Nearer than this to a structure, a step counts up to twice [m]: people keep off walls. */
const SHY = 0.6;

/** Cells looked ahead for the farthest point in a straight line. */
const LOOK_AHEAD = 40;

const SQRT2 = Math.SQRT2;
const NEIGHBOURS = [
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 1],
  [0, -1, 1],
  [1, 1, SQRT2],
  [1, -1, SQRT2],
  [-1, 1, SQRT2],
  [-1, -1, SQRT2],
] as const;

/** Walking distance to one goal from each cell, infinite where nobody can stand [m]. */
export type Field = { readonly x: number; readonly y: number; readonly distances: Float32Array };

export type Routes = {
  readonly floor: Floor;
  readonly columns: number;
  readonly rows: number;
  /** What a step into a cell counts, infinite where nobody can stand [1]. */
  readonly costs: Float32Array;
  readonly fields: Map<number, Field>;
};

export function createRoutes(floor: Floor, width: number, depth: number): Routes {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(depth / CELL);
  const costs = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = floor.minX + (column + 0.5) * CELL;
      const clearance = clearanceAt(floor, x, floor.minY + (row + 0.5) * CELL);
      costs[row * columns + column] =
        clearance < WAY_RADIUS ? Infinity : 1 + Math.max(0, SHY - clearance) / (SHY - WAY_RADIUS);
    }
  }
  return { floor, columns, rows, costs, fields: new Map() };
}

function cellOf(routes: Routes, x: number, y: number): number {
  const { columns, rows, floor } = routes;
  const column = Math.min(Math.max(Math.floor((x - floor.minX) / CELL), 0), columns - 1);
  const row = Math.min(Math.max(Math.floor((y - floor.minY) / CELL), 0), rows - 1);
  return row * columns + column;
}

/** The cell of a point, or the nearest one where somebody can stand, within five cells. */
function standingCell(routes: Routes, x: number, y: number, distances: Float32Array): number {
  const own = cellOf(routes, x, y);
  if (Number.isFinite(distances[own])) {
    return own;
  }
  let best = own;
  let least = Infinity;
  for (let dy = -5; dy <= 5; dy++) {
    for (let dx = -5; dx <= 5; dx++) {
      const cell = cellOf(routes, x + dx * CELL, y + dy * CELL);
      const far = dx * dx + dy * dy;
      if (far < least && Number.isFinite(distances[cell])) {
        best = cell;
        least = far;
      }
    }
  }
  return best;
}

/** A binary heap of cells by distance. */
type Heap = { readonly cells: number[]; readonly keys: number[] };

function push(heap: Heap, cell: number, key: number): void {
  let i = heap.cells.length;
  heap.cells.push(cell);
  heap.keys.push(key);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (at(heap.keys, parent) <= key) {
      break;
    }
    heap.cells[i] = at(heap.cells, parent);
    heap.keys[i] = at(heap.keys, parent);
    i = parent;
  }
  heap.cells[i] = cell;
  heap.keys[i] = key;
}

function pop(heap: Heap): number {
  const { cells, keys } = heap;
  const first = at(cells, 0);
  const cell = cells.pop() ?? 0;
  const key = keys.pop() ?? 0;
  const size = cells.length;
  let i = 0;
  while (2 * i + 1 < size) {
    let child = 2 * i + 1;
    if (child + 1 < size && at(keys, child + 1) < at(keys, child)) {
      child++;
    }
    if (at(keys, child) >= key) {
      break;
    }
    cells[i] = at(cells, child);
    keys[i] = at(keys, child);
    i = child;
  }
  if (size > 0) {
    cells[i] = cell;
    keys[i] = key;
  }
  return first;
}

function spreadFrom(routes: Routes, goal: number): Float32Array {
  const { columns, rows, costs } = routes;
  const distances = new Float32Array(costs.length).fill(Infinity);
  const done = new Uint8Array(costs.length);
  const heap: Heap = { cells: [], keys: [] };
  distances[goal] = 0;
  push(heap, goal, 0);
  while (heap.cells.length > 0) {
    const cell = pop(heap);
    if (done[cell] === 1) {
      continue;
    }
    done[cell] = 1;
    const column = cell % columns;
    const row = (cell - column) / columns;
    const own = at(distances, cell);
    for (const neighbour of NEIGHBOURS) {
      const c = column + neighbour[0];
      const r = row + neighbour[1];
      if (c < 0 || c >= columns || r < 0 || r >= rows) {
        continue;
      }
      const next = r * columns + c;
      const key = own + neighbour[2] * CELL * at(costs, next);
      if (key < at(distances, next)) {
        distances[next] = key;
        push(heap, next, key);
      }
    }
  }
  return distances;
}

/** The field of a goal, computed at its first use. */
export function fieldTo(routes: Routes, x: number, y: number): Field {
  const goal = standingCell(routes, x, y, routes.costs);
  const known = routes.fields.get(goal);
  if (known !== undefined) {
    return known;
  }
  const field = { x, y, distances: spreadFrom(routes, goal) };
  routes.fields.set(goal, field);
  return field;
}

/** Walking distance from a point to a field's goal, infinite where there is no way [m]. */
export function walkingDistance(routes: Routes, field: Field, x: number, y: number): number {
  return field.distances[standingCell(routes, x, y, field.distances)] ?? Infinity;
}

/** A point to walk to, written by `waypoint` [m]. */
export type Waypoint = { x: number; y: number };

/** Room a way has around it that begins at (x, y), where there may be less [m]. */
export function wayRoom(floor: Floor, x: number, y: number): number {
  return Math.min(WAY_RADIUS - 0.02, clearanceAt(floor, x, y) - 0.01);
}

/** The farthest point of the way to a field's goal that can be reached in a straight line from (x, y). */
export function waypoint(routes: Routes, field: Field, x: number, y: number, out: Waypoint): void {
  const { floor, columns } = routes;
  const { distances } = field;
  const room = wayRoom(floor, x, y);
  let cell = standingCell(routes, x, y, distances);
  let step = 1;
  out.x = floor.minX + ((cell % columns) + 0.5) * CELL;
  out.y = floor.minY + (Math.floor(cell / columns) + 0.5) * CELL;
  for (let i = 0; i < LOOK_AHEAD; i++) {
    const next = downhill(routes, distances, cell);
    if (next === cell) {
      return;
    }
    cell = next;
    if (--step > 0) {
      continue;
    }
    step = i < 4 ? 1 : 3;
    const toX = floor.minX + ((cell % columns) + 0.5) * CELL;
    const toY = floor.minY + (Math.floor(cell / columns) + 0.5) * CELL;
    if (!isStraightWayFree(floor, x, y, toX, toY, room) && i > 0) {
      return;
    }
    out.x = toX;
    out.y = toY;
  }
}

function downhill(routes: Routes, distances: Float32Array, cell: number): number {
  const { columns, rows } = routes;
  const column = cell % columns;
  const row = (cell - column) / columns;
  let best = cell;
  let least = at(distances, cell);
  for (const neighbour of NEIGHBOURS) {
    const c = column + neighbour[0];
    const r = row + neighbour[1];
    const next = r * columns + c;
    if (c >= 0 && c < columns && r >= 0 && r < rows && at(distances, next) < least) {
      best = next;
      least = at(distances, next);
    }
  }
  return best;
}
