import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";

/** Side of a cell [m]. */
const CELL = 0.1;

/** What has not been met again for this long is forgotten [s]. */
const FORGOTTEN = 120;

/**
 * What stands here for good, learnt as it is seen: cells of odom where something too wide for a person was, with the time
 * it was last met. What is remembered is the place, never a person.
 */
export type Background = {
  readonly cells: ReadonlyMap<number, Seconds>;
  /** Times of the latest lesson, and of the latest sorting out [s]. */
  readonly learnt: Seconds;
  readonly swept: Seconds;
};

export const UNKNOWN_PLACE: Background = { cells: new Map(), learnt: -Infinity, swept: -Infinity };

/** Most cells remembered [1]: 200 m² of walls at a cell's width. */
const MOST = 20_000;

const SPAN = 1 << 15;

function keyOf(x: number, y: number): number {
  return (Math.floor(x / CELL) + SPAN) * 2 * SPAN + Math.floor(y / CELL) + SPAN;
}

/** The background with more places that are filled for good [m]. */
export function learnPlace(
  background: Background,
  at: Seconds,
  filled: readonly (readonly [number, number])[],
): Background {
  const cells = new Map(background.cells);
  for (const [x, y] of filled) {
    cells.set(keyOf(x, y), at);
  }
  if (at - background.swept < FORGOTTEN / 4 && cells.size <= MOST) {
    return { cells, learnt: at, swept: background.swept };
  }
  const fresh = [...cells].filter(([, met]) => at - met < FORGOTTEN);
  return { cells: new Map(fresh.slice(-MOST)), learnt: at, swept: at };
}

/** Whether a place is filled for good, or next to what is [m]. */
export function isBackground({ cells }: Background, x: number, y: number): boolean {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      if (cells.has(keyOf(x + dx * CELL, y + dy * CELL))) {
        return true;
      }
    }
  }
  return false;
}

/** Middles of all places that are filled for good [m]. */
export function filledIn({ cells }: Background): readonly Vector[] {
  return [...cells.keys()].map((key) => ({
    x: (Math.floor(key / (2 * SPAN)) - SPAN + 0.5) * CELL,
    y: ((key % (2 * SPAN)) - SPAN + 0.5) * CELL,
  }));
}
