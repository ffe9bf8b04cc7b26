import { at } from "./at.ts";
import type { Motion } from "./course.ts";
import { AHEAD, PATH } from "./horizon.ts";

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
  readonly near: Near;
};

/** Room for the memories near one moment: which, how much each counts for every kernel, and where it ends [m]. */
type Near = {
  readonly entries: Int32Array;
  readonly likeness: Float64Array;
  readonly weights: Float64Array;
  readonly ends: Float64Array;
};

/** Entries kept [1]: 50 people for half a minute, a quiet corridor for hours. */
export const CAPACITY = 4096;
const KEY = 6;

/**
 * How near, in place [m] and velocity [share of the pace scale], a memory must be to count: powers of two of one likeness
 * each, LIKE_PLACE and LIKE_PACE. `doubt` is the weight of having none [1]. What it tells is how people left the straight
 * line, or which way they went whatever their own last velocity.
 */
type Kernel = {
  readonly place: 1 | 4 | 8;
  readonly pace: 1 | 2 | 4;
  readonly doubt: number;
  readonly tells: "departure" | "way";
  /** Share in the path before anything is learnt [1]. */
  readonly share: number;
};
export const KERNELS: readonly Kernel[] = [
  { place: 4, pace: 4, doubt: 3, tells: "departure", share: 0.2 },
  { place: 1, pace: 4, doubt: 3, tells: "departure", share: 0.2 },
  { place: 8, pace: 2, doubt: 1, tells: "departure", share: 0.2 },
  { place: 1, pace: 1, doubt: 8, tells: "way", share: 0.4 },
];
/** The widest of the kernels, in place [m] and pace [share of the pace scale]. */
const LIKE_PLACE = 2;
const LIKE_PACE = 0.2;

/** Pace at which velocities are compared as such, and how much they may differ more the faster somebody is [1], [step/m]. */
const PACE_SCALE = 0.5;
const PACE_GROWTH = 1;
/** Weight of the earlier velocity against the present one [1]. */
const EARLIER = 0.25;
/** Beyond this squared distance, at which it would weigh 5 %, a memory is not asked [1]. */
const FARTHEST = 6;
/** Distance below which no memory counts more in a median [m]. */
const BLUNT = 0.3;
/** Most memories asked [1]: those of one person are alike from step to step, and each costs time. */
const MOST = 192;

export function emptyMemory(): PlaceMemory {
  return {
    keys: new Float64Array(CAPACITY * KEY),
    departures: new Float64Array(CAPACITY * PATH),
    written: 0,
    near: {
      entries: new Int32Array(CAPACITY),
      likeness: new Float64Array(2 * CAPACITY),
      weights: new Float64Array(KERNELS.length * MOST),
      ends: new Float64Array(2 * MOST),
    },
  };
}

export function remember(memory: PlaceMemory, motion: Motion, departure: Float64Array): void {
  const entry = memory.written % CAPACITY;
  const { keys } = memory;
  keys[entry * KEY] = motion.x;
  keys[entry * KEY + 1] = motion.y;
  keys[entry * KEY + 2] = at(motion.last, 2);
  keys[entry * KEY + 3] = at(motion.last, 3);
  keys[entry * KEY + 4] = motion.earlierX;
  keys[entry * KEY + 5] = motion.earlierY;
  memory.departures.set(departure, entry * PATH);
  memory.written++;
}

/**
 * Fills one row for each kernel with the departure from the last velocity that memories suggest [m].
 * @param first - Where the first of the rows begins.
 */
export function recall(
  rows: Float64Array,
  first: number,
  memory: PlaceMemory,
  motion: Motion,
): void {
  const found = nearTo(memory, motion);
  const count = weighNear(memory, found);
  for (let j = 0; j < KERNELS.length; j++) {
    gather(rows, first + j * PATH, memory, motion, j, count);
  }
}

/** Finds the memories near a moment with their squared distances; answers how many. */
function nearTo({ keys, written, near }: PlaceMemory, motion: Motion): number {
  const { entries, likeness } = near;
  const { x, y, earlierX, earlierY } = motion;
  const [vx, vy] = [at(motion.last, 2), at(motion.last, 3)];
  const scale = PACE_SCALE + PACE_GROWTH * Math.sqrt(vx * vx + vy * vy);
  const paces = 1 / (scale * scale * LIKE_PACE * LIKE_PACE);
  const widest = FARTHEST * LIKE_PLACE * LIKE_PLACE;
  const end = KEY * Math.min(written, CAPACITY);
  let found = 0;
  for (let k = 0; k < end; k += KEY) {
    const dx = at(keys, k) - x;
    const dy = at(keys, k + 1) - y;
    const place = dx * dx + dy * dy;
    if (place < widest) {
      const [ax, ay] = [at(keys, k + 2) - vx, at(keys, k + 3) - vy];
      const [bx, by] = [at(keys, k + 4) - earlierX, at(keys, k + 5) - earlierY];
      const pace = (ax * ax + ay * ay + EARLIER * (bx * bx + by * by)) * paces;
      const distance = place / (LIKE_PLACE * LIKE_PLACE) + pace;
      if (distance < FARTHEST) {
        entries[found] = k / KEY;
        likeness[2 * found] = place / (LIKE_PLACE * LIKE_PLACE);
        likeness[2 * found + 1] = pace;
        found++;
      }
    }
  }
  return found;
}

