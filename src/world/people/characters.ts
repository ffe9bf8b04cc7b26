/**
 * How people differ. Sources: walking speed and body breadth of adults, U. Weidmann, "Transporttechnik der Fussgänger",
 * ETH Zürich IVT 90, 1993 (1.34 m/s, deviation 0.26 m/s); comfortable gait of people over 80, R. W. Bohannon and A. W.
 * Andrews, Physiotherapy 97(3), 2011 (about 0.95 m/s). Values without a source are this project's assumptions.
 */
import type { Character } from "../scenario/description.ts";

/** A normal distribution, drawn within two deviations of its mean. */
export type Spread = { readonly mean: number; readonly deviation: number };

export type Traits = {
  /** Speed on a free way [m/s]. */
  readonly speed: Spread;
  /** Standing height [m]. */
  readonly height: Spread;
  /** Mass over height squared [kg/m²]. */
  readonly bodyMassIndex: number;
  /** Radius of the disc a standing body fills [m]. */
  readonly radius: number;
  /** Most it speeds up, slows down or turns aside in ordinary walking [m/s²]. */
  readonly acceleration: number;
  /** Most it slows down when startled [m/s²]. */
  readonly braking: number;
  /** From first having a robot in view to acting on it [s]. */
  readonly reaction: Spread;
  /** Half of the cone in which it notices things [rad]. */
  readonly viewHalfAngle: number;
  /** How far away a robot is still noticed [m]. */
  readonly viewRange: number;
  /** How far away a robot near the way one goes is seen from the corner of the eye [m] (assumed). */
  readonly cornerRange: number;
  /** Chance that it makes room for a robot it has noticed, rather than only not walking into it [1]. */
  readonly yields: number;
  /** Share of the time on its feet that the eyes are on a phone [1]. */
  readonly phone: number;
  /** Chance of a burst of running [1/s], and the factor on speed in it [1]. */
  readonly runRate: number;
  readonly runFactor: number;
  /** Chance of stopping dead while walking [1/s]. */
  readonly stopRate: number;
  /** Chance of falling while walking [1/s]. */
  readonly fallRate: number;
  /** How far its course wanders to either side [rad]. */
  readonly wobble: number;
};

const ADULT: Traits = {
  speed: { mean: 1.34, deviation: 0.26 },
  height: { mean: 1.71, deviation: 0.09 },
  bodyMassIndex: 24,
  radius: 0.22,
  acceleration: 1.6,
  braking: 3.5,
  reaction: { mean: 0.6, deviation: 0.15 },
  viewHalfAngle: 1.05,
  viewRange: 7,
  cornerRange: 2.5,
  yields: 0.85,
  phone: 0,
  runRate: 0,
  runFactor: 1,
  stopRate: 0,
  fallRate: 0,
  wobble: 0.05,
};

export const CHARACTER_TRAITS: Readonly<Record<Character, Traits>> = {
  adult: ADULT,
  child: {
    ...ADULT,
    speed: { mean: 1.2, deviation: 0.2 },
    height: { mean: 1.18, deviation: 0.12 },
    bodyMassIndex: 16,
    radius: 0.17,
    acceleration: 2,
    reaction: { mean: 0.9, deviation: 0.25 },
    viewHalfAngle: 0.8,
    viewRange: 5,
    yields: 0.5,
    runRate: 0.15,
    runFactor: 2,
    stopRate: 0.06,
    wobble: 0.5,
  },
  elderly: {
    ...ADULT,
    speed: { mean: 0.95, deviation: 0.18 },
    height: { mean: 1.64, deviation: 0.08 },
    acceleration: 0.9,
    braking: 2,
    reaction: { mean: 1.1, deviation: 0.25 },
    viewHalfAngle: 0.8,
    yields: 0.7,
  },
  runner: {
    ...ADULT,
    speed: { mean: 3, deviation: 0.25 },
    acceleration: 2,
    braking: 4,
    reaction: { mean: 0.5, deviation: 0.1 },
    viewRange: 10,
    wobble: 0.02,
  },
  phone: {
    ...ADULT,
    speed: { mean: 1.1, deviation: 0.18 },
    reaction: { mean: 1, deviation: 0.2 },
    phone: 0.88,
  },
  faller: { ...ADULT, speed: { mean: 1.15, deviation: 0.2 }, fallRate: 1 / 25 },
  stopper: { ...ADULT, stopRate: 1 / 5 },
  darter: {
    ...ADULT,
    speed: { mean: 1.7, deviation: 0.2 },
    acceleration: 2,
    reaction: { mean: 0.8, deviation: 0.2 },
    viewHalfAngle: 0.5,
    yields: 0.3,
  },
  /** Walks on as if there were no robot until one touches: the worst that may come, for tests of what keeps people unhurt. */
  heedless: { ...ADULT, viewRange: 0, cornerRange: 0, yields: 0, wobble: 0 },
};
