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
/** Room around what is known [m]. */
const MARGIN = 1;
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

/** A grid around places [m], with what is filled for good there [m]. */
export function gridAround(places: readonly Vector[], filled: readonly Vector[]): Grid {
  const all = [...places, ...filled];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const least = (values: readonly number[]): number =>
    values.reduce((a, b) => Math.min(a, b), Infinity) - MARGIN;
  const most = (values: readonly number[]): number =>
    values.reduce((a, b) => Math.max(a, b), -Infinity) + MARGIN;
  const extent = { minX: least(xs), minY: least(ys), maxX: most(xs), maxY: most(ys) };
  const near = nearestFilled(extent, filled);
  return gridOver(extent, near);
}

/** Distance to the nearest filled place, as far as it matters to who walks [m]. */
function nearestFilled(
  { minX, minY, maxX }: Extent,
  filled: readonly Vector[],
): (x: number, y: number) => number {
  const columns = Math.ceil((maxX - minX) / SHY) + 1;
  const buckets = new Map<number, Vector[]>();
  const keyOf = (x: number, y: number): number =>
    Math.floor((y - minY) / SHY) * columns + Math.floor((x - minX) / SHY);
  for (const place of filled) {
    const key = keyOf(place.x, place.y);
    buckets.set(key, [...(buckets.get(key) ?? []), place]);
  }
  return (x, y) => {
    let nearest = SHY;
    for (let k = 0; k < 9; k++) {
      const [dx, dy] = [((k % 3) - 1) * SHY, (Math.floor(k / 3) - 1) * SHY];
      for (const place of buckets.get(keyOf(x + dx, y + dy)) ?? []) {
        const offX = Math.abs(place.x - x);
        const offY = Math.abs(place.y - y);
        if (offX < nearest && offY < nearest) {
          nearest = Math.min(nearest, Math.hypot(offX, offY));
        }
      }
    }
    return nearest;
  };
}

/** The cell of a place, the nearest one for a place outside. */
export function cellAt({ minX, minY, cell, columns, rows }: Grid, { x, y }: Vector): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cell)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cell)));
  return row * columns + column;
}