/** Weighs every memory found, or every so many of them, for each kernel; answers how many. */
function weighNear({ departures, near }: PlaceMemory, found: number): number {
  const { entries, likeness, weights, ends } = near;
  const every = Math.max(1, Math.ceil(found / MOST));
  let count = 0;
  for (let n = 0; n < found; n += every) {
    const entry = entries[n] ?? 0;
    const place = Math.exp(-at(likeness, 2 * n) / 2);
    const pace = Math.exp(-at(likeness, 2 * n + 1) / 2);
    entries[count] = entry;
    for (let j = 0; j < KERNELS.length; j++) {
      weights[j * MOST + count] = raised(place, KERNELS[j]?.place) * raised(pace, KERNELS[j]?.pace);
    }
    ends[2 * count] = at(departures, entry * PATH + PATH - 2);
    ends[2 * count + 1] = at(departures, entry * PATH + PATH - 1);
    count++;
  }
  return count;
}

function raised(likeness: number, power: 1 | 2 | 4 | 8 = 1): number {
  const square = likeness * likeness;
  const fourth = square * square;
  return power === 1 ? likeness : power === 2 ? square : power === 4 ? fourth : fourth * fourth;
}

/** A middle, in the plane [m]. */
type End = { x: number; y: number };

/**
 * The mean of what memories tell, each weighed by how near it is to the moment asked about and by how near it ends to the
 * median of all ends: three rounds of Weiszfeld's, of which only the last looks at more than the ends.
 */
function gather(
  rows: Float64Array,
  row: number,
  memory: PlaceMemory,
  { last }: Motion,
  j: number,
  count: number,
): void {
  const { keys, departures, near } = memory;
  const { doubt = 1, tells = "departure" } = KERNELS[j] ?? {};
  const [vx, vy] = [at(last, 2), at(last, 3)];
  const end = { x: 0, y: 0 };
  const way = tells === "way" ? 1 : 0;
  settle(end, memory, j, count, doubt, way * vx, way * vy, way);
  rows.fill(0, row, row + PATH);
  let total = doubt / Math.sqrt(end.x * end.x + end.y * end.y + BLUNT * BLUNT);
  let [alongX, alongY] = [0, 0];
  for (let n = 0; n < count; n++) {
    const entry = near.entries[n] ?? 0;
    const ax = way * (at(keys, entry * KEY + 2) - vx);
    const ay = way * (at(keys, entry * KEY + 3) - vy);
    const dx = at(near.ends, 2 * n) + AHEAD * ax - end.x;
    const dy = at(near.ends, 2 * n + 1) + AHEAD * ay - end.y;
    const weight = at(near.weights, j * MOST + n) / Math.sqrt(dx * dx + dy * dy + BLUNT * BLUNT);
    if (weight < 1e-4) {
      continue;
    }
    total += weight;
    alongX += weight * ax;
    alongY += weight * ay;
    for (let h = 0, from = entry * PATH; h < PATH; h++) {
      rows[row + h] = at(rows, row + h) + weight * at(departures, from + h);
    }
  }
  for (let h = 0; h < PATH; h += 2) {
    const steps = h / 2 + 1;
    rows[row + h] = (at(rows, row + h) + steps * alongX) / total;
    rows[row + h + 1] = (at(rows, row + h + 1) + steps * alongY) / total;
  }
}

/** Two rounds from the mean towards the median of where memories end. */
function settle(
  end: End,
  { keys, near }: PlaceMemory,
  j: number,
  count: number,
  doubt: number,
  vx: number,
  vy: number,
  way: 0 | 1,
): void {
  for (let round = 0; round < 2; round++) {
    const square = BLUNT * BLUNT;
    let total = round === 0 ? doubt : doubt / Math.sqrt(end.x * end.x + end.y * end.y + square);
    let [x, y] = [0, 0];
    for (let n = 0; n < count; n++) {
      const key = KEY * (near.entries[n] ?? 0);
      const endX = at(near.ends, 2 * n) + AHEAD * (way * at(keys, key + 2) - vx);
      const endY = at(near.ends, 2 * n + 1) + AHEAD * (way * at(keys, key + 3) - vy);
      const [dx, dy] = [endX - end.x, endY - end.y];
      const likeness = at(near.weights, j * MOST + n);
      const weight = round === 0 ? likeness : likeness / Math.sqrt(dx * dx + dy * dy + square);
      total += weight;
      x += weight * endX;
      y += weight * endY;
    }
    end.x = x / total;
    end.y = y / total;
  }
}
