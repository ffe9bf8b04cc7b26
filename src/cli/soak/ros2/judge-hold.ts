import type { Seconds } from "../../../quantity/time.ts";

/** Period of the supervisor, and the gap that must not be: two of them [s]. */
const PERIOD: Seconds = 0.02;
const GAP: Seconds = 2 * PERIOD;

/** One command as an observer got it. */
export type Sample = {
  /** On the observer's monotonic clock [s]. */
  readonly at: Seconds;
  /** The supervisor's own [s]. */
  readonly stamp: Seconds;
  readonly moves: "moves" | "stands";
  /** How long the supervisor has waited for a processor by then [s]; not a number where it is not known. */
  readonly waited: Seconds;
};

/** A pause between two commands. */
export type Gap = {
  /** As it was received, as it was stamped, and how long the supervisor waited for a processor in it [s]. */
  readonly received: Seconds;
  readonly sent: Seconds;
  readonly waited: Seconds;
};

/** How zero was held, by one observer. */
export type HoldFigures = {
  readonly commands: number;
  /** Commands that were no standstill [1]. */
  readonly motions: number;
  /** Longest pauses as received and as stamped [s]. */
  readonly received: Seconds;
  readonly sent: Seconds;
  /** Pauses longer than two periods: as received; as stamped; of these, the ones a busy processor explains [1]. */
  readonly gapsReceived: number;
  readonly gapsSent: number;
  readonly gapsUnscheduled: number;
  /** Each of them. */
  readonly gaps: readonly Gap[];
};

/**
 * Counts every gap, and tells apart whose it is: one that was received and not sent is the observer's or the wire's; one
 * that was sent too, in which the supervisor waited for a processor for all that is beyond two periods, is the machine's.
 */
export function judgeHold(samples: readonly Sample[]): HoldFigures {
  const pauses = samples.slice(1).map((sample, i): Gap => {
    const before = samples[i] ?? sample;
    return {
      received: sample.at - before.at,
      sent: sample.stamp - before.stamp,
      waited: sample.waited - before.waited,
    };
  });
  const gaps = pauses.filter(({ received, sent }) => received > GAP || sent > GAP);
  const sent = gaps.filter((gap) => gap.sent > GAP);
  return {
    commands: samples.length,
    motions: samples.filter(({ moves }) => moves === "moves").length,
    received: Math.max(0, ...pauses.map((gap) => gap.received)),
    sent: Math.max(0, ...pauses.map((gap) => gap.sent)),
    gapsReceived: gaps.filter(({ received }) => received > GAP).length,
    gapsSent: sent.length,
    gapsUnscheduled: sent.filter((gap) => gap.waited >= gap.sent - GAP).length,
    gaps,
  };
}
