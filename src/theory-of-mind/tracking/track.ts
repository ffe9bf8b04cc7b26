import type { Seconds } from "../../quantity/time.ts";
import { type Bearing, drift, sight } from "../bearing.ts";
import { type Fix, firstKinematics, type Kinematics } from "../kinematics.ts";
import type { Knowing } from "../perspective/knowing.ts";
import type { Hiding } from "../view.ts";
import type { Eye, Source } from "./eye.ts";
import { firstModes, merged, type Modes, moveOn, seenAt } from "./modes.ts";

/** One person as a detector saw it, already in odom. */
export type Sighting = {
  readonly fix: Fix;
  /** Probability that this is a person at all [1]. */
  readonly confidence: number;
  /** Direction of the body, of the eyes [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  /** How far the eyes look up, where the gaze was measured [rad]. */
  readonly gazePitch?: number | undefined;
  /** 0 when unknown [m]. */
  readonly height: number;
  readonly posture: string;
  /** What the detector calls this person, "" for nothing. */
  readonly name: string;
  /** Whether it stands where nothing stood before, so that it has come there by itself or was brought. */
  readonly came?: boolean;
};

/** A head as one frame of a detector showed it [rad]; undefined is not measured. */
export type FaceMeasured = {
  readonly at: Seconds;
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  readonly gazePitch: number | undefined;
};

/** One person the robot believes to be there. */
export type Track = {
  readonly id: string;
  /** Time of the belief, and of the latest sighting [s]. */
  readonly at: Seconds;
  readonly seen: Seconds;
  readonly modes: Modes;
  /** All modes as one. */
  readonly kinematics: Kinematics;
  /** Probability that there is such a person [1]. */
  readonly existence: number;
  /** The same at the latest sighting, faded since [1]. */
  readonly trusted: number;
  /** Sightings so far; frames since the latest, of any source and of each, Infinity for a source that never saw it [1]. */
  readonly sightings: number;
  readonly missed: number;
  /** What shows that it is no thing: sightings by a detector of people, and metres walked [1]. */
  readonly proof: number;
  /** What the lidar sees there: mean log odds that such a shape is of a person, and of how many sightings [1]. */
  readonly figure: { readonly odds: number; readonly count: number };
  readonly missedBy: { readonly [S in Source]: number };
  readonly hiding: Hiding;
  readonly heading: Bearing | undefined;
  readonly gaze: Bearing | undefined;
  /** The head as a detector last saw it; undefined before it did. */
  readonly face: FaceMeasured | undefined;
  readonly height: number;
  readonly posture: string;
  readonly name: string;
  /** Probability that this person knows the robot is here, by what was in its view alone [1]. */
  readonly aware: number;
  /** The same by ways of attending, and how it came about; undefined before the first look. */
  readonly knowing?: Knowing | undefined;
};

/** Random turning of the body and of the eyes [rad²/s]. */
const TURNING = 0.6;
const GLANCING = 2;
/** Variance of a detected heading and gaze [rad²]. */
const HEADING_NOISE = 0.25 ** 2;
const GAZE_NOISE = 0.25 ** 2;
/** People vanish unseen with this time constant [s]. */
const STAY = 40;
const NEVER_SEEN = { detector: Infinity, lidar: Infinity } as const;
/** From so much proof on a sighting by any source tells of a person [1]; nothing but what lives moves at this speed [m/s]. */
export const PROVEN = 2;
const WALKS = 0.4;
/** What it counts for that somebody has come to where nothing stood [1]. */
const ARRIVED = 1.5;
/** Shapes that are remembered [1]; log odds of a person where a shape tells nothing, and what its own count for [1]. */
const SHAPES = 10;
const STANDING = 0.85;
const BY_SHAPE = 1.2;
/** Share of the newest sighting in the height [1]. */
const NEWEST = 0.15;

/** Somebody seen for the first time. Half of all single sightings out of nowhere are false alarms. */
export function firstTrack(
  id: string,
  at: Seconds,
  sighting: Sighting,
  source: Source = "detector",
): Track {
  const { heading, gaze, height, posture, confidence, name } = sighting;
  const modes = firstModes(firstKinematics(sighting.fix));
  return {
    id,
    at,
    seen: at,
    modes,
    kinematics: merged(modes),
    existence: 0.5 * confidence,
    trusted: 0.5 * confidence,
    sightings: 1,
    proof: sighting.came === true ? ARRIVED : 0,
    figure: source === "lidar" ? { odds: logOdds(confidence), count: 1 } : { odds: 0, count: 0 },
    missed: 0,
    missedBy: { ...NEVER_SEEN, [source]: 0 },
    hiding: "in-view",
    heading: heading === undefined ? undefined : sight(undefined, heading, HEADING_NOISE),
    gaze: gaze === undefined ? undefined : sight(undefined, gaze, GAZE_NOISE),
    face: source === "detector" ? faceIn(sighting, at) : undefined,
    height,
    posture,
    name,
    aware: 0,
  };
}

