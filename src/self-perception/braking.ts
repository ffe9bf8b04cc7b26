import type { Seconds } from "../quantity/time.ts";
import { fitResponse, type SpeedAt } from "./response-fit.ts";

/** One braking the robot has seen itself do. */
export type Braking = {
  /** From the command to the first change of speed, where it could be told [s]. */
  readonly latency: number | undefined;
  /** [m/s²] */
  readonly deceleration: number;
  /**
   * `limit`: commands fell faster than the body could follow, so this is how hard it brakes. `follow`: the body kept up with
   * gentle commands, so it brakes at least this hard.
   */
  readonly kind: "limit" | "follow";
};

/** A braking under way. */
type Attempt = {
  readonly begun: Seconds;
  /** Speed when the command began to fall [m/s], and how it was changing [m/s²]. */
  readonly from: number;
  readonly rising: number;
  /** Lowest speed asked for since [m/s], and since when [s]. */
  readonly target: number;
  readonly fallen: Seconds;
  readonly measured: readonly SpeedAt[];
};

/** What the robot remembers in order to learn how it brakes. */
export type BrakingWatch = {
  /** Speeds and commands of the last moments. */
  readonly recent: readonly SpeedAt[];
  readonly asked: readonly SpeedAt[];
  readonly attempt: Attempt | undefined;
  /** The latest brakings, oldest first. */
  readonly brakings: readonly Braking[];
};

export const NO_BRAKINGS: BrakingWatch = {
  recent: [],
  asked: [],
  attempt: undefined,
  brakings: [],
};

/** How long speeds are remembered in order to know the speed before a braking, and commands besides [s]. */
const BEFORE = 0.2;
const COMMANDS_BEFORE = 0.7;
/** A command that falls slower than this is a change of mind, no braking [m/s²]. */
const FALLING = 0.4;
/** Slowest driving and smallest drop from which braking can be told from noise [m/s]. */
const LEAST_SPEED = 0.2;
const LEAST_DROP = 0.15;
/** A command that rises by more than this ends a braking [m/s], and so does one that holds for this long [s]. */
const AGAIN = 0.05;
const HELD = 0.4;
/** A braking that has not reached its target by then is judged by what it did until then [s]. */
const LONGEST = 3;
const FEWEST_SAMPLES = 5;
/** Gain of speed assumed where none was seen [m/s²]; it hardly matters while speed is lost. */
const GAINING = 1.5;
/** A record that no braking explains better than this is somebody else's doing [m/s]. */
const UNEXPLAINED = 0.06;
/** Brakings remembered: brakes wear, so old ones are forgotten [1]. */
const REMEMBERED = 20;

/** Learns of a command sent at a time: its planar speed [m/s]. */
export function hearCommand(watch: BrakingWatch, at: Seconds, speed: number): BrakingWatch {
  if (!Number.isFinite(speed) || !Number.isFinite(at)) {
    return watch;
  }
  const { attempt } = watch;
  const since = (attempt?.begun ?? at) - COMMANDS_BEFORE;
  const first = watch.asked.findLastIndex((one) => one.at <= since);
  const heard = { ...watch, asked: [...watch.asked.slice(Math.max(0, first)), { at, speed }] };
  if (attempt === undefined) {
    const last = watch.asked.at(-1);
    const falls = last !== undefined && last.speed - speed > FALLING * Math.max(0.01, at - last.at);
    return falls ? begin(heard, at, speed) : heard;
  }
  if (speed > attempt.target + AGAIN) {
    return conclude(heard, attempt);
  }
  return speed < attempt.target
    ? { ...heard, attempt: { ...attempt, target: speed, fallen: at } }
    : heard;
}

/** Learns of a measured planar speed [m/s]. */
export function seeSpeed(watch: BrakingWatch, at: Seconds, speed: number): BrakingWatch {
  if (!Number.isFinite(speed) || !Number.isFinite(at)) {
    return watch;
  }
  const { attempt } = watch;
  const kept = watch.recent.filter((one) => one.at > at - BEFORE - 1e-6 && one.at < at);
  const seen = { ...watch, recent: [...kept, { at, speed }] };
  if (attempt === undefined) {
    return seen;
  }
  const going = { ...attempt, measured: [...attempt.measured, { at, speed }] };
  const settled = at - attempt.fallen > HELD && speed <= attempt.target + AGAIN;
  const time = at - attempt.begun;
  return settled || time > LONGEST || time < 0
    ? conclude(seen, going)
    : { ...seen, attempt: going };
}

function begin(watch: BrakingWatch, at: Seconds, target: number): BrakingWatch {
  const samples = watch.recent.filter((one) => one.at > at - BEFORE - 1e-6);
  const count = samples.length;
  const middle = samples.reduce((sum, one) => sum + one.at, 0) / count;
  const mean = samples.reduce((sum, { speed }) => sum + speed, 0) / count;
  const squares = samples.reduce((sum, one) => sum + (one.at - middle) ** 2, 0);
  if (count < FEWEST_SAMPLES || squares === 0) {
    return watch;
  }
  const slope =
    samples.reduce((sum, one) => sum + (one.at - middle) * (one.speed - mean), 0) / squares;
  const rising = Math.abs(slope) < FALLING ? 0 : slope;
  const from = mean + rising * (at - middle);
  return from < LEAST_SPEED || rising < 0
    ? watch
    : { ...watch, attempt: { begun: at, from, rising, target, fallen: at, measured: [] } };
}

/** Judges a braking by the response that explains it best. */
function conclude(watch: BrakingWatch, attempt: Attempt): BrakingWatch {
  const { from, rising, target, measured, begun } = attempt;
  const forgotten = { ...watch, attempt: undefined };
  if (from - target < LEAST_DROP || measured.length < FEWEST_SAMPLES) {
    return forgotten;
  }
  const fit = fitResponse({
    from,
    gaining: rising > 0 ? rising : GAINING,
    asked: watch.asked,
    measured: [{ at: begun, speed: from }, ...measured.filter(({ at }) => at > begun)],
  });
  if (fit.error > UNEXPLAINED) {
    return forgotten;
  }
  const braking: Braking = {
    latency: fit.latencyTold === "told" ? fit.latency : undefined,
    deceleration: fit.limit === "seen" ? fit.braking : fit.atLeast,
    kind: fit.limit === "seen" ? "limit" : "follow",
  };
  return { ...forgotten, brakings: [...watch.brakings.slice(1 - REMEMBERED), braking] };
}
