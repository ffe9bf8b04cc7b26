import { type Pose, toOuter } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { normalBelow } from "../attention.ts";
import { type Fix, spread } from "../kinematics.ts";
import { type Hiding, hidingAt, type View } from "../view.ts";
import { assign, NEVER } from "./assign.ts";
import {
  chanceAt,
  costOfRenaming,
  type Eye,
  FIRST_DETECTOR,
  FIRST_LIDAR,
  named,
  seenAgain,
  type Source,
} from "./eye.ts";
import { densityOf } from "./modes.ts";
import { coast, firstTrack, hit, type Sighting, type Track } from "./track.ts";
import { BODY, type Hides, unseen } from "./unseen.ts";

/** Everyone the robot believes to be around: one value, handed in and handed back. */
export type Crowd = {
  /** Time of the latest frame [s]. */
  readonly at: Seconds;
  /** Time of the latest frame of each source [s]. */
  readonly looked: { readonly [S in Source]: Seconds };
  readonly tracks: readonly Track[];
  /** How many people were ever met; the next one's number [1]. */
  readonly met: number;
  /** What each source has shown of itself. */
  readonly eyes: { readonly [S in Source]: Eye };
};

/** One person in one frame of a detector, in the detector's frame. */
export type Detection = {
  /** The detector's own name for the person, "" for none; it may change or be swapped between people. */
  readonly id?: string;
  readonly x: number;
  readonly y: number;
  /** Covariance of (x, y), row-major [m²]. */
  readonly covariance: Float64Array;
  readonly confidence: number;
  /** In the detector's frame [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  /** How far the eyes look up, where the gaze was measured [rad]. */
  readonly gazePitch?: number | undefined;
  readonly height: number;
  readonly posture: string;
  /** Whether it stands where nothing stood before. */
  readonly came?: boolean;
};

/** One frame of a detector, or one sweep of a lidar. */
export type Look = {
  readonly at: Seconds;
  /** A detector when it is not said. */
  readonly source?: Source;
  /** Whether somebody nobody knew of may be met in it, which is so when it is not said. */
  readonly newcomers?: "welcome" | "left out";
  readonly view: View;
  readonly found: readonly Detection[];
};

export const NOBODY: Crowd = {
  at: -Infinity,
  looked: { detector: -Infinity, lidar: -Infinity },
  tracks: [],
  met: 0,
  eyes: { detector: FIRST_DETECTOR, lidar: FIRST_LIDAR },
};

/** Sightings farther off than some times what is known [1], or likely less than this, are not of that person [1/m²]. */
const REACH = 20;
const LEAST_DENSITY = 3e-5;
/** People nobody knew of who come into sight, in each square metre of a frame [1/m²]. */
const NEWCOMERS = 1e-4;
/** Least standard deviation of a detected position [m], and of the robot's yaw at the frame's stamp [rad]. */
const LEAST_NOISE = 0.05;
const YAW_NOISE = 0.01;
/** A track less believed than this, or known no better than to this spread, is given up [1], [m]. */
const GIVEN_UP = 0.08;
const LOST = 3;
/** Standard deviation of a measured height as its share [1], and the most a height tells [1]. */
const HEIGHT_NOISE = 0.04;
const MOST_OF_HEIGHT = 4;
/** Half the width of a person who hides another [m]. */
const BREADTH = 0.2;
/** Sightings of a track before it teaches what the detector can do [1]. */
const KNOWN = 5;

/** A track before a frame, with what speaks for its being seen there. */
type Expected = {
  readonly track: Track;
  /** Chance that it is seen [1]. */
  readonly chance: number;
  readonly hiding: Hiding;
  /** Probability that it is hidden [1]. */
  readonly covered: number;
};

/**
 * What is believed after one frame. A frame older than the latest, or of the same source and no newer, changes nothing; a
 * detection that is not finite is left out. A detector's names count for as much as they have proved to be worth.
 */
export function look(crowd: Crowd, frame: Look): Crowd {
  const { source = "detector", newcomers = "welcome" } = frame;
  const age = frame.at - crowd.at;
  const again = frame.at <= crowd.looked[source];
  if (!Number.isFinite(frame.at) || ((age < 0 || again) && age > -1)) {
    return crowd;
  }
  const start = age < 0 ? NOBODY : crowd;
  const eye = start.eyes[source];
  const sightings = frame.found.flatMap((found) => sightingOf(found, frame.view.pose));
  const coasted = start.tracks.map((track) => coast(track, frame.at));
  const hides = source === "lidar" ? sweptBy(frame.view) : hiddenIn(frame.view, coasted);
  const expected = coasted.map((track): Expected => {
    const { hiding, covered } = hides(track.kinematics, spread(track.kinematics));
    const chance = chanceAt(eye, hiding, covered, track.missedBy[source]);
    return { track, hiding, covered, chance };
  });
  const costs = expected.map((one) => sightings.map((sighting) => costOf(one, sighting, eye)));
  const pairs = assign(expected.length, sightings.length, (r, c) => costs[r]?.[c] ?? NEVER, 0);
  const taken = new Set(pairs);
  const kept = expected.map((one, r) => {
    const sighting = sightings[pairs[r] ?? -1];
    return sighting === undefined
      ? unseen(one.track, { eye, source, hides, ...one })
      : hit(one.track, sighting, { eye, source, ...one });
  });
  const born = newcomers === "welcome" ? sightings.filter((_, c) => !taken.has(c)) : [];
  const learnt = expected.reduce((now, one, r) => {
    const sighting = sightings[pairs[r] ?? -1];
    return sighting === undefined ? now : taught(now, source, one, sighting, costs[r] ?? []);
  }, eye);
  return {
    at: frame.at,
    looked: { ...start.looked, [source]: frame.at },
    tracks: [
      ...kept.filter((one) => one.existence > GIVEN_UP && spread(one.kinematics) < LOST),
      ...born.map((one, k) => firstTrack(`p${crowd.met + k + 1}`, frame.at, one, source)),
    ],
    met: crowd.met + born.length,
    eyes: { ...start.eyes, [source]: learnt },
  };
}