/** The belief at a later time, nothing seen in between. */
export function coast(track: Track, at: Seconds): Track {
  const time = at - track.at;
  if (time <= 0) {
    return track;
  }
  const modes = moveOn(track.modes, time);
  const stays = Math.exp(-time / STAY);
  return {
    ...track,
    at,
    modes,
    kinematics: merged(modes),
    existence: track.existence * stays,
    trusted: track.trusted * stays,
    heading: drift(track.heading, time, TURNING),
    gaze: drift(track.gaze, time, GLANCING),
  };
}

/** How a source looked at a track. */
export type Glance = {
  readonly eye: Eye;
  readonly source: Source;
  /** Chance that it sees the person, if there is one [1]. */
  readonly chance: number;
  /** Why it may not, and the probability that it cannot [1]. */
  readonly hiding: Hiding;
  readonly covered: number;
};

/** The belief after a sighting at the track's own time. */
export function hit(track: Track, sighting: Sighting, { eye, source, chance }: Glance): Track {
  const { fix, heading, gaze, height, confidence, name, posture } = sighting;
  const belief = Math.min(0.99, Math.max(0.05, confidence));
  const { modes, density } = seenAt(track.modes, fix);
  const speaks = (chance * density * belief) / (eye.clutter * (1 - belief));
  const figure = source === "lidar" ? figureAfter(track.figure, belief) : track.figure;
  const existence = believed(track, eye.most, Math.max(1, speaks), figure.odds);
  return {
    ...track,
    seen: track.at,
    modes,
    kinematics: merged(modes),
    existence,
    trusted: existence,
    sightings: track.sightings + 1,
    proof: track.proof + proofIn(track, source) + (sighting.came === true ? ARRIVED : 0),
    figure,
    missed: 0,
    missedBy: { ...track.missedBy, [source]: 0 },
    hiding: "in-view",
    heading: heading === undefined ? track.heading : sight(track.heading, heading, HEADING_NOISE),
    gaze: gaze === undefined ? track.gaze : sight(track.gaze, gaze, GAZE_NOISE),
    face: source === "detector" ? faceIn(sighting, track.at) : track.face,
    height:
      height > 0 && track.height > 0
        ? (1 - NEWEST) * track.height + NEWEST * height
        : height || track.height,
    posture: posture === "" ? track.posture : posture,
    name: name === "" ? track.name : name,
  };
}

/** Belief after a sighting that speaks for a person; who may be a thing is believed no more than its shape tells. */
function believed(
  { existence, proof }: Track,
  most: number,
  speaks: number,
  figure: number,
): number {
  const before = existence / (1 - existence);
  const isFree = proof > PROVEN || most === Infinity;
  const odds = isFree
    ? before * speaks
    : Math.min(before * Math.min(most, speaks), Math.exp(STANDING + BY_SHAPE * figure));
  return Math.min(0.999, odds / (1 + odds));
}

function figureAfter({ odds, count }: Track["figure"], belief: number): Track["figure"] {
  const next = Math.min(SHAPES, count + 1);
  return { odds: odds + (logOdds(belief) - odds) / next, count: next };
}

function logOdds(chance: number): number {
  const one = Math.min(0.99, Math.max(0.01, chance));
  return Math.log(one / (1 - one));
}

/** How much one more sighting shows that this is a person. */
function proofIn({ kinematics, seen, at }: Track, source: Source): number {
  const speed = Math.hypot(kinematics.vx, kinematics.vy);
  return source === "detector" ? 1 : speed > WALKS ? speed * (at - seen) : 0;
}

/**
 * The belief after a frame without a sighting: looked and not seen speaks against a person, not looked does not. However
 * often nobody was seen, the person may still be in one of the places that were never looked at.
 */
export function miss(
  track: Track,
  { source, chance, covered, hiding }: Omit<Glance, "eye">,
): Track {
  const { existence, trusted, missedBy } = track;
  const seldom = (existence * (1 - chance)) / (1 - existence * chance);
  const missed = { ...missedBy, [source]: missedBy[source] + 1 };
  return {
    ...track,
    existence: Math.max(seldom, trusted * covered),
    missed: Math.min(missed.detector, missed.lidar),
    missedBy: missed,
    hiding,
  };
}

function faceIn({ heading, gaze, gazePitch }: Sighting, at: Seconds): FaceMeasured {
  return { at, heading, gaze, gazePitch };
}
