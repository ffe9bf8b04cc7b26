import { type Pose, toOuter } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { assign, NEVER } from "./assign.ts";
import { innovationOf, spread } from "../kinematics.ts";
import { coast, firstTrack, hit, miss, SEEN, type Sighting, type Track } from "./track.ts";
import { type Hiding, hidingAt, type View } from "../view.ts";

/** Everyone the robot believes to be around: one value, handed in and handed back. */
export type Crowd = {
  /** Time of the latest frame [s]. */
  readonly at: Seconds;
  readonly tracks: readonly Track[];
  /** How many people were ever met; the next one's number [1]. */
  readonly met: number;
};

/** One person in one frame of a detector, in the detector's frame. */
export type Detection = {
  readonly x: number;
  readonly y: number;
  /** Covariance of (x, y), row-major [m²]. */
  readonly covariance: Float64Array;
  readonly confidence: number;
  /** In the detector's frame [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  readonly height: number;
  readonly posture: string;
};

/** One frame of a detector. */
export type Look = {
  readonly at: Seconds;
  readonly view: View;
  readonly found: readonly Detection[];
};

export const NOBODY: Crowd = { at: -Infinity, tracks: [], met: 0 };

/** Sightings farther from a track than this are not of that person (99.9 % of χ² with 2 dof) [1]. */
const GATE = 13.8;
/** Innovation determinant from which a wide track pays for being wide [m⁴], and the most it pays [1]. */
const SHARP = 0.0004;
const MOST = 12;
/** Least standard deviation of a detected position [m], and of the robot's yaw at the frame's stamp [rad]. */
const LEAST_NOISE = 0.05;
const YAW_NOISE = 0.01;
/** A track less believed than this, or known no better than to this spread, is given up [1], [m]. */
const GIVEN_UP = 0.08;
const LOST = 3;
/** Radius by which lines of sight to a person are judged [m]. */
const BODY = 0.25;

/**
 * What is believed after one frame. A frame no newer than the latest changes nothing; a detection that is not finite is
 * left out. Detector ids are not used: they may switch between people.
 */
export function look(crowd: Crowd, frame: Look): Crowd {
  const age = frame.at - crowd.at;
  if (!Number.isFinite(frame.at) || (age <= 0 && age > -1)) {
    return crowd;
  }
  const start = age <= 0 ? NOBODY : crowd;
  const sightings = frame.found.flatMap((found) => sightingOf(found, frame.view.pose));
  const tracks = start.tracks.map((track) => coast(track, frame.at));
  const pairs = assign(
    tracks.length,
    sightings.length,
    (r, c) => costOf(tracks[r], sightings[c]),
    GATE + MOST,
  );
  const taken = new Set(pairs);
  const kept = tracks.map((track, r) => {
    const sighting = sightings[pairs[r] ?? -1];
    return sighting === undefined
      ? unseen(track, frame.view)
      : hit(track, start.tracks[r] ?? track, sighting);
  });
  const born = sightings.filter((_, c) => !taken.has(c));
  return {
    at: frame.at,
    tracks: [
      ...kept.filter((one) => one.existence > GIVEN_UP && spread(one.kinematics) < LOST),
      ...born.map((sighting, k) => firstTrack(`p${crowd.met + k + 1}`, frame.at, sighting)),
    ],
    met: crowd.met + born.length,
  };
}

function costOf(track: Track | undefined, sighting: Sighting | undefined): number {
  if (track === undefined || sighting === undefined) {
    return NEVER;
  }
  const { kinematics } = track;
  const { fix } = sighting;
  const [a, d] = [kinematics.covariance[0] ?? 0, kinematics.covariance[5] ?? 0];
  const off = (fix.x - kinematics.x) ** 2 + (fix.y - kinematics.y) ** 2;
  if (off > GATE * (a + d + fix.xx + fix.yy)) {
    return NEVER;
  }
  const { distance, determinant } = innovationOf(kinematics, fix);
  const width = Math.min(MOST, Math.max(0, Math.log(determinant / SHARP)));
  return distance < GATE ? distance + width : NEVER;
}

/** A track nobody was seen for, judged over the places where the person may be. */
function unseen(track: Track, view: View): Track {
  const { x, y } = track.kinematics;
  const far = spread(track.kinematics);
  const ways = [hidingAt(view, { x, y }, BODY)];
  for (const [dx, dy] of AROUND) {
    ways.push(hidingAt(view, { x: x + far * dx, y: y + far * dy }, BODY));
  }
  const chance = ways.reduce((sum, way) => sum + SEEN[way], 0) / ways.length;
  const unlooked = ways.filter((way) => way !== "in-view").length / ways.length;
  return miss(track, chance, unlooked, ways[0] ?? "in-view");
}

const AROUND: readonly (readonly [number, number])[] = [
  [1.4, 0],
  [-1.4, 0],
  [0, 1.4],
  [0, -1.4],
];

function sightingOf(found: Detection, pose: Pose<"odom", "base">): readonly Sighting[] {
  const { covariance: m, x, y } = found;
  const noise = [m[0] ?? NaN, m[1] ?? NaN, m[2] ?? NaN, m[3] ?? NaN];
  if (![x, y, found.confidence, ...noise].every(Number.isFinite)) {
    return [];
  }
  const place = toOuter(pose, found);
  const [c, s] = [Math.cos(pose.yaw), Math.sin(pose.yaw)];
  const [a, b, d] = [noise[0] ?? 0, ((noise[1] ?? 0) + (noise[2] ?? 0)) / 2, noise[3] ?? 0];
  const [least, turned] = [LEAST_NOISE ** 2, (YAW_NOISE * Math.hypot(x, y)) ** 2];
  const turn = (angle: number | undefined): number | undefined =>
    angle === undefined || !Number.isFinite(angle) ? undefined : angle + pose.yaw;
  return [
    {
      fix: {
        ...place,
        xx: Math.max(least, c * c * a - 2 * c * s * b + s * s * d) + turned,
        xy: c * s * (a - d) + (c * c - s * s) * b,
        yy: Math.max(least, s * s * a + 2 * c * s * b + c * c * d) + turned,
      },
      confidence: Math.min(1, Math.max(0, found.confidence)),
      heading: turn(found.heading),
      gaze: turn(found.gaze),
      height: Number.isFinite(found.height) ? found.height : 0,
      posture: found.posture,
    },
  ];
}

/** The way a person is hiding, in words. */
export const HIDING_WORDS: { readonly [H in Hiding]: string } = {
  "in-view": "looked for and not seen",
  hidden: "hidden behind something",
  outside: "outside the detector's view",
};
