import type { Restriction } from "../kernel/fact.ts";
import { speedOf, STANDSTILL, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { judgePush, NOBODY_PUSHED, type Push, type Pushing } from "./push.ts";

/** What was declared of the brakes, or measured by the body, the careful ends. */
export type DeclaredBrakes = {
  /** [m/s²] */
  readonly braking: number;
  /** From a command to the first change of speed [s]. */
  readonly latency: Seconds;
};

type Axis = keyof Twist;

/** Velocities that commands explain, axis by axis; standstill always is [m/s], [rad/s]. */
export type Explained = { readonly most: Twist; readonly least: Twist };

type Told = { readonly at: Seconds; readonly twist: Twist };

/**
 * Verifies that the robot brakes as it should: from what went out to the motors, and the declared braking and latency,
 * follows an envelope of velocities that commands explain. Slower than that is no concern here, faster is.
 *
 * What is remembered in order to verify braking. A value: telling and measuring give a new one. */
export type BrakingEnvelope = {
  /** What went out lately, oldest first, on the monotonic clock. */
  readonly told: readonly Told[];
  readonly explained: Explained;
  /** When it was measured last [s], and for how long the measured speed has been outside [s]. */
  readonly at: Seconds;
  readonly outside: Seconds;
  /** For how long it has been inside since [s]; 0 while it is outside. */
  readonly inside: Seconds;
  readonly push: Push;
  /** What was measured last, and how much longer a blow explains what it does [s]. */
  readonly twist: Twist;
  readonly struck: Seconds;
  /** How long ago the first of the blows came that are waited out [s]; 0 when none is. */
  readonly shaken: Seconds;
  readonly trouble: BrakingTrouble;
};

export type BrakingTrouble = "" | "braking-weak" | "braking-failed" | "moving-unasked";

const STILL: Explained = { most: STANDSTILL, least: STANDSTILL };

export const NOTHING_MEASURED: BrakingEnvelope = {
  told: [],
  explained: STILL,
  at: NaN,
  outside: 0,
  inside: 0,
  push: NOBODY_PUSHED,
  twist: STANDSTILL,
  struck: 0,
  shaken: 0,
  trouble: "",
};

/** Outside the envelope for so long is no noise any more [s]: 100 ms of the true speed, less the filter and a period. */
const PATIENCE: Seconds = 0.08;

/** Inside for less than this between two measurements outside is noise [s]: one measurement, with the jitter of its period. */
const FLICKER: Seconds = 0.03;

/** Brakes that are still weak so long after that have failed: the stop escalates to category 0 [s]. */
const ESCALATED: Seconds = 0.05;
const ROUNDING: Seconds = 1e-6;

/** Inside for so long, the brakes are believed again [s]. */
const RECOVERED: Seconds = 1;

/** Share of the braking that a slope of two degrees, or a worn tyre, leaves of the careful end [1]. */
const ON_SLOPES = 0.85;

/** Yaw rate is lost at least this fast [rad/s²]; half of what a base of 0.25 m radius with brakes of 1.8 m/s² can. */
const SPIN_BRAKING = 3.6;

/** The measured speed comes this much later, by the filter it went through [s]. */
const LAG: Seconds = 0.04;

/** Noise of a measured speed, four standard deviations [m/s], [rad/s], and how far a speed told is overshot [1]. */
const NOISE: Twist = { vx: 0.05, vy: 0.05, wz: 0.15 };
const OVERSHOOT = 0.1;

/** Commands are remembered for so long [s]: longer than any latency that can be waited for. */
const REMEMBERED: Seconds = 1;

/** A longer gap between two measurements is not judged [s]. */
const GAP: Seconds = 0.25;

const AXES: readonly Axis[] = ["vx", "vy", "wz"];

/** What went out to the motors at a time of the monotonic clock. */
export function toldTo(before: BrakingEnvelope, twist: Twist, at: Seconds): BrakingEnvelope {
  const kept = before.told.filter((one) => at - one.at <= REMEMBERED);
  kept.push({ at, twist });
  return { ...before, told: kept };
}

/**
 * What was measured at a time of the monotonic clock: arrival less age.
 * @param pushing - Who could be pushing the robot; a stand that a push explains is no trouble for a while.
 */
export function measured(
  before: BrakingEnvelope,
  twist: Twist,
  at: Seconds,
  brakes: DeclaredBrakes,
  pushing: Pushing,
): BrakingEnvelope {
  const step = at - before.at;
  if (!(step <= GAP && step > 0)) {
    const anew = step > 0 || Number.isNaN(step);
    return anew
      ? {
          ...before,
          at,
          twist,
          explained: asFast(twist),
          outside: 0,
          inside: 0,
          struck: 0,
          shaken: 0,
        }
      : before;
  }
  const told = targets(before.told, at, brakes.latency + LAG);
  const explained = slowed(before.explained, told, step, brakes.braking * ON_SLOPES);
  const excess = AXES.some((axis) => isOutside(twist[axis], axis, explained, told));
  const stands = AXES.every((axis) => explained.most[axis] === 0 && explained.least[axis] === 0);
  const moving = stands && excess ? "moving" : "standing";
  const { push, verdict } = judgePush(before.push, moving, twist, step, pushing);
  const struck = struckFor(before, twist, step, pushing);
  const place = excess && verdict === "own motion" && struck === 0 ? "outside" : "inside";
  const found = stands ? "moving-unasked" : "braking-weak";
  const times = judged(before, place, step, found);
  const shaken = struck > 0 ? before.shaken + step : 0;
  return { ...before, at, twist, explained, push, struck, shaken, ...times };
}

/**
 * A change of velocity that no motor of such a base makes: at once [m/s], [rad/s], and with time [m/s²], [rad/s²]. The
 * axes count together, as a blow to a corner shoves and turns.
 */
const BLOW: Twist = { vx: 0.15, vy: 0.15, wz: 0.4 };
const MOTOR: Twist = { vx: 5, vy: 5, wz: 30 };

/** Somebody who walked into the robot is within this of it [m]; no blow makes it faster than this [m/s]. */
const BESIDE = 0.9;
const FASTEST_BLOW = 1.5;

/** So long a blow is waited out, and so long others may follow the first, once it had been as it should for so long [s]. */
const STRUCK: Seconds = 1;
const RESTED: Seconds = 0.5;

/**
 * How much longer a blow explains what the robot does [s]. It is one where the velocity changes as no motor could, beside
 * somebody; those who walk into a robot stumble into it again, so a blow that follows within that time is waited out as
 * well, but none after it. A motor that runs away from there on is found when the time is over.
 */
function struckFor(
  before: BrakingEnvelope,
  twist: Twist,
  step: Seconds,
  { distance }: Pushing,
): Seconds {
  const jumps = AXES.map(
    (axis) => (twist[axis] - before.twist[axis]) / (BLOW[axis] + MOTOR[axis] * step),
  );
  const isBlow = Math.hypot(...jumps) > 1 && distance <= BESIDE && speedOf(twist) <= FASTEST_BLOW;
  const isHeeded = before.struck === 0 ? before.inside >= RESTED : before.shaken < STRUCK;
  return isBlow && isHeeded ? STRUCK : Math.max(0, before.struck - step);
}

/** For how long the speed is outside or inside by now, and what that means. */
function judged(
  before: BrakingEnvelope,
  place: "outside" | "inside",
  step: Seconds,
  found: BrakingTrouble,
): Pick<BrakingEnvelope, "outside" | "inside" | "trouble"> {
  if (place === "inside") {
    const inside = before.inside + step;
    const trouble = inside < RECOVERED ? before.trouble : "";
    return { outside: Math.max(0, before.outside - step), inside, trouble };
  }
  const outside = before.outside + (before.inside < FLICKER ? step : 0);
  const isLate = found === "braking-weak" && outside > PATIENCE + ESCALATED - ROUNDING;
  const now = isLate ? "braking-failed" : found;
  return { outside, inside: 0, trouble: outside > PATIENCE - ROUNDING ? now : before.trouble };
}

/** The same for the kernel. */
export function brakingRestriction({ trouble }: BrakingEnvelope): Restriction {
  const most = trouble === "" ? Infinity : 0;
  const because = trouble === "" ? "braking-weak" : trouble;
  return { speed: most, spin: most, bounds: [], because, about: "base", trouble };
}

function asFast(twist: Twist): Explained {
  return {
    most: mapAxes((axis) => Math.max(0, twist[axis])),
    least: mapAxes((axis) => Math.min(0, twist[axis])),
  };
}

/** The fastest that was told, either way, from a latency ago until now, and what held when that time began. */
function targets(told: readonly Told[], at: Seconds, latency: Seconds): Explained {
  let most = STANDSTILL;
  let least = STANDSTILL;
  const begun = told.findLastIndex((one) => one.at <= at - latency);
  for (let i = Math.max(0, begun); i < told.length; i++) {
    const one = told[i];
    if (one !== undefined && one.at <= at) {
      most = outer(Math.max, most, one.twist);
      least = outer(Math.min, least, one.twist);
    }
  }
  return { most, least };
}

function outer(of: (a: number, b: number) => number, a: Twist, b: Twist): Twist {
  return { vx: of(a.vx, b.vx), vy: of(a.vy, b.vy), wz: of(a.wz, b.wz) };
}

/** What was explained a step ago is lost by braking, down to what was told. */
function slowed(
  { most, least }: Explained,
  reachable: Explained,
  step: Seconds,
  braking: number,
): Explained {
  const lost = (axis: Axis): number => step * (axis === "wz" ? SPIN_BRAKING : braking);
  return {
    most: mapAxes((axis) => Math.max(reachable.most[axis], most[axis] - lost(axis))),
    least: mapAxes((axis) => Math.min(reachable.least[axis], least[axis] + lost(axis))),
  };
}

function isOutside(
  speed: number,
  axis: Axis,
  { most, least }: Explained,
  told: Explained,
): boolean {
  const over = speed - most[axis] - OVERSHOOT * told.most[axis];
  const under = least[axis] + OVERSHOOT * told.least[axis] - speed;
  return !(Math.max(over, under) <= NOISE[axis]);
}

function mapAxes(value: (axis: Axis) => number): Twist {
  return { vx: value("vx"), vy: value("vy"), wz: value("wz") };
}
