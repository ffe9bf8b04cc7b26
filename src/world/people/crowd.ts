/**
 * The people of a world. A crowd is a table: one row per person, one typed array per column, indexed 0 … count-1.
 * `createCrowd` makes it, `stepCrowd` moves it on in place; nothing else writes to it.
 * Same description, same random stream, same surroundings: same crowd, bit for bit.
 */
import type { Character } from "../scenario/description.ts";

/** A robot as people meet it: world frame [m], [rad], [m/s]. */
export type RobotPresence = {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly vx: number;
  readonly vy: number;
  /** Radius of the disc it fills on the ground [m]. */
  readonly radius: number;
  /** Height of its top [m]; low structures hide only what is lower. */
  readonly height: number;
};

/** A loose thing on the floor that people walk around: world frame [m]. */
export type Disc = { readonly x: number; readonly y: number; readonly radius: number };

/** What people meet besides each other and the fixed structures. */
export type Surroundings = {
  readonly robots: readonly RobotPresence[];
  readonly obstacles: readonly Disc[];
};

/** What a person does, as the truth topics say it. */
export const DOINGS = [
  "waiting",
  "walking",
  "looking",
  "talking",
  "sitting",
  "phoning",
  "falling",
  "fallen",
  "rising",
  "yielding",
] as const;

export type Doing = (typeof DOINGS)[number];

export const POSTURES = ["standing", "sitting", "lying"] as const;

export type Posture = (typeof POSTURES)[number];

/** What never changes about one person. */
export type PersonIdentity = {
  readonly id: string;
  readonly character: Character;
  readonly group: string | undefined;
  /** Standing height [m]. */
  readonly height: number;
  /** Radius of the disc a standing body fills on the ground [m]. */
  readonly radius: number;
};

/** The columns everyone may read. */
export type CrowdColumns = {
  readonly count: number;
  readonly people: readonly PersonIdentity[];
  /** Standing height, and radius of the disc a standing body fills [m]; the same as in `people`. */
  readonly height: Float64Array;
  readonly radius: Float64Array;
  /** Position on the ground, world frame [m]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Velocity, world frame [m/s]. */
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  /** Direction the body faces, world frame [rad]. */
  readonly heading: Float64Array;
  /** Direction the eyes look, world frame [rad]. */
  readonly gaze: Float64Array;
  /** Phase of the gait: one turn is two steps [rad]. */
  readonly phase: Float64Array;
  /** Uprightness: 1 stands, 0 lies on the floor [1]. */
  readonly upright: Float64Array;
  /** Index into `DOINGS`. */
  readonly doing: Uint8Array;
  /** Index into `POSTURES`. */
  readonly posture: Uint8Array;
  /** 1 while the eyes are down, on a phone. */
  readonly eyesDown: Uint8Array;
  /** 1 while some robot is in view and in mind. */
  readonly seesRobot: Uint8Array;
  /** 1 while some robot is in mind, in view or not. */
  readonly knowsRobot: Uint8Array;
};
