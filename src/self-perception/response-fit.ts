import type { Seconds } from "../quantity/time.ts";

/** A planar speed at a time [m/s], [s]. */
export type SpeedAt = { readonly at: Seconds; readonly speed: number };

/** What is known of a body before it braked, and everything it was asked for and did since. */
export type BrakingRecord = {
  /** Speed at the first sample [m/s], and how hard the body gains speed when it does [m/s²]. */
  readonly from: number;
  readonly gaining: number;
  /** Commands in order, from before the first sample on; each holds until the next. */
  readonly asked: readonly SpeedAt[];
  readonly measured: readonly SpeedAt[];
};

/** The response that explains a record best, and how far off it could be. */
export type ResponseFit = {
  /** [s] */
  readonly latency: number;
  /** Whether the record tells the latency at all: another by 50 ms would explain it clearly worse. */
  readonly latencyTold: "told" | "untold";
  /** [m/s²] */
  readonly braking: number;
  /** The weakest braking that explains the record nearly as well [m/s²]. */
  readonly atLeast: number;
  /** Whether a far stronger braking would explain it as well: then only `atLeast` is known. */
  readonly limit: "seen" | "unseen";
  /** Root of the mean squared error [m/s]. */
  readonly error: number;
};

/** Longest latency looked for [s], and how finely at first. */
const LONGEST = 0.6;
const COARSE = 0.05;
/** Weakest and strongest braking looked for [m/s²]. */
const [WEAKEST, STRONGEST] = [0.05, 12];
/** Steps of the simulation between two samples [1]. */
const FINE = 4;
/** Least noise of a measured speed [m/s], and how much worse than the best a fit may be (99 % of χ² with 1 dof) [1]. */
const NOISE = 0.006;
const WORSE = 6.6;
/** Tells a latency from another [s]. */
const APART = 0.05;

/**
 * Latency and braking of the simplest base that explains a record: it follows each command after the latency, gaining and
 * losing speed at fixed rates. Least squares, braking searched for each latency.
 */
export function fitResponse(record: BrakingRecord): ResponseFit {
  const count = Math.max(1, record.measured.length - 2);
  const errorAt = (latency: number, braking: number): number => squares(record, latency, braking);
  const bestAt = (latency: number): number =>
    lowest(Math.log(WEAKEST), Math.log(STRONGEST), (log) => errorAt(latency, Math.exp(log)));
  const errorOf = (latency: number): number => errorAt(latency, Math.exp(bestAt(latency)));
  const scan = Array.from({ length: LONGEST / COARSE + 1 }, (_, k) => errorOf(k * COARSE));
  const coarse = COARSE * scan.indexOf(Math.min(...scan));
  const latency = lowest(Math.max(0, coarse - COARSE), coarse + COARSE, errorOf);
  const braking = Math.exp(bestAt(latency));
  const least = errorAt(latency, braking);
  const enough = least + WORSE * Math.max(NOISE ** 2, least / count);
  const nearby = (strength: number): number =>
    Math.min(...[-2, -1, 0, 1, 2].map((k) => errorAt(Math.max(0, latency + 0.01 * k), strength)));
  let atLeast = braking;
  while (atLeast > WEAKEST && nearby(atLeast * 0.97) <= enough) {
    atLeast *= 0.97;
  }
  return {
    latency,
    latencyTold:
      Math.min(errorOf(latency + APART), latency > APART ? errorOf(latency - APART) : Infinity) >
      enough
        ? "told"
        : "untold",
    braking,
    atLeast,
    limit: Math.min(nearby(2 * braking), nearby(4 * braking)) > enough ? "seen" : "unseen",
    error: Math.sqrt(least / count),
  };
}

/** Where a function with one valley is lowest, by golden section. */
function lowest(from: number, to: number, value: (at: number) => number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - share * (high - low), low + share * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > 0.002) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - share * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + share * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}

/** Sum of squared differences between the record and what a base with this latency and braking would have done. */
function squares(
  { from, gaining, asked, measured }: BrakingRecord,
  latency: number,
  braking: number,
): number {
  let speed = from;
  let time = measured[0]?.at ?? 0;
  let goal = from;
  let next = asked[0];
  let index = 0;
  let sum = 0;
  for (const { at, speed: seen } of measured) {
    const step = (at - time) / FINE;
    for (let fine = 0; fine < FINE && step > 0; fine++) {
      const felt = time + (fine + 0.5) * step - latency;
      for (; next !== undefined && next.at <= felt; next = asked[index]) {
        goal = next.speed;
        index++;
      }
      const off = goal - speed;
      speed += off < 0 ? Math.max(off, -braking * step) : Math.min(off, gaining * step);
    }
    time = at;
    sum += (seen - speed) ** 2;
  }
  return sum;
}
