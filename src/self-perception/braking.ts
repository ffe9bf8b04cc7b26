import type { Seconds } from "../quantity/time.ts";
import { fitHinge } from "./hinge.ts";

/** One braking the robot has seen itself do. */
export type Braking = {
  /** From the command to the first change of speed [s]. */
  readonly latency: number;
  /** [m/s²] */
  readonly deceleration: number;
};

type Sample = { readonly at: Seconds; readonly speed: number };

/** A braking under way. */
type Attempt = {
  readonly begun: Seconds;
  /** Speed before the command dropped [m/s]. */
  readonly from: number;
  /** Speed the command asks for now [m/s]. */
  readonly target: number;
  readonly samples: readonly Sample[];
};

/** What the robot remembers in order to learn how it brakes. */
export type BrakingWatch = {
  readonly recent: readonly Sample[];
  readonly attempt: Attempt | undefined;
  /** Speed that the latest command asked for [m/s]. */
  readonly asked: number;
  /** The latest brakings, oldest first. */
  readonly brakings: readonly Braking[];
};

export const NO_BRAKINGS: BrakingWatch = {
  recent: [],
  attempt: undefined,
  asked: 0,
  brakings: [],
};

/** Steady driving needed before a command drops [s]; a shorter one leaves the speed before it unknown. */
const STEADY = 0.2;
/** Largest change of speed that still counts as steady [m/s²]. */
const UNSTEADY = 0.5;
/** Slowest driving and smallest drop from which braking can be told from noise [m/s]. */
const LEAST_SPEED = 0.25;
const LEAST_DROP = 0.2;
/** A braking that has not reached its target by then is judged by what it did until then [s]. */
const LONGEST = 3;
/** Share of the drop over which the slope is fitted: the last part is controllers settling [1]. */
const FITTED = 0.85;
const FEWEST_SAMPLES = 5;
/** Brakings remembered: brakes wear, so old ones are forgotten [1]. */
const REMEMBERED = 20;

/** Learns of a command sent at a time: its planar speed [m/s]. */
export function hearCommand(watch: BrakingWatch, at: Seconds, speed: number): BrakingWatch {
  const { attempt } = watch;
  if (!Number.isFinite(speed) || !Number.isFinite(at)) {
    return watch;
  }
  const heard = { ...watch, asked: speed };
  if (attempt === undefined) {
    return begin(heard, at, watch.asked);
  }
  if (speed > attempt.target + 0.05) {
    return conclude(heard, attempt);
  }
  return { ...heard, attempt: { ...attempt, target: Math.min(attempt.target, speed) } };
}

/** Learns of a measured planar speed [m/s]. */
export function seeSpeed(watch: BrakingWatch, at: Seconds, speed: number): BrakingWatch {
  if (!Number.isFinite(speed) || !Number.isFinite(at)) {
    return watch;
  }
  const recent = [...watch.recent.filter((one) => one.at > at - STEADY - 1e-6), { at, speed }];
  const { attempt } = watch;
  if (attempt === undefined) {
    return { ...watch, recent };
  }
  const going = { ...attempt, samples: [...attempt.samples, { at: at - attempt.begun, speed }] };
  const done = speed <= lowest(going) || at - attempt.begun > LONGEST;
  return done ? conclude({ ...watch, recent }, going) : { ...watch, recent, attempt: going };
}

function begin(watch: BrakingWatch, at: Seconds, askedBefore: number): BrakingWatch {
  const { recent, asked: target } = watch;
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < STEADY * 0.7) {
    return watch;
  }
  const half = recent.length >> 1;
  const early = meanSpeed(recent.slice(0, half));
  const late = meanSpeed(recent.slice(half));
  const slope = (late - early) / ((last.at - first.at) / 2);
  const from = meanSpeed(recent);
  const drops =
    from >= LEAST_SPEED &&
    askedBefore > from - LEAST_DROP / 2 &&
    target < from - LEAST_DROP &&
    at - last.at < STEADY;
  return drops && Math.abs(slope) < UNSTEADY
    ? { ...watch, attempt: { begun: at, from, target, samples: [] } }
    : watch;
}

function conclude(watch: BrakingWatch, attempt: Attempt): BrakingWatch {
  const fitted = attempt.samples.filter(({ speed }) => speed > lowest(attempt));
  const fit = fitHinge(fitted, attempt.from, FEWEST_SAMPLES);
  const forgotten = { ...watch, attempt: undefined, recent: [] };
  return fit === undefined
    ? forgotten
    : {
        ...forgotten,
        brakings: [
          ...watch.brakings.slice(1 - REMEMBERED),
          { latency: fit.knee, deceleration: fit.slope },
        ],
      };
}

function lowest({ from, target }: Attempt): number {
  return from - FITTED * (from - target);
}

function meanSpeed(samples: readonly Sample[]): number {
  return samples.reduce((sum, { speed }) => sum + speed, 0) / samples.length;
}