/** Why a lidar itself may not see a place. */
function sweptBy(view: View): Hides {
  return (place) => {
    const hiding = hidingAt(view, place, BODY);
    return { hiding, covered: hiding === "in-view" ? 0 : 1 };
  };
}

/** Why a place may be out of a detector's sight: behind what the lidar sees, or behind a person nearer to it. */
function hiddenIn(view: View, tracks: readonly Track[]): Hides {
  const { x: ex, y: ey } = view.pose;
  return (place, own) => {
    const hiding = hidingAt(view, place, BODY);
    if (hiding !== "in-view") {
      return { hiding, covered: 1 };
    }
    const [dx, dy] = [place.x - ex, place.y - ey];
    const far = Math.hypot(dx, dy);
    let free = 1;
    for (const { kinematics, existence } of tracks) {
      const [ox, oy] = [kinematics.x - ex, kinematics.y - ey];
      const along = (ox * dx + oy * dy) / far;
      const off = Math.abs(ox * dy - oy * dx) / far;
      if (along > 0 && along < far - BREADTH && off < 3 * BREADTH) {
        const sigma = Math.hypot(spread(kinematics), own) + 0.02;
        free *= 1 - existence * normalBelow((BREADTH - off) / sigma);
      }
    }
    return { hiding: free < 0.5 ? "hidden" : "in-view", covered: 1 - free };
  };
}

/** What a sighting of somebody long known tells of the detector. */
function taught(
  eye: Eye,
  source: Source,
  { track, hiding }: Expected,
  sighting: Sighting,
  costs: readonly number[],
): Eye {
  if (track.sightings < KNOWN) {
    return eye;
  }
  const again = seenAgain(eye, hiding, track.missedBy[source]);
  const alone = costs.filter((cost) => cost < NEVER).length === 1;
  const told = alone && sighting.name !== "" && track.name !== "";
  return told ? named(again, sighting.name === track.name ? "same" : "other") : again;
}

/**
 * Minus twice the log odds that a sighting is of a track rather than of somebody or something else, the track unseen.
 */
function costOf({ track, chance }: Expected, sighting: Sighting, eye: Eye): number {
  const { modes, existence } = track;
  const widest = modes[2].kinematics;
  const { fix, name, height, confidence } = sighting;
  const [a, d] = [widest.covariance[0] ?? 0, widest.covariance[5] ?? 0];
  const off = (fix.x - widest.x) ** 2 + (fix.y - widest.y) ** 2;
  if (off > REACH * (a + d + fix.xx + fix.yy)) {
    return NEVER;
  }
  const density = densityOf(modes, fix);
  if (density < LEAST_DENSITY) {
    return NEVER;
  }
  const others = eye.clutter * (1 - Math.min(1, confidence)) + NEWCOMERS;
  const renamed = name !== "" && track.name !== "" && name !== track.name;
  const taller = height > 0 && track.height > 0 ? (height / track.height - 1) / HEIGHT_NOISE : 0;
  return (
    2 * Math.log((others * (1 - chance)) / (chance * density * existence)) +
    (renamed ? costOfRenaming(eye) : 0) +
    Math.min(MOST_OF_HEIGHT, taller * taller)
  );
}

function sightingOf(found: Detection, pose: Pose<"odom", "base">): readonly Sighting[] {
  const { covariance: m, x, y } = found;
  const noise = [m[0] ?? NaN, m[1] ?? NaN, m[2] ?? NaN, m[3] ?? NaN];
  if (![x, y, found.confidence, ...noise].every(Number.isFinite)) {
    return [];
  }
  const turn = (angle: number | undefined): number | undefined =>
    angle === undefined || !Number.isFinite(angle) ? undefined : angle + pose.yaw;
  return [
    {
      fix: fixOf(found, pose, noise),
      confidence: Math.min(1, Math.max(0, found.confidence)),
      heading: turn(found.heading),
      gaze: turn(found.gaze),
      gazePitch: found.gaze === undefined ? undefined : found.gazePitch,
      height: Number.isFinite(found.height) ? found.height : 0,
      posture: found.posture,
      name: found.id ?? "",
      came: found.came === true,
    },
  ];
}

/** A detected place in odom, with what the detector, the robot's yaw and the least noise leave open. */
function fixOf(found: Detection, pose: Pose<"odom", "base">, noise: readonly number[]): Fix {
  const [c, s] = [Math.cos(pose.yaw), Math.sin(pose.yaw)];
  const [a, b, d] = [noise[0] ?? 0, ((noise[1] ?? 0) + (noise[2] ?? 0)) / 2, noise[3] ?? 0];
  const turned = (YAW_NOISE * Math.hypot(found.x, found.y)) ** 2;
  const least = LEAST_NOISE ** 2;
  return {
    ...toOuter(pose, found),
    xx: Math.max(least, c * c * a - 2 * c * s * b + s * s * d) + turned,
    xy: c * s * (a - d) + (c * c - s * s) * b,
    yy: Math.max(least, s * s * a + 2 * c * s * b + c * c * d) + turned,
  };
}

/** The way a person is hiding, in words. */
export const HIDING_WORDS: { readonly [H in Hiding]: string } = {
  "in-view": "looked for and not seen",
  hidden: "hidden behind something",
  outside: "outside the detector's view",
};
