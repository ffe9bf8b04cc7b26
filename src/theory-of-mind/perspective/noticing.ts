import { wrap } from "../../quantity/angle.ts";
import { normalBelow } from "../attention.ts";
import { type Way, WAYS } from "./ways.ts";

/** What the robot can tell of one person's chance to notice it, at one moment. */
export type Glimpse = {
  /** From the person to the robot: direction [rad], and distance to its edge [m]. */
  readonly towards: number;
  readonly gap: number;
  /** Where the body faces, and its standard deviation [rad]. */
  readonly heading: number;
  readonly headingNoise: number;
  /** Where the eyes look and its standard deviation [rad]; undefined where only the body tells. */
  readonly eyes: { readonly angle: number; readonly noise: number } | undefined;
  /** The gaze as measured now [rad]. */
  readonly gaze: number | undefined;
  /** Probability that the eyes are lowered as measured now [1]; undefined where nothing tells. */
  readonly lowered: number | undefined;
  /** Probability that nothing stands between [1]. */
  readonly sight: number;
  /** Rate at which the robot is heard for what it is [1/s]. */
  readonly heard: number;
};

/**
 * Stages of one who attends in one way: 0 to 2 does not know, the robot in view for longer and longer; 3 just noticed
 * it and stares; 4 has it in view; from 5 on it is out of view, further and further forgotten.
 */
const KNOWS = 3;
const STARES = 3;
const VIEWS = 4;
const FORGETS = 5;
const FORGETTING = 4;
const STAGES = FORGETS + FORGETTING;
/** Numbers of a person's state. */
export const SIZE = WAYS.length * STAGES;

/** Half of the cone ahead in which things are noticed wherever the eyes rest [rad], and how far [m], eyes up and lowered. */
const CORNER = 0.6;
const CORNER_RANGE = 2.5;
const CORNER_RANGE_LOWERED = 2;
/** A look away shorter than this does not start noticing anew [s]. */
const BLINK = 0.35;
/** How long one stares at what one just noticed [s]; share of the time one looks at what one knows of [1]. */
const STARE = 0.8;
const LOOKS = 0.12;
/** How soon it counts as out of view, and in view again [s]. */
const TURN = 0.2;
/** How long something out of view stays in mind [s]. */
const MEMORY = 4;
/** Eyes rest within this of the way the body faces [rad] so often [1], else anywhere a head turns to [rad]. */
const REST = 0.2;
const RESTS = 0.75;
const ABOUT = 1.1;
const NECK = 1.3;
/** Noise of one measured gaze [rad], and how much of a frame's word counts, for frames in a row say the same [1]. */
const GAZE_NOISE = 0.2;
const NEWS = 0.2;
/** A line of sight, a range and a cone are no sharper than this [m]. */
const RANGE_BLUR = 0.15;

/** The state of one who was never seen before: does not know. */
export function unaware(ways: readonly number[]): Float64Array {
  const state = new Float64Array(SIZE);
  ways.forEach((share, w) => (state[w * STAGES] = share));
  return state;
}

/** The state of one who was just told: knows, whatever the eyes do. */
export function aware(state: Float64Array): Float64Array {
  const next = new Float64Array(SIZE);
  waysIn(state).forEach((share, w) => (next[w * STAGES + FORGETS] = share));
  return next;
}

/** Probability that the person knows of the robot [1]. */
export function knowsOf(state: Float64Array): number {
  let sum = 0;
  for (let w = 0; w < SIZE; w += STAGES) {
    for (let k = w + KNOWS; k < w + STAGES; k++) {
      sum += state[k] ?? 0;
    }
  }
  return Math.min(1, sum);
}

/** How likely each way of attending is by now [1]. */
export function waysIn(state: Float64Array): readonly number[] {
  return WAYS.map((_, w) => state.slice(w * STAGES, (w + 1) * STAGES).reduce((a, b) => a + b, 0));
}

/** The state a time [s] later, and the probability that the robot was in view [1]. */
export function noticed(
  state: Float64Array,
  glimpse: Glimpse,
  time: number,
): { readonly state: Float64Array; readonly inView: number } {
  const next = new Float64Array(SIZE);
  const signs = signsIn(glimpse);
  let total = 0;
  let inView = 0;
  WAYS.forEach((way, w) => {
    const view = viewOf(way, glimpse);
    move(state, next, w * STAGES, way, view, glimpse.heard, time);
    const weigh = signs[way.lowered > 0 ? 1 : 0];
    let sum = 0;
    for (let k = 0; k < STAGES; k++) {
      const at = w * STAGES + k;
      next[at] = (next[at] ?? 0) * weigh[k === STARES ? 1 : k === VIEWS ? 2 : 0];
      sum += next[at] ?? 0;
    }
    total += sum;
    inView += sum * view;
  });
  for (let k = 0; k < SIZE; k++) {
    next[k] = (next[k] ?? 0) / total;
  }
  return { state: next, inView: inView / total };
}

