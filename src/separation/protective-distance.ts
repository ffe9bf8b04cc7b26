import type { Seconds } from "../quantity/time.ts";

/**
 * Speed and separation monitoring: the six-term protective distance of ISO/TS 15066:2016 5.5.4 (now in
 * ISO 10218-2:2025), S_p = S_h + S_r + S_s + C + Z_d + Z_r, read through Marvel & Norcross (NIST, PMC5117641).
 */

/** How a person may close in: at once with a speed, and gaining with an acceleration. */
export type Approach = {
  /** Closing speed from the start [m/s]. */
  readonly speed: number;
  /** Further closing acceleration [m/s²]. */
  readonly acceleration: number;
};

/** Walking speed to assume of a person whose speed is not measured [m/s] (ISO 13855:2010 6.1.1, ISO/TS 15066 5.5.4.2.3). */
export const UNMEASURED: Approach = { speed: 1.6, acceleration: 0 };

/** A person who was seen to stand still: gains at most this from rest [m/s²] (gait initiation, Brenière & Do 1986: about 1-2). */
export const STANDING: Approach = { speed: 0, acceleration: 2 };

/** What cannot move by itself. */
export const IMMOBILE: Approach = { speed: 0, acceleration: 0 };

/** The robot's side of the distance. */
export type Stopping = {
  /** T_r: from the observation to the first change of speed, ages and latencies included [s]. */
  readonly reaction: Seconds;
  /** Deceleration, the careful end [m/s²]. */
  readonly braking: number;
};

/** What is added whatever the speeds. */
export type Allowance = {
  /** C: how far a body reaches beyond what the sensor sees of it [m]. */
  readonly intrusion: number;
  /** Z_d: uncertainty of the sensed position [m]. */
  readonly sensing: number;
  /** Z_r: uncertainty of the robot's own position [m]. */
  readonly positioning: number;
};

/** S_h + S_r + S_s + C + Z_d + Z_r [m] for a robot closing at `speed` [m/s]. */
export function protectiveDistance(
  speed: number,
  approach: Approach,
  stopping: Stopping,
  allowance: Allowance,
): number {
  const stoppingTime = speed / stopping.braking;
  const time = stopping.reaction + stoppingTime;
  const human = approach.speed * time + 0.5 * approach.acceleration * time * time;
  const reaction = speed * stopping.reaction;
  const braking = (speed * stoppingTime) / 2;
  return (
    human + reaction + braking + allowance.intrusion + allowance.sensing + allowance.positioning
  );
}

/** Largest closing speed [m/s] whose protective distance fits; 0 when none does. The inverse of `protectiveDistance`. */
export function closingSpeed(
  distance: number,
  approach: Approach,
  stopping: Stopping,
  allowance: Allowance,
): number {
  const { reaction, braking } = stopping;
  const quadratic = approach.acceleration / (2 * braking * braking) + 1 / (2 * braking);
  const linear = (approach.acceleration * reaction + approach.speed) / braking + reaction;
  return largestRoot(quadratic, linear, spare(distance, approach, reaction, allowance));
}

/**
 * Largest closing speed [m/s] to what cannot move, of a robot that goes there aslant: all its motion ends together, so its
 * whole speed [m/s], and not what of it closes in, says how long that takes.
 */
export function slantingSpeed(
  distance: number,
  speed: number,
  { reaction, braking }: Stopping,
  allowance: Allowance,
): number {
  return (
    Math.max(0, spare(distance, IMMOBILE, reaction, allowance)) / (reaction + speed / (2 * braking))
  );
}

/**
 * Largest speed in any direction [m/s] such that the robot stands still before the person can have come the whole
 * distance by walking alone; 0 when there is none.
 */
export function anySpeed(
  distance: number,
  approach: Approach,
  stopping: Stopping,
  allowance: Allowance,
): number {
  const { reaction, braking } = stopping;
  const quadratic = approach.acceleration / (2 * braking * braking);
  const linear = (approach.acceleration * reaction + approach.speed) / braking;
  return largestRoot(quadratic, linear, spare(distance, approach, reaction, allowance));
}

/** What is left of the distance after all that does not depend on the robot's speed [m]. */
function spare(
  distance: number,
  approach: Approach,
  reaction: Seconds,
  allowance: Allowance,
): number {
  const human = approach.speed * reaction + 0.5 * approach.acceleration * reaction * reaction;
  return distance - human - allowance.intrusion - allowance.sensing - allowance.positioning;
}

/** The v ≥ 0 with q v² + l v = c; 0 when c ≤ 0, infinity when nothing bounds v. */
function largestRoot(q: number, l: number, c: number): number {
  if (!(c > 0)) {
    return 0;
  }
  return (2 * c) / (l + Math.sqrt(l * l + 4 * q * c));
}
