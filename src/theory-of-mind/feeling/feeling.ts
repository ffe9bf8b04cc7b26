import type { Seconds } from "../../quantity/time.ts";
import { COMFORT_TABLE } from "./comfort-table.ts";
import { logistic } from "./comfort.ts";
import { feignedAfter, OFTEN_FEIGNED } from "./distress.ts";
import type { Encounter } from "./encounter.ts";
import { type Disturbance, disturbanceOf } from "./live-comfort.ts";
import { distressIn, pleasureIn, type Sign } from "./sign.ts";
import { startledAfter } from "./startle.ts";

/** How one person feels about the robot: what is remembered from moment to moment. Never of who somebody is. */
export type Feeling = {
  /** ROS time of the latest step [s]. */
  readonly at: Seconds;
  /** First met [s]. */
  readonly since: Seconds;
  readonly encounter: Encounter;
  readonly disturbance: Disturbance;
  /** 0 unbearable to 1 undisturbed [1]. */
  readonly comfort: number;
  /** How much better than others this person bears the robot, and the variance of that [1, logit]. */
  readonly bias: number;
  readonly biasVariance: number;
  /** How used this person is to the robot [1]. */
  readonly habit: number;
  /** Probability that this person is startled now [1]. */
  readonly startled: number;
  /** Discomfort and startles of the last while [1]. */
  readonly stress: number;
  /** How much face and voice show of distress, lately [1]. */
  readonly shown: number;
  /** Log odds that it is feigned [1]. */
  readonly feigned: number;
};

/** How much people differ in what they bear: variance between them [1, logit] (assumed), and how far one may differ. */
const BIAS_VARIANCE = 0.6;
const BIAS_LEAST = -2;
const BIAS_MOST = 0.7;
/** How much of comfort a fully pleasant face speaks for [1, logit], and how little it is to be trusted in a second. */
const PLEASURE = 2.5;
const PLEASURE_VARIANCE = 6;

/** Who is undisturbed in sight of the robot grows used to it in this time [s]; a startle undoes it; it is forgotten [s]. */
const USED_IN = 90;
const UNDONE_IN = 2;
const FORGOTTEN_IN = 900;
/** What disturbs somebody fully used to the robot disturbs less, by this share [1]. */
const USED = 0.3;

/** Stress rises in this time and falls in this one [s]. */
const RISES_IN = 8;
const FALLS_IN = 40;
/** A sign is believed in this time, and remembered for this one [s]. */
const SHOWN_IN = 0.7;
const SHOWN_FOR = 6;

/** The longest step [s]: who was not thought of for longer is thought of anew by so much. */
const LONGEST = 1;

/** Somebody met for the first time. */
export function firstFeeling(encounter: Encounter, now: Seconds): Feeling {
  const disturbance = disturbanceOf(encounter);
  return {
    at: now,
    since: now,
    encounter: { ...encounter, sign: undefined },
    disturbance,
    comfort: comfortFrom(disturbance, { bias: 0, habit: 0 }),
    bias: 0,
    biasVariance: BIAS_VARIANCE,
    habit: 0,
    startled: 0,
    stress: 0,
    shown: 0,
    feigned: Math.log(OFTEN_FEIGNED / (1 - OFTEN_FEIGNED)),
  };
}

/**
 * The feeling at a time, by the encounter that lasted until then. With the same past, a robot that is nearer or faster
 * never leaves more comfort or habit, nor less startle or stress.
 */
export function feelingAfter(before: Feeling, encounter: Encounter, now: Seconds): Feeling {
  const time = Math.min(LONGEST, Math.max(0, now - before.at));
  const noticed = Math.max(0, encounter.awareOfRobot - before.encounter.awareOfRobot);
  const { habit: used } = before;
  const disturbance = disturbanceOf(encounter);
  const startled = startledAfter(before.startled, encounter, { habit: used, noticed, time });
  const { bias, variance } = biasAfter(before, disturbance, encounter.sign, time);
  const comfort = comfortFrom(disturbance, { bias, habit: used });
  const shown = shownAfter(before.shown, encounter.sign, time);
  return {
    at: now,
    since: before.since,
    encounter,
    disturbance,
    comfort,
    bias,
    biasVariance: variance,
    habit: habitAfter(used, comfort * encounter.awareOfRobot, startled, time),
    startled,
    stress: stressAfter(before.stress, Math.max(1 - comfort, startled), time),
    shown,
    feigned: feignedAfter(before.feigned, { ...encounter, shown }, time),
  };
}

function comfortFrom(
  { pressure }: Disturbance,
  { bias, habit }: { readonly bias: number; readonly habit: number },
): number {
  return logistic(COMFORT_TABLE.ease + bias - pressure * (1 - USED * habit));
}

/** What a face tells of how this person bears the robot, against what was expected. */
function biasAfter(
  before: Feeling,
  disturbance: Disturbance,
  sign: Sign | undefined,
  time: number,
): { readonly bias: number; readonly variance: number } {
  const { bias, biasVariance, habit } = before;
  const pleasure = sign && pleasureIn(sign);
  if (pleasure === undefined || sign === undefined || !(sign.confidence > 0)) {
    return { bias, variance: biasVariance };
  }
  const expected = COMFORT_TABLE.ease + bias - disturbance.pressure * (1 - USED * habit);
  const noise = PLEASURE_VARIANCE / (Math.min(1, sign.confidence) * Math.max(1e-3, time));
  const gain = biasVariance / (biasVariance + noise);
  const moved = bias + gain * (PLEASURE * pleasure + 1 - expected);
  return {
    bias: Math.min(BIAS_MOST, Math.max(BIAS_LEAST, moved)),
    variance: (1 - gain) * biasVariance,
  };
}

function habitAfter(habit: number, eased: number, startled: number, time: number): number {
  const grown = habit + (1 - habit) * (1 - Math.exp((-eased * time) / USED_IN));
  return grown * Math.exp(-time * (startled / UNDONE_IN + 1 / FORGOTTEN_IN));
}

function stressAfter(stress: number, felt: number, time: number): number {
  const into = felt > stress ? RISES_IN : FALLS_IN;
  return felt + (stress - felt) * Math.exp(-time / into);
}

function shownAfter(shown: number, sign: Sign | undefined, time: number): number {
  const seen = sign === undefined ? 0 : distressIn(sign);
  return seen + (shown - seen) * Math.exp(-time / (seen > shown ? SHOWN_IN : SHOWN_FOR));
}
