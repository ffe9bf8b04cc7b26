import { turnBetween } from "../../quantity/angle.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import { eyesOf, type Face, faceAfter, type FaceSeen, headingOf, NO_FACE } from "./face.ts";
import { aware, type Glimpse, knowsOf, noticed, unaware } from "./noticing.ts";
import { likelyWays } from "./ways.ts";

/** Whether one person knows that the robot is here, as far as the robot can tell. One value, handed in and handed back. */
export type Knowing = {
  /** Time of the belief [s]. */
  readonly at: Seconds;
  readonly face: Face;
  /** Stamp of the latest measured face that was taken in [s]; NaN for none. */
  readonly faceAt: Seconds;
  /** Probabilities by way of attending and stage of noticing [1]. */
  readonly state: Float64Array;
  /** Probability that the robot is in view now [1]. */
  readonly inView: number;
  /** Since when, and when last, it was more likely in view than not [s]; -Infinity for never. */
  readonly viewSince: Seconds;
  readonly viewAt: Seconds;
  /** When the eyes were last seen on it, when it was likely heard, when somebody said so [s]; -Infinity for never. */
  readonly lookedAt: Seconds;
  readonly heardAt: Seconds;
  readonly toldAt: Seconds;
};

/** What the robot sees of a person at one moment. */
export type Encounter = FaceSeen & {
  /** Of the person, and of the robot [m]. */
  readonly place: Vector;
  readonly robot: Vector;
  /** Radius of the robot [m]. */
  readonly radius: number;
  /** Probability that nothing stands between the two [1]. */
  readonly sight: number;
  /** Probability that the eyes are lowered, where something tells [1]. */
  readonly lowered: number | undefined;
  /** Distance at which the robot is heard for what it is, as often as not within a second [m]; 0 for a silent one. */
  readonly audible: number;
  /** 0 when unknown [m]. */
  readonly height: number;
};

/** In view, or heard within a second, by more than this counts as so in words [1]. */
const LIKELY = 0.5;
/** Eyes measured within this of the robot look at it [rad]. */
const ON_IT = 0.3;
/** Longest time bridged at once, and in all [s]. */
const LONGEST: Seconds = 0.2;
const BRIDGED: Seconds = 5;

/** Somebody met for the first time. */
export function firstKnowing(at: Seconds, height: number): Knowing {
  return {
    at,
    face: NO_FACE,
    faceAt: NaN,
    state: unaware(likelyWays(height)),
    inView: 0,
    viewSince: -Infinity,
    viewAt: -Infinity,
    lookedAt: -Infinity,
    heardAt: -Infinity,
    toldAt: -Infinity,
  };
}

/** The belief after an encounter no earlier than itself. */
export function knowingAfter(before: Knowing, seen: Encounter): Knowing {
  const face = faceAfter(before.face, seen);
  const glimpse = glimpseOf(face, seen);
  let { state, inView } = before;
  let left = Math.min(BRIDGED, Math.max(0, seen.at - before.at));
  while (left > 0) {
    const time = Math.min(LONGEST, left);
    ({ state, inView } = noticed(state, glimpse, time));
    left -= time;
  }
  const views = inView > LIKELY;
  const looks =
    seen.gaze !== undefined && Math.abs(turnBetween(seen.gaze, glimpse.towards)) < ON_IT && views;
  return {
    ...before,
    at: seen.at,
    face,
    state,
    inView,
    viewSince: views && before.inView <= LIKELY ? seen.at : before.viewSince,
    viewAt: views ? seen.at : before.viewAt,
    lookedAt: looks ? seen.at : before.lookedAt,
    heardAt: glimpse.heard > Math.LN2 ? seen.at : before.heardAt,
  };
}

function glimpseOf(face: Face, seen: Encounter): Glimpse {
  const dx = seen.robot.x - seen.place.x;
  const dy = seen.robot.y - seen.place.y;
  const distance = Math.hypot(dx, dy);
  const heading = headingOf(face, seen.at);
  return {
    towards: Math.atan2(dy, dx),
    gap: distance - seen.radius,
    heading: heading.angle,
    headingNoise: heading.noise,
    eyes: eyesOf(face, seen.at),
    gaze: seen.gaze,
    lowered: seen.lowered,
    sight: seen.sight,
    heard: seen.audible > 0 ? Math.LN2 * (seen.audible / Math.max(0.1, distance)) ** 4 : 0,
  };
}

/** The belief after somebody told the person that the robot is here. */
export function toldOfRobot(before: Knowing, at: Seconds): Knowing {
  return { ...before, state: aware(before.state), toldAt: at };
}

/** Probability that the person knows [1]. */
export function knows({ state }: Knowing): number {
  return knowsOf(state);
}
