import type { Seconds } from "../quantity/time.ts";

/**
 * Which clock ROS time is. `system` goes as fast as the monotonic clock; `simulated` goes in steps, at any rate, and may
 * pause, but never goes back within a run.
 */
export type ClockKind = "system" | "simulated";

/** Two clocks as they were read together. */
export type Reading = {
  /** [s] */
  readonly monotonic: Seconds;
  /** ROS time [s]. */
  readonly ros: Seconds;
};

/** What is remembered of two clocks in order to see one of them jump. A value: reading gives a new watch. */
export type ClockWatch = {
  readonly last: Reading | undefined;
  /** Where ROS time should be against the monotonic clock [s]; it follows slow drift. */
  readonly offset: Seconds;
  /** Readings in a row that lie elsewhere [1]. */
  readonly strayed: number;
  /** When simulated time last went on, on both clocks. */
  readonly moved: Reading | undefined;
  /** How fast simulated time runs [1], the longest step it takes [s], and how many steps tell that [1]. */
  readonly rate: number;
  readonly step: Seconds;
  readonly steps: number;
  /** Jumps seen so far [1], and the last one's time on the monotonic clock [s]. */
  readonly jumps: number;
  readonly jumped: Seconds;
};

export const NO_CLOCK_READ: ClockWatch = {
  last: undefined,
  offset: 0,
  strayed: 0,
  moved: undefined,
  rate: 1,
  step: 0,
  steps: 0,
  jumps: 0,
  jumped: -Infinity,
};

/** Clocks that part by more between two readings have jumped [s]. As far as a stamp may lie in the future. */
const TOLERANCE: Seconds = 0.05;

/** A system clock is slewed at most this fast [1]: chrony's `maxslewrate` of 83 333 ppm, rounded up. */
const SLEWED = 0.1;

/**
 * A process may be put to sleep between its readings of the two clocks: one reading that strays says nothing, a second
 * one right after it does [1].
 */
const BELIEVED = 2;

/** Simulated time never goes back, but numbers are rounded [s]. */
const ROUNDING: Seconds = 1e-6;

/** Simulated time may go this many times farther than its rate, or its longest step, explains [1]. */
const FARTHER = 5;

/** How fast simulated time runs is known after so many steps [1]; until then it may take any forward. */
const KNOWN_AFTER = 10;

/** Share of a new rate and of a new step in what is remembered [1]. */
const LEARNING = 0.1;

/** After a jump, everything that came before it is void: so long must the clocks agree again [s]. */
const SETTLED: Seconds = 1;

/** The watch after one more reading of both clocks. */
export function readClocks(before: ClockWatch, now: Reading, kind: ClockKind): ClockWatch {
  if (!isFiniteReading(now)) {
    return jumpedAt(before, now);
  }
  if (before.last === undefined) {
    return { ...before, last: now, moved: now, offset: now.ros - now.monotonic };
  }
  if (now.monotonic < before.last.monotonic) {
    return jumpedAt(before, now);
  }
  return kind === "system" ? readSystem(before, before.last, now) : readSimulated(before, now);
}

/** Whether a jump was seen lately, by the monotonic clock. */
export function haveJumped(watch: ClockWatch, monotonic: Seconds): "jumped" | "steady" {
  return monotonic - watch.jumped >= SETTLED ? "steady" : "jumped";
}

function readSystem(before: ClockWatch, last: Reading, now: Reading): ClockWatch {
  const away = now.ros - now.monotonic - before.offset;
  const followed = SLEWED * (now.monotonic - last.monotonic);
  if (Math.abs(away) > TOLERANCE + followed) {
    const strayed = before.strayed + 1;
    return strayed < BELIEVED ? { ...before, last: now, strayed } : jumpedAt(before, now);
  }
  const step = Math.max(-followed, Math.min(followed, away));
  return { ...before, last: now, strayed: 0, offset: before.offset + step };
}

function readSimulated(before: ClockWatch, now: Reading): ClockWatch {
  const moved = before.moved ?? now;
  const gone = now.ros - moved.ros;
  const took = now.monotonic - moved.monotonic;
  if (gone < -ROUNDING) {
    return jumpedAt(before, now);
  }
  if (gone <= ROUNDING) {
    return { ...before, last: now };
  }
  const known = before.steps >= KNOWN_AFTER;
  if (known && gone > TOLERANCE + FARTHER * Math.max(before.step, before.rate * took)) {
    return jumpedAt(before, now);
  }
  const steps = before.steps + 1;
  const share = Math.max(LEARNING, 1 / steps);
  const rate = took > 0 ? before.rate + share * (gone / took - before.rate) : before.rate;
  const step = Math.max(gone, before.step + LEARNING * (gone - before.step));
  return { ...before, last: now, moved: now, rate, step, steps };
}

function jumpedAt(before: ClockWatch, now: Reading): ClockWatch {
  const finite = isFiniteReading(now);
  const at = Number.isFinite(now.monotonic) ? now.monotonic : (before.last?.monotonic ?? Infinity);
  return {
    ...NO_CLOCK_READ,
    last: finite ? now : before.last,
    moved: finite ? now : before.moved,
    offset: finite ? now.ros - now.monotonic : before.offset,
    jumps: before.jumps + 1,
    jumped: at,
  };
}

function isFiniteReading({ monotonic, ros }: Reading): boolean {
  return Number.isFinite(monotonic) && Number.isFinite(ros);
}
