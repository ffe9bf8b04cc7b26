import { everyReaimed, everySteady } from "../../../bus/ros2/steady-timers.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { type Command, NO_WORDS } from "../../usage.ts";

/** How a process of Node may be called back at a rate. */
export const TIMERS = {
  /** As the bus of ROS 2 does. */
  steady: (period: Seconds, tick: () => void) => everySteady(period, tick),
  /** Where our addon is not there. */
  reaimed: (period: Seconds, tick: () => void) => everyReaimed(period, tick),
  /** As everybody does. */
  setInterval: (period: Seconds, tick: () => void) => {
    const timer = setInterval(tick, period * 1000);
    return { cancel: () => clearInterval(timer) };
  },
} as const;

const OPTIONS = {
  timer: {
    kind: "text",
    value: "NAME",
    oneOf: Object.keys(TIMERS),
    meaning: "How to be called back.",
  },
  period: {
    kind: "number",
    value: "S",
    min: 0.001,
    max: 1,
    meaning: "Time between two calls [s].",
  },
  count: { kind: "integer", value: "N", min: 10, max: 1_000_000, meaning: "Calls to measure [1]." },
} as const;

/** Is called back at a rate and says how far from its times it was; of no use but to a benchmark. */
export const tick: Command<typeof OPTIONS> = {
  name: "tick",
  summary: "Is called back at a rate and measures how late, for `coalign bench timers`.",
  words: NO_WORDS,
  options: OPTIONS,
  run: async ({ options: { timer = "steady", period = 0.02, count = 1000 } }) => {
    const times = new Float64Array(count);
    let called = 0;
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const running = TIMERS[timer as keyof typeof TIMERS](period, () => {
        times[called++] = performance.now() - began;
        if (called === count) {
          running.cancel();
          resolve();
        }
      });
    });
    process.stdout.write(JSON.stringify(latenessOf(times, period * 1000)));
    return 0;
  },
};

/** How far from their own times calls came [µs]. */
export type Lateness = {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Of the mean period, over the period asked for [1]. */
  readonly drift: number;
};

/** @param times - Of the calls since the start, in milliseconds, as the period. */
export function latenessOf(times: Float64Array, period: number): Lateness {
  // Where its schedule lies is not known from outside: its earliest call counts as one in time.
  const first = times[0] ?? NaN;
  const shifts = times.map((at) => at - period * Math.round((at - first) / period));
  const phase = shifts.reduce((least, shift) => Math.min(least, shift), Infinity);
  const off = shifts.map((shift) => shift - phase);
  const sorted = off.toSorted();
  const share = (part: number): number =>
    1000 * (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN);
  // Between the middles of both halves, so that no single late call counts.
  const half = Math.floor(times.length / 2);
  const middle = (from: number): number =>
    times.subarray(from, from + half).reduce((sum, at) => sum + at, 0) / half;
  const mean = (middle(half) - middle(0)) / half;
  return { p50: share(0.5), p99: share(0.99), max: share(1), drift: mean / period - 1 };
}
