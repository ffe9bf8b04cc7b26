import type { Vector } from "../../quantity/vector.ts";
import { cellAt, type Grid } from "./grid.ts";

/** Walking cost to one place from each cell, infinite where there is no way [m]. */
export type Field = Float32Array;

/** Cells from a place to the nearest one where somebody can stand, at most [1]. */
const REACH = 4;

/** Cells to each side whose distance from the place is taken as it is [1]. */
const BEGUN = 3;

/** A heap of cells, the cheapest first. */
type Heap = { readonly cells: number[]; readonly keys: number[] };

/** Walking cost to a place from everywhere, by fast marching (J. A. Sethian, PNAS 93(4), 1996): true in every direction. */
export function fieldTo(grid: Grid, place: Vector): Field {
  const field = new Float32Array(grid.costs.length).fill(Infinity);
  const done = new Uint8Array(field.length);
  const heap: Heap = { cells: [], keys: [] };
  const start = standingAt(grid, place);
  if (start < 0) {
    return field;
  }
  for (const [cell, cost] of aroundPlace(grid, start, place)) {
    field[cell] = cost;
    push(heap, cell, cost);
  }
  while (heap.cells.length > 0) {
    const cell = pop(heap);
    if (done[cell] === 1) {
      continue;
    }
    done[cell] = 1;
    const column = cell % grid.columns;
    visit(grid, field, done, column > 0 ? cell - 1 : -1, heap);
    visit(grid, field, done, column < grid.columns - 1 ? cell + 1 : -1, heap);
    visit(grid, field, done, cell - grid.columns, heap);
    visit(grid, field, done, cell + grid.columns, heap);
  }
  return field;
}

function visit(grid: Grid, field: Field, done: Uint8Array, cell: number, heap: Heap): void {
  if (cell >= 0 && cell < field.length && done[cell] === 0) {
    relax(grid, field, cell, heap);
  }
}

/**
 * The cells a field begins from: where all is free around a place, the true distances of those around it, for the first
 * steps of the marching are its coarsest; else its cell alone.
 */
function aroundPlace(
  grid: Grid,
  start: number,
  place: Vector,
): readonly (readonly [number, number])[] {
  const { minX, minY, cell, columns, rows } = grid;
  const [column, row] = [start % columns, Math.floor(start / columns)];
  const cells: (readonly [number, number])[] = [];
  for (let r = row - BEGUN; r <= row + BEGUN; r++) {
    for (let c = column - BEGUN; c <= column + BEGUN; c++) {
      const index = r * columns + c;
      if (c < 0 || c >= columns || r < 0 || r >= rows || !Number.isFinite(grid.costs[index])) {
        return [[start, 0]];
      }
      const [x, y] = [minX + (c + 0.5) * cell, minY + (r + 0.5) * cell];
      cells.push([index, (grid.costs[index] ?? 1) * Math.hypot(x - place.x, y - place.y)]);
    }
  }
  return cells;
}

/** Walking cost from a place, between the cells around it [m]. */
export function costFrom(grid: Grid, field: Field, { x, y }: Vector): number {
  const { minX, minY, cell, columns, rows } = grid;
  const u = Math.min(columns - 1.001, Math.max(0, (x - minX) / cell - 0.5));
  const v = Math.min(rows - 1.001, Math.max(0, (y - minY) / cell - 0.5));
  const corner = Math.floor(v) * columns + Math.floor(u);
  const [fu, fv] = [u - Math.floor(u), v - Math.floor(v)];
  let sum = 0;
  let weight = 0;
  for (let k = 0; k < 4; k++) {
    const share = (k & 1 ? fu : 1 - fu) * (k & 2 ? fv : 1 - fv);
    const cost = field[corner + (k & 1) + (k & 2 ? columns : 0)] ?? Infinity;
    if (Number.isFinite(cost)) {
      sum += share * cost;
      weight += share;
    }
  }
  return weight > 1e-6 ? sum / weight : Infinity;
}

/** Cost of a cell from the cheaper of its neighbours along x and along y. */
function relax(grid: Grid, field: Field, cell: number, heap: Heap): void {
  const pace = (grid.costs[cell] ?? Infinity) * grid.cell;
  if (!Number.isFinite(pace)) {
    return;
  }
  const column = cell % grid.columns;
  const left = column > 0 ? (field[cell - 1] ?? Infinity) : Infinity;
  const right = column < grid.columns - 1 ? (field[cell + 1] ?? Infinity) : Infinity;
  const a = Math.min(left, right);
  const b = Math.min(
    field[cell - grid.columns] ?? Infinity,
    field[cell + grid.columns] ?? Infinity,
  );
  const low = Math.min(a, b);
  const apart = Math.abs(a - b);
  const cost = apart < pace ? (a + b + Math.sqrt(2 * pace * pace - apart * apart)) / 2 : low + pace;
  if (cost < (field[cell] ?? Infinity)) {
    field[cell] = cost;
    push(heap, cell, cost);
  }
}

function standingAt(grid: Grid, place: Vector): number {
  const own = cellAt(grid, place);
  const [column, row] = [own % grid.columns, Math.floor(own / grid.columns)];
  let best = -1;
  let least = Infinity;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const [c, r] = [column + dx, row + dy];
      const far = dx * dx + dy * dy;
      const inside = c >= 0 && c < grid.columns && r >= 0 && r < grid.rows;
      if (inside && far < least && Number.isFinite(grid.costs[r * grid.columns + c])) {
        best = r * grid.columns + c;
        least = far;
      }
    }
  }
  return best;
}

function push({ cells, keys }: Heap, cell: number, key: number): void {
  let i = cells.length;
  cells.push(cell);
  keys.push(key);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if ((keys[parent] ?? 0) <= key) {
      break;
    }
    cells[i] = cells[parent] ?? 0;
    keys[i] = keys[parent] ?? 0;
    i = parent;
  }
  cells[i] = cell;
  keys[i] = key;
}

function pop(heap: Heap): number {
  const { cells, keys } = heap;
  const first = cells[0] ?? 0;
  const cell = cells.pop() ?? 0;
  const key = keys.pop() ?? 0;
  if (cells.length > 0) {
    sink(heap, cell, key);
  }
  return first;
}

/** Puts a cell in at the top and lets it sink to its place. */
function sink({ cells, keys }: Heap, cell: number, key: number): void {
  const size = cells.length;
  let i = 0;
  while (2 * i + 1 < size) {
    const left = 2 * i + 1;
    const isRight = left + 1 < size && (keys[left + 1] ?? Infinity) < (keys[left] ?? Infinity);
    const child = isRight ? left + 1 : left;
    const least = keys[child] ?? Infinity;
    if (least >= key) {
      break;
    }
    cells[i] = cells[child] ?? 0;
    keys[i] = least;
    i = child;
  }
  cells[i] = cell;
  keys[i] = key;
}
