import type { Seconds } from "../quantity/time.ts";

/** How the messages of one source go on, by sequence and by rate. A value: hearing gives a new pace. */
export type Pace = {
  /** Newest stamp that was not from the future, by the source's own clock [s]. */
  readonly stamp: Seconds;
  /** Messages in a row whose stamps do not go on [1]. */
  readonly stuck: number;
  /** When the newest message came, on the monotonic clock [s]. */
  readonly received: Seconds;
  /** Usual time between two messages [s], and from how many intervals it was learned [1]. */
  readonly period: Seconds;
  readonly intervals: number;
  /** Intervals in a row that were far longer [1]. */
  readonly slow: number;
};

export const NOTHING_HEARD: Pace = {
  stamp: -Infinity,
  stuck: 0,
  received: NaN,
  period: 0,
  intervals: 0,
  slow: 0,
};

/** What is wrong with a source that still talks. */
export type PaceTrouble = "" | "stuck" | "slow";

/** So many messages in a row without progress are no repeated delivery any more [1]. */
const STUCK_AFTER = 2;

/** A rate has collapsed when so many intervals in a row are longer than this many periods and this much jitter. */
const COLLAPSED_AFTER = 3;
const LONGER = 2.5;
const JITTER: Seconds = 0.04;

/** A period is known after so many intervals [1]. */
const KNOWN_AFTER = 10;

/** Share of an interval in the period that is remembered; of one far too long, far less: a new rate is learned slowly [1]. */
const LEARNING = 0.1;
const LEARNING_SLOW = 0.01;

/** Clocks of two machines may differ by this [s]; what is stamped later does not count as the newest. */
const FUTURE: Seconds = 0.05;

/**
 * The pace after one more message.
 * @param received - On the monotonic clock [s].
 * @param age - ROS time when it came, less its stamp [s].
 */
export function hear(before: Pace, received: Seconds, stamp: Seconds, age: Seconds): Pace {
  const goesOn = stamp > before.stamp;
  const newest = goesOn && age >= -FUTURE ? stamp : before.stamp;
  const stuck = goesOn ? 0 : before.stuck + 1;
  return { ...timed(before, received), stamp: newest, stuck };
}

export function troubleOf(pace: Pace): PaceTrouble {
  if (pace.stuck >= STUCK_AFTER) {
    return "stuck";
  }
  return pace.slow >= COLLAPSED_AFTER ? "slow" : "";
}

function timed(before: Pace, received: Seconds): Pace {
  const interval = received - before.received;
  if (!(interval >= 0)) {
    return { ...before, received };
  }
  const known = before.intervals >= KNOWN_AFTER;
  const slow = known && interval > LONGER * before.period + JITTER ? before.slow + 1 : 0;
  const share = slow > 0 ? LEARNING_SLOW : Math.max(LEARNING, 1 / (before.intervals + 1));
  return {
    ...before,
    received,
    period: before.period + share * (interval - before.period),
    intervals: before.intervals + 1,
    slow,
  };
}
