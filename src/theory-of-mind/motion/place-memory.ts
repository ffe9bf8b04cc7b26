import type { Motion } from "./course.ts";
import { PATH } from "./horizon.ts";

/**
 * How people went on at this place: finished motion, never who. Each entry holds where somebody was, how it moved, and how
 * it then left the straight line. Bounded: the oldest entry makes room.
 */
export type PlaceMemory = {
  /** Per entry: place [m], velocity and earlier velocity [m/step]. */
  readonly keys: Float64Array;
  /** Per entry: what came, less keeping the last velocity [m]. */
  readonly departures: Float64Array;
  /** Entries ever written [1]. */
  written: number;
};

/** Entries kept [1]: 50 people for a minute and a half, a quiet corridor for hours. */
export const CAPACITY = 4096;
const KEY = 6;

/** How near, in place [m] and velocity [m/step], a memory must be to count; `doubt` is the weight of having none [1]. */
type Kernel = { readonly place: number; readonly pace: number; readonly doubt: number };
export const KERNELS: readonly Kernel[] = [
  { place: 1, pace: 0.1, doubt: 3 },
  { place: 2, pace: 0.1, doubt: 3 },
  { place: 0.7, pace: 0.15, doubt: 1 },
];

export function emptyMemory(): PlaceMemory {
  return {
    keys: new Float64Array(CAPACITY * KEY),
    departures: new Float64Array(CAPACITY * PATH),
    written: 0,
  };
}

export function remember(memory: PlaceMemory, motion: Motion, departure: Float64Array): void {
  const at = memory.written % CAPACITY;
  memory.keys.set(keyOf(motion), at * KEY);
  memory.departures.set(departure, at * PATH);
  memory.written++;
}

function keyOf({ x, y, last, earlierX, earlierY }: Motion): readonly number[] {
  return [x, y, last[2] ?? 0, last[3] ?? 0, earlierX, earlierY];
}

/** Fills one row for each kernel with the departure from the last velocity that memories suggest [m]. */
export function recall(rows: readonly Float64Array[], memory: PlaceMemory, motion: Motion): void {
  const count = Math.min(memory.written, CAPACITY);
  const { keys, departures } = memory;
  const [x = 0, y = 0, vx = 0, vy = 0, ex = 0, ey = 0] = keyOf(motion);
  const weights = KERNELS.map(({ doubt }) => doubt);
  rows.forEach((row) => row.fill(0));
  for (let n = 0; n < count; n++) {
    const k = n * KEY;
    const far = ((keys[k] ?? 0) - x) ** 2 + ((keys[k + 1] ?? 0) - y) ** 2;
    const pace = ((keys[k + 2] ?? 0) - vx) ** 2 + ((keys[k + 3] ?? 0) - vy) ** 2;
    const earlier = ((keys[k + 4] ?? 0) - ex) ** 2 + ((keys[k + 5] ?? 0) - ey) ** 2;
    const swerve = pace + earlier / 4;
    for (let j = 0; j < KERNELS.length; j++) {
      const kernel = KERNELS[j];
      const row = rows[j];
      if (kernel === undefined || row === undefined) {
        continue;
      }
      const distance = far / kernel.place ** 2 + swerve / kernel.pace ** 2;
      if (distance < FARTHEST) {
        const weight = Math.exp(-distance / 2);
        weights[j] = (weights[j] ?? 0) + weight;
        for (let h = 0; h < PATH; h++) {
          row[h] = (row[h] ?? 0) + weight * (departures[n * PATH + h] ?? 0);
        }
      }
    }
  }
  rows.forEach((row, j) => {
    for (let h = 0; h < PATH; h++) {
      row[h] = (row[h] ?? 0) / (weights[j] ?? 1);
    }
  });
}

/** Beyond this squared distance a memory weighs less than 0.02 % [1]. */
const FARTHEST = 17;
