/** Who is near whom: people sorted into square cells by a counting sort. */
import { at } from "./column.ts";

export type Grid = {
  readonly cell: number;
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
  /** First entry of each cell in `order`, and the end of the last. */
  readonly starts: Int32Array;
  readonly order: Int32Array;
  readonly cells: Int32Array;
};

/** Side of a cell [m]. */
const CELL = 2;

export function createGrid(
  bounds: { minX: number; minY: number; maxX: number; maxY: number },
  count: number,
): Grid {
  const columns = Math.max(1, Math.ceil((bounds.maxX - bounds.minX) / CELL));
  const rows = Math.max(1, Math.ceil((bounds.maxY - bounds.minY) / CELL));
  return {
    cell: CELL,
    minX: bounds.minX,
    minY: bounds.minY,
    columns,
    rows,
    starts: new Int32Array(columns * rows + 1),
    order: new Int32Array(count),
    cells: new Int32Array(count),
  };
}

export function columnOf(grid: Grid, x: number): number {
  const column = Math.floor((x - grid.minX) / grid.cell);
  return column < 0 ? 0 : column >= grid.columns ? grid.columns - 1 : column;
}

export function rowOf(grid: Grid, y: number): number {
  const row = Math.floor((y - grid.minY) / grid.cell);
  return row < 0 ? 0 : row >= grid.rows ? grid.rows - 1 : row;
}

/** Sorts everyone into their cells anew. */
export function sortInto(grid: Grid, x: Float64Array, y: Float64Array): void {
  const { starts, order, cells } = grid;
  starts.fill(0);
  for (let i = 0; i < cells.length; i++) {
    const cell = rowOf(grid, at(y, i)) * grid.columns + columnOf(grid, at(x, i));
    cells[i] = cell;
    starts[cell + 1] = at(starts, cell + 1) + 1;
  }
  for (let c = 1; c < starts.length; c++) {
    starts[c] = at(starts, c) + at(starts, c - 1);
  }
  for (let i = cells.length - 1; i >= 0; i--) {
    const cell = at(cells, i);
    const end = at(starts, cell + 1) - 1;
    starts[cell + 1] = end;
    order[end] = i;
  }
  for (let c = 0; c < starts.length - 1; c++) {
    starts[c] = at(starts, c + 1);
  }
  starts[starts.length - 1] = cells.length;
}

/** Writes the indices of those within `radius` [m] of a point, and answers how many they are; at most `out.length`. */
export function listNear(
  grid: Grid,
  xs: Float64Array,
  ys: Float64Array,
  x: number,
  y: number,
  radius: number,
  out: Int32Array,
): number {
  const { starts, order } = grid;
  const lastColumn = columnOf(grid, x + radius);
  const lastRow = rowOf(grid, y + radius);
  let count = 0;
  for (let row = rowOf(grid, y - radius); row <= lastRow; row++) {
    for (let column = columnOf(grid, x - radius); column <= lastColumn; column++) {
      const cell = row * grid.columns + column;
      const end = at(starts, cell + 1);
      for (let k = at(starts, cell); k < end && count < out.length; k++) {
        const j = at(order, k);
        const dx = at(xs, j) - x;
        const dy = at(ys, j) - y;
        if (dx * dx + dy * dy <= radius * radius) {
          out[count++] = j;
        }
      }
    }
  }
  return count;
}
