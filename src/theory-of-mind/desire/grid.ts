import type { Vector } from "../../quantity/vector.ts";

/** The floor as walkers take it: what a metre counts in each cell, infinite where nobody can stand [1]. */
export type Grid = {
  /** Corner [m], side of a cell [m]. */
  readonly minX: number;
  readonly minY: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly costs: Float32Array;
};

export type Extent = {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
};

/** Side of a cell [m]: a doorway of 0.8 m is three cells wide. */
const CELL = 0.25;
/** Nearer than this to what stands nobody walks [m]; a metre counts up to half more within this [m]: people keep off walls. */
const BODY = 0.2;
const SHY = 0.5;
const SHYNESS = 0.5;
/** Most cells a grid may have [1]: a hall of 75 m by 75 m. */
const MOST = 90_000;

/**
 * A grid over an extent [m]; of a larger one the cells grow.
 * @param clearance - Distance to the nearest thing that stands, negative inside [m].
 */
export function gridOver(extent: Extent, clearance: (x: number, y: number) => number): Grid {
  const { minX, minY, maxX, maxY } = extent;
  const [wide, deep] = [Math.max(CELL, maxX - minX), Math.max(CELL, maxY - minY)];
  const cell = Math.max(CELL, Math.sqrt((wide * deep) / MOST));
  const [columns, rows] = [Math.ceil(wide / cell), Math.ceil(deep / cell)];
  const costs = new Float32Array(columns * rows);
  for (let k = 0; k < costs.length; k++) {
    const x = minX + ((k % columns) + 0.5) * cell;
    const free = clearance(x, minY + (Math.floor(k / columns) + 0.5) * cell);
    const shy = Math.max(0, SHY - free) / (SHY - BODY);
    costs[k] = free < BODY ? Infinity : 1 + SHYNESS * shy;
  }
  return { minX, minY, cell, columns, rows, costs };
}

/** The cell of a place, the nearest one for a place outside. */
export function cellAt({ minX, minY, cell, columns, rows }: Grid, { x, y }: Vector): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cell)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cell)));
  return row * columns + column;
}