/** Probability that the robot is in the view of somebody who attends so [1]. */
function viewOf(way: Way, glimpse: Glimpse): number {
  const { towards, heading, headingNoise, gap, eyes, sight } = glimpse;
  const off = Math.abs(wrap(towards - heading));
  const near = normalBelow((way.range - gap) / RANGE_BLUR);
  const looked =
    near *
    (eyes === undefined
      ? RESTS * within(off, way.half, Math.hypot(REST, headingNoise)) +
        (1 - RESTS) * overlap(off, way.half)
      : within(Math.abs(wrap(towards - eyes.angle)), way.half, eyes.noise));
  const ahead = within(off, CORNER, headingNoise);
  const up = Math.max(looked, ahead * normalBelow((CORNER_RANGE - gap) / RANGE_BLUR));
  const down = ahead * normalBelow((CORNER_RANGE_LOWERED - gap) / RANGE_BLUR);
  const lowered = way.lowered === 0 ? 0 : (glimpse.lowered ?? way.lowered);
  return sight * ((1 - lowered) * up + lowered * down);
}

function within(off: number, half: number, noise: number): number {
  return normalBelow((half - off) / noise);
}

/** Share of the directions eyes may turn to from which something is in the cone [1]. */
function overlap(off: number, half: number): number {
  const from = Math.max(-ABOUT, off - half);
  return Math.max(0, Math.min(ABOUT, off + half) - from) / (2 * ABOUT);
}

function move(
  state: Float64Array,
  next: Float64Array,
  w: number,
  way: Way,
  view: number,
  heard: number,
  time: number,
): void {
  const p = (stage: number): number => state[w + stage] ?? 0;
  const on = Math.min(1, (KNOWS * view * time) / way.reaction);
  const lost = Math.min(1 - on, ((1 - view) * time) / BLINK);
  const out = Math.min(1, ((1 - view) * time) / TURN);
  const cool = Math.min(1 - out, time / STARE);
  const back = Math.min(1, (view * time) / TURN);
  const fade = Math.min(1 - back, ((1 - view) * time * FORGETTING) / MEMORY);
  const hears = Math.min(1, heard * time);
  const unknowing = [
    p(0) * (1 - on) + (p(1) + p(2)) * lost,
    p(1) * (1 - on - lost) + p(0) * on,
    p(2) * (1 - on - lost) + p(1) * on,
  ];
  unknowing.forEach((share, k) => (next[w + k] = share * (1 - hears)));
  next[w + STARES] = p(STARES) * (1 - cool - out) + p(2) * on;
  next[w + VIEWS] = p(VIEWS) * (1 - out) + p(STARES) * cool;
  next[w + FORGETS] =
    (p(STARES) + p(VIEWS)) * out + hears * unknowing.reduce((sum, share) => sum + share, 0);
  for (let k = FORGETS; k < STAGES; k++) {
    next[w + k] = (next[w + k] ?? 0) + p(k) * (1 - back - fade);
    next[w + VIEWS] = (next[w + VIEWS] ?? 0) + p(k) * back;
    const to = k + 1 < STAGES ? k + 1 : 0;
    next[w + to] = (next[w + to] ?? 0) + p(k) * fade;
  }
}

type Signs = readonly [elsewhere: number, stares: number, views: number];

/** What the measured eyes say for each: of those whose eyes are up, and of those who mostly lower them. */
function signsIn(glimpse: Glimpse): readonly [Signs, Signs] {
  const { gaze, heading, headingNoise, towards, lowered } = glimpse;
  if (gaze === undefined) {
    return [
      [1, 1, 1],
      [1, 1, 1],
    ];
  }
  const noise = Math.hypot(GAZE_NOISE, headingNoise);
  const turn = wrap(gaze - heading);
  const robot = Math.max(-NECK, Math.min(NECK, wrap(towards - heading)));
  const stare = density(turn - robot, noise);
  const idle =
    RESTS * density(turn, Math.hypot(REST, noise)) +
    ((1 - RESTS) * normalBelow((ABOUT - Math.abs(turn)) / noise)) / (2 * ABOUT);
  const still = density(turn, noise);
  const free = [idle, 0.95 * stare + 0.05 * idle, LOOKS * stare + (1 - LOOKS) * idle] as const;
  const [up, down] = lowered === undefined ? [1, 1] : [1 - lowered, lowered];
  const share = WAYS.find((way) => way.lowered > 0)?.lowered ?? 0;
  const say = (seen: number): number => Math.max(0.01, seen) ** NEWS;
  const of = (k: 0 | 1 | 2): readonly [number, number] => [
    say(up * free[k]),
    say(share * down * still + (1 - share) * up * free[k]),
  ];
  const [elsewhere, stares, views] = [of(0), of(1), of(2)];
  return [
    [elsewhere[0], stares[0], views[0]],
    [elsewhere[1], stares[1], views[1]],
  ];
}

function density(off: number, noise: number): number {
  return Math.exp(-0.5 * (off / noise) ** 2) / (noise * Math.sqrt(2 * Math.PI));
}
