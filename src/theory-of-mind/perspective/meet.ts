import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Track } from "../tracking/track.ts";
import type { Hiding } from "../view.ts";
import { firstKnowing, type Knowing, knowingAfter } from "./knowing.ts";

/** What the robot is to those who may notice it. */
export type Noticeable = {
  readonly place: Vector;
  /** Of a disc on the ground that holds it [m]. */
  readonly radius: number;
  /** Distance at which it is heard for what it is, as often as not within a second [m]; 0 for a silent one. */
  readonly audible: number;
};

/** A person seen this lately is in sight, and the robot in theirs [s], [1]. */
const LATELY: Seconds = 0.35;
const IN_SIGHT = 0.98;
/** A face measured longer ago than this is not news [s]. */
const FRESH: Seconds = 0.2;
/** Chance of a free line of sight for somebody the robot does not see now [1]. */
const SIGHT: { readonly [H in Hiding]: number } = { "in-view": 0.2, hidden: 0.03, outside: 0.5 };
/** Eyes lower than this, halfway from level ones to those on a phone, are lowered [rad]; noise of one measure [rad]. */
const LOWERED = -0.45;
const PITCH_NOISE = 0.2;
/** Half of how far apart the two are, in the deviations of one measure [1]. */
const APART = 0.35 / PITCH_NOISE;

/** Whether the person of a track knows of the robot, a time [s] after this was last asked. */
export function knowingOf(track: Track, robot: Noticeable, time: Seconds): Knowing {
  const before = track.knowing ?? firstKnowing(0, track.height);
  const { face, kinematics, seen, at, hiding, height } = track;
  const isNew = face !== undefined && face.at !== before.faceAt && at - face.at < FRESH;
  const after = knowingAfter(before, {
    at: before.at + time,
    place: kinematics,
    velocity: { x: kinematics.vx, y: kinematics.vy },
    robot: robot.place,
    radius: robot.radius,
    audible: robot.audible,
    sight: at - seen < LATELY ? IN_SIGHT : SIGHT[hiding],
    heading: isNew ? face.heading : undefined,
    gaze: isNew ? face.gaze : undefined,
    lowered: isNew ? loweredIn(face.gazePitch) : undefined,
    height,
  });
  return isNew ? { ...after, faceAt: face.at } : after;
}

/** Probability that eyes of a measured pitch [rad] are lowered, either being as likely before. */
function loweredIn(pitch: number | undefined): number | undefined {
  return pitch === undefined ? undefined : normalLogit((LOWERED - pitch) / PITCH_NOISE);
}

/** Two normal distributions 2 `APART` deviations apart: probability of the one on the side of `z`. */
function normalLogit(z: number): number {
  return 1 / (1 + Math.exp(-2 * APART * z));
}
