import { at } from "./at.ts";
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

/** Entries kept [1]: 50 people for half a minute, a quiet corridor for hours. */
export const CAPACITY = 4096;
const KEY = 6;

/**
 * How near, in place [m] and velocity [share of the pace scale], a memory must be to count. `doubt` is the weight of having
 * none [1]. What it tells is how people left the straight line, or which way they went whatever their own last velocity.
 */
type Kernel = {
  readonly place: number;
  readonly pace: number;
  readonly doubt: number;
  readonly tells: "departure" | "way";
  /** Share in the path before anything is learnt [1]. */
  readonly share: number;
};
export const KERNELS: readonly Kernel[] = [
  { place: 1, pace: 0.1, doubt: 3, tells: "departure", share: 0.2 },
  { place: 2, pace: 0.1, doubt: 3, tells: "departure", share: 0.2 },
  { place: 0.7, pace: 0.15, doubt: 1, tells: "departure", share: 0.2 },
  { place: 2, pace: 0.2, doubt: 8, tells: "way", share: 0.4 },
];

/** Pace at which velocities are compared as such, and how much they may differ more the faster somebody is [1], [step/m]. */
const PACE_SCALE = 0.5;
const PACE_GROWTH = 1;
/** Weight of the earlier velocity against the present one [1]. */
const EARLIER = 0.25;
/** Beyond this squared distance a memory weighs less than 0.02 % [1]. */
const FARTHEST = 17;
/** Rounds from the mean towards the median, and the distance below which no memory counts more [m]. */
const ROUNDS = 2;
const BLUNT = 0.3;

export function emptyMemory(): PlaceMemory {
  return {
    keys: new Float64Array(CAPACITY * KEY),
    departures: new Float64Array(CAPACITY * PATH),
    written: 0,
  };
}

export function remember(memory: PlaceMemory, motion: Motion, departure: Float64Array): void {
  const entry = memory.written % CAPACITY;
  memory.keys.set(keyOf(motion), entry * KEY);
  memory.departures.set(departure, entry * PATH);
  memory.written++;
}

function keyOf({ x, y, last, earlierX, earlierY }: Motion): readonly number[] {
  return [x, y, at(last, 2), at(last, 3), earlierX, earlierY];
}

/** Memories near enough to count, with their squared distances in place [m²] and velocity [(pace scale)²]. */
type Near = { readonly entry: number; readonly place: number; readonly pace: number };

/** Fills one row for each kernel with the departure from the last velocity that memories suggest [m]. */
export function recall(rows: readonly Float64Array[], memory: PlaceMemory, motion: Motion): void {
  const near = thinned(nearTo(memory, motion));
  KERNELS.forEach((kernel, j) => {
    const row = rows[j];
    if (row !== undefined) {
      row.fill(0);
      for (let round = 0; near.length > 0 && round <= ROUNDS; round++) {
        gather(row, memory, motion, near, kernel, round === 0 ? Infinity : BLUNT);
      }
    }
  });
}

function nearTo({ keys, written }: PlaceMemory, motion: Motion): readonly Near[] {
  const count = Math.min(written, CAPACITY);
  const [x = 0, y = 0, vx = 0, vy = 0, ex = 0, ey = 0] = keyOf(motion);
  const scale = PACE_SCALE + PACE_GROWTH * Math.sqrt(vx * vx + vy * vy);
  const widest = FARTHEST * WIDEST_PLACE ** 2;
  const swiftest = FARTHEST * WIDEST_PACE ** 2;
  const near: Near[] = [];
  for (let n = 0, k = 0; n < count; n++, k += KEY) {
    const dx = at(keys, k) - x;
    const dy = at(keys, k + 1) - y;
    const place = dx * dx + dy * dy;
    if (place < widest) {
      const [ax, ay] = [at(keys, k + 2) - vx, at(keys, k + 3) - vy];
      const [bx, by] = [at(keys, k + 4) - ex, at(keys, k + 5) - ey];
      const pace = (ax * ax + ay * ay + EARLIER * (bx * bx + by * by)) / (scale * scale);
      if (pace < swiftest) {
        near.push({ entry: n, place, pace });
      }
    }
  }
  return near;
}

/** Most memories asked [1]: those of one person are alike from step to step, and each costs time. */
const MOST = 512;

function thinned(near: readonly Near[]): readonly Near[] {
  const every = Math.ceil(near.length / MOST);
  return every > 1 ? near.filter((_, n) => n % every === 0) : near;
}

const WIDEST_PLACE = Math.max(...KERNELS.map(({ place }) => place));
const WIDEST_PACE = Math.max(...KERNELS.map(({ pace }) => pace));

/**
 * One round of Weiszfeld's median: the mean of what the memories tell, each weighed by how near it is to the moment asked
 * about and, from the second round on, by how near it ends to where the round before did.
 */
function gather(
  row: Float64Array,
  { keys, departures }: PlaceMemory,
  { last }: Motion,
  near: readonly Near[],
  { place, pace, doubt, tells }: Kernel,
  blunt: number,
): void {
  const [endX, endY] = [at(row, PATH - 2), at(row, PATH - 1)];
  const weightAt = (x: number, y: number): number =>
    blunt === Infinity ? 1 : 1 / Math.sqrt(x * x + y * y + blunt * blunt);
  let total = doubt * weightAt(endX, endY);
  const sum = new Float64Array(PATH);
  for (const one of near) {
    const distance = one.place / (place * place) + one.pace / (pace * pace);
    if (distance < FARTHEST) {
      const [key, from] = [one.entry * KEY, one.entry * PATH];
      const ax = tells === "way" ? at(keys, key + 2) - at(last, 2) : 0;
      const ay = tells === "way" ? at(keys, key + 3) - at(last, 3) : 0;
      const overX = at(departures, from + PATH - 2) + (PATH / 2) * ax - endX;
      const overY = at(departures, from + PATH - 1) + (PATH / 2) * ay - endY;
      const weight = Math.exp(-distance / 2) * weightAt(overX, overY);
      total += weight;
      for (let h = 0; h < PATH; h += 2) {
        const steps = h / 2 + 1;
        sum[h] = at(sum, h) + weight * (at(departures, from + h) + steps * ax);
        sum[h + 1] = at(sum, h + 1) + weight * (at(departures, from + h + 1) + steps * ay);
      }
    }
  }
  for (let h = 0; h < PATH; h++) {
    row[h] = at(sum, h) / total;
  }
}
