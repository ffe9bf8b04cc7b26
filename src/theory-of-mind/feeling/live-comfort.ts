import { COMFORT_TABLE } from "./comfort-table.ts";
import { stretch } from "./comfort.ts";
import { valueAt } from "./curve.ts";
import type { Encounter } from "./encounter.ts";

/**
 * A robot that comes nearer counts as being already where it will be after this time [s], and one that moves at all as a
 * little nearer [s]. Assumed: the judged scenes stand still; 0.6 s is how long people take to act on a robot
 * they see.
 */
const AHEAD = 0.6;
const MOVING = 0.2;

/** What stepping back from a robot that comes nearer tells of discomfort, at most [1, logit], near it and fading [m]. */
const RETREAT = 1.5;
const RETREAT_FADES = 2;

/** Who lies cannot go away: the robot counts as so much nearer [1]. */
const LYING = 1.5;

/** What disturbs somebody most. */
export type Disturbance = {
  readonly by: "nearness" | "between" | "nothing";
  /** What it takes from comfort [1, logit]. */
  readonly pressure: number;
};

/** A distance [m] as it counts for a robot that moves so. Less for a faster one, never more. */
export function felt(distance: number, { approach, speed }: Encounter): number {
  return Math.max(0, distance - AHEAD * approach - MOVING * speed);
}

/** What disturbs somebody most, and how much: more when the robot is nearer, faster, or between; never less. */
export function disturbanceOf(encounter: Encounter): Disturbance {
  const { distance, facing, between, retreat, lying } = encounter;
  const front = Math.exp(-stretch(facing, COMFORT_TABLE.facing)) / (lying ? LYING : 1);
  const { person, pair } = COMFORT_TABLE.pressure;
  const near = felt(distance, encounter);
  const close = valueAt(person, near * front);
  const cut = between === Infinity ? 0 : valueAt(pair, felt(between, encounter));
  const backing = RETREAT * Math.min(1, retreat) * Math.exp(-near / RETREAT_FADES);
  const pressure = Math.max(close, cut) + backing;
  return { by: pressure === 0 ? "nothing" : close >= cut ? "nearness" : "between", pressure };
}
