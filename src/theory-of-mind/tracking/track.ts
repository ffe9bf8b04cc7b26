import type { Seconds } from "../../quantity/time.ts";
import { type Bearing, drift, sight } from "../bearing.ts";
import {
  correct,
  type Fix,
  firstKinematics,
  innovationOf,
  type Kinematics,
  predict,
} from "../kinematics.ts";
import type { Hiding } from "../view.ts";

/** One person as a detector saw it, already in odom. */
export type Sighting = {
  readonly fix: Fix;
  /** Probability that this is a person at all [1]. */
  readonly confidence: number;
  /** Direction of the body, of the eyes [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  /** 0 when unknown [m]. */
  readonly height: number;
  readonly posture: string;
};

/** One person the robot believes to be there. */
export type Track = {
  readonly id: string;
  /** Time of the belief, and of the latest sighting [s]. */
  readonly at: Seconds;
  readonly seen: Seconds;
  readonly kinematics: Kinematics;
  /** Probability that there is such a person [1]. */
  readonly existence: number;
  /** The same at the latest sighting, faded since [1]. */
  readonly trusted: number;
  /** Sightings so far, and frames since the latest [1]. */
  readonly sightings: number;
  readonly missed: number;
  readonly hiding: Hiding;
  readonly heading: Bearing | undefined;
  readonly gaze: Bearing | undefined;
  readonly height: number;
  readonly posture: string;
  /** Probability that this person knows the robot is here [1]. */
  readonly aware: number;
};

/**
 * Density of the white acceleration of a person who just walks [m²/s³]. Tracks of walking people (ETH/UCY, 1019 tracks)
 * need no more than 0.05; three times that keeps the filter honest where they swerve.
 */
export const WALKING = 0.15;
/** The same when a sighting surprises: a start, a stop, a sharp turn [m²/s³], and what counts as one (95 % of χ², 2 dof). */
const SWERVING = 3;
const SURPRISE = 5.99;
/** Random turning of the body and of the eyes [rad²/s]. */
const TURNING = 0.6;
const GLANCING = 2;
/** Variance of a detected heading and gaze [rad²]. */
const HEADING_NOISE = 0.25 ** 2;
const GAZE_NOISE = 0.25 ** 2;
/** Chance that a detector sees a person in plain view, in a frame after one it did not: misses come in runs [1]. */
const SEEN_IN_VIEW = 0.75;
/** The same for a place the lidar cannot see (a detector may look over what hides it), and for one outside the view [1]. */
const SEEN_HIDDEN = 0.1;
const SEEN_OUTSIDE = 0.02;
/** People vanish unseen with this time constant [s]. */
const STAY = 15;
/** False alarms of a detector in each square metre of a frame [1/m²]. */
const FALSE_ALARMS = 0.002;

export const SEEN: { readonly [H in Hiding]: number } = {
  "in-view": SEEN_IN_VIEW,
  hidden: SEEN_HIDDEN,
  outside: SEEN_OUTSIDE,
};

/** Somebody seen for the first time. Half of all single sightings out of nowhere are false alarms. */
export function firstTrack(id: string, at: Seconds, sighting: Sighting): Track {
  const { heading, gaze, height, posture, confidence } = sighting;
  return {
    id,
    at,
    seen: at,
    kinematics: firstKinematics(sighting.fix),
    existence: 0.5 * confidence,
    trusted: 0.5 * confidence,
    sightings: 1,
    missed: 0,
    hiding: "in-view",
    heading: heading === undefined ? undefined : sight(undefined, heading, HEADING_NOISE),
    gaze: gaze === undefined ? undefined : sight(undefined, gaze, GAZE_NOISE),
    height,
    posture,
    aware: 0,
  };
}

/** The belief at a later time, nothing seen in between. */
export function coast(track: Track, at: Seconds): Track {
  const time = at - track.at;
  return time <= 0
    ? track
    : {
        ...track,
        at,
        kinematics: predict(track.kinematics, time, WALKING),
        existence: track.existence * Math.exp(-time / STAY),
        trusted: track.trusted * Math.exp(-time / STAY),
        heading: drift(track.heading, time, TURNING),
        gaze: drift(track.gaze, time, GLANCING),
      };
}

/** The belief after a sighting at the track's own time. `before` is the track before it was coasted there. */
export function hit(track: Track, before: Track, sighting: Sighting): Track {
  const { fix, heading, gaze, height, confidence } = sighting;
  const expected = innovationOf(track.kinematics, fix);
  const kinematics =
    expected.distance > SURPRISE
      ? predict(before.kinematics, track.at - before.at, SWERVING)
      : track.kinematics;
  const { distance, determinant } = innovationOf(kinematics, fix);
  const density = Math.exp(-distance / 2) / (2 * Math.PI * Math.sqrt(determinant));
  const belief = Math.min(0.99, Math.max(0.05, confidence));
  const odds =
    (track.existence / (1 - track.existence)) *
    Math.max(1, (SEEN_IN_VIEW * density * belief) / (FALSE_ALARMS * (1 - belief)));
  const existence = Math.min(0.999, odds / (1 + odds));
  return {
    ...track,
    seen: track.at,
    kinematics: correct(kinematics, fix),
    existence,
    trusted: existence,
    sightings: track.sightings + 1,
    missed: 0,
    hiding: "in-view",
    heading: heading === undefined ? track.heading : sight(track.heading, heading, HEADING_NOISE),
    gaze: gaze === undefined ? track.gaze : sight(track.gaze, gaze, GAZE_NOISE),
    height:
      height > 0 && track.height > 0 ? 0.8 * track.height + 0.2 * height : height || track.height,
    posture: sighting.posture === "" ? track.posture : sighting.posture,
  };
}

/**
 * The belief after a frame without a sighting: looked and not seen speaks against a person, not looked does not. However
 * often nobody was seen, the person may still be in one of the places that were never looked at.
 * @param chance - Chance that the detector would have seen the person, had it been there [1].
 * @param unlooked - Share of the places where the person may be that the detector cannot see [1].
 */
export function miss(track: Track, chance: number, unlooked: number, hiding: Hiding): Track {
  const { existence, trusted } = track;
  const seldom = (existence * (1 - chance)) / (1 - existence * chance);
  return {
    ...track,
    existence: Math.max(seldom, trusted * unlooked),
    missed: track.missed + 1,
    hiding,
  };
}
