import type { Pose } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { awareAfter, gazeOf, seesAt } from "./attention.ts";
import { type Bearing, deviation } from "./bearing.ts";
import { type Future, futuresOf } from "./futures.ts";
import type { Kinematics } from "./kinematics.ts";
import { type Knowing, knows } from "./perspective/knowing.ts";
import { knowingOf } from "./perspective/meet.ts";
import { coast, type Track } from "./tracking/track.ts";
import { type Crowd, HIDING_WORDS } from "./tracking/tracker.ts";
import type { Hiding } from "./view.ts";

/** One person as the robot sees it at one moment. */
export type Mind = {
  readonly id: string;
  /** Since the latest sighting [s]. */
  readonly age: Seconds;
  readonly visible: "visible" | "unseen";
  readonly confidence: number;
  readonly kinematics: Kinematics;
  readonly heading: number;
  readonly headingDeviation: number;
  /** Where the eyes look, as far as that is known. */
  readonly eyes: Bearing | undefined;
  readonly radius: number;
  readonly height: number;
  readonly posture: string;
  readonly seesRobot: number;
  readonly awareOfRobot: number;
  /** How it came to know of the robot, or not; undefined before the first look. */
  readonly knowing: Knowing | undefined;
  readonly futures: readonly Future[];
  readonly because: string;
};

/** Radius of a disc that holds a body [m]: shoulder half-breadth of a broad adult with a swinging arm; seated; lying. */
const RADIUS: { readonly [posture: string]: number } = { sitting: 0.45, lying: 0.9 };
const STANDING_RADIUS = 0.3;
/** A person less believed than this is not worth telling [1]. */
const TOLD = 0.2;
/** Who walks at least this fast faces where it walks [m/s], within this [rad²]. */
const WALKING = 0.3;
const ASTRAY = 0.3 ** 2;
/** Radius of the robot as people meet it [m]: a small one. */
const ROBOT_RADIUS = 0.3;
/** How far off a silent robot is heard for what it is, as often as not within a second [m]. */
export const SILENT = 0;
/** Chance of a free line of sight for somebody the robot itself cannot see [1]. */
const SIGHT: { readonly [H in Hiding]: number } = { "in-view": 0.9, hidden: 0.15, outside: 0.9 };

/**
 * The crowd with everybody's awareness of the robot brought up to a time.
 * @param audible - How far off the robot is heard for what it is, as often as not within a second [m].
 */
export function attend(
  crowd: Crowd,
  robot: Pose<"odom", "base">,
  time: Seconds,
  audible = SILENT,
): Crowd {
  const noticed = { place: robot, radius: ROBOT_RADIUS, audible };
  return {
    ...crowd,
    tracks: crowd.tracks.map((track) => {
      const knowing = knowingOf(track, noticed, time);
      return { ...track, knowing, aware: awareAfter(track.aware, seesRobot(track, robot), time) };
    }),
  };
}

/** What somebody may do; undefined leaves it to what is assumed of everybody. */
export type Foresight = (track: Track, now: Seconds) => readonly Future[] | undefined;

/**
 * Everybody worth telling at a time no earlier than the latest frame, in the order they were met.
 * @param foresee - What was learnt of where people go.
 */
export function mindsAt(
  crowd: Crowd,
  robot: Pose<"odom", "base">,
  now: Seconds,
  source: string,
  foresee: Foresight = () => undefined,
): readonly Mind[] {
  return crowd.tracks
    .filter(({ existence }) => existence > TOLD)
    .map((track) => mindOf(coast(track, now), robot, now, source, foresee));
}

function mindOf(
  track: Track,
  robot: Pose<"odom", "base">,
  now: Seconds,
  source: string,
  foresee: Foresight,
): Mind {
  const heading = headingOf(track);
  return {
    id: track.id,
    age: now - track.seen,
    visible: track.missed === 0 ? "visible" : "unseen",
    confidence: track.existence,
    kinematics: track.kinematics,
    heading: heading?.angle ?? 0,
    headingDeviation: deviation(heading),
    eyes: gazeOf(track.gaze, heading),
    radius: RADIUS[track.posture] ?? STANDING_RADIUS,
    height: track.height,
    posture: track.posture,
    seesRobot: seesRobot(track, robot),
    awareOfRobot: awareOf(track),
    knowing: track.knowing,
    futures: foresee(track, now) ?? futuresOf(track.kinematics),
    because: becauseOf(track, now, source),
  };
}

/**
 * Whether a person knows of the robot [1]: the lower of two estimates, one that asks only what is in view and one that knows
 * ways of attending. Harm and startle count on who knows, so the finer one can only make the robot more careful.
 */
function awareOf({ aware, knowing }: Track): number {
  return knowing === undefined ? aware : Math.min(aware, knows(knowing));
}

function seesRobot(track: Track, robot: Pose<"odom", "base">): number {
  const dx = robot.x - track.kinematics.x;
  const dy = robot.y - track.kinematics.y;
  return seesAt(
    gazeOf(track.gaze, headingOf(track)),
    Math.atan2(dy, dx),
    Math.hypot(dx, dy),
    track.missed === 0 ? 1 : SIGHT[track.hiding],
  );
}

/** Where the body faces: as detected, else where it walks. */
function headingOf({ heading, kinematics }: Track): Bearing | undefined {
  const { vx, vy, covariance: p } = kinematics;
  const speed = Math.hypot(vx, vy);
  if (heading !== undefined || speed < WALKING) {
    return heading;
  }
  const across =
    ((p[10] ?? 0) * vy * vy - 2 * (p[11] ?? 0) * vx * vy + (p[15] ?? 0) * vx * vx) / speed ** 4;
  return { angle: Math.atan2(vy, vx), variance: Math.min(across, 1) + ASTRAY };
}

function becauseOf(track: Track, now: Seconds, source: string): string {
  const speed = Math.hypot(track.kinematics.vx, track.kinematics.vy);
  const motion = speed < WALKING ? "stands" : `walks at ${speed.toFixed(1)} m/s`;
  return track.missed === 0
    ? `Seen in ${track.sightings} frames of ${source}, ${motion}.`
    : `Unseen for ${(now - track.seen).toFixed(1)} s, ${HIDING_WORDS[track.hiding]}; then it ${speed < WALKING ? "stood" : `walked at ${speed.toFixed(1)} m/s`}.`;
}
