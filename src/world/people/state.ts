/** The whole of a crowd: the columns everyone may read, and what only this room's verbs write. */
import type { Random } from "../../quantity/random.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Activity } from "../scenario/description.ts";
import type { Traits } from "./characters.ts";
import type { CrowdColumns } from "./crowd.ts";
import type { Floor } from "./floor.ts";
import type { Grid } from "./neighbours.ts";
import type { Field, Routes, Waypoint } from "./routes.ts";
import type { Screens } from "./sight.ts";

/** A place as plans use it: one point, or several drawn once in an area. */
export type Stop = {
  readonly points: readonly Vector[];
  readonly facing: number | undefined;
};

/** How a fall goes on. */
export type FallPhase = "none" | "falling" | "lying" | "rising";

/** What moves one person, thought over ten times a second. */
export type Mind = {
  readonly traits: Traits;
  readonly plan: readonly Activity[];
  readonly repeat: boolean;
  readonly random: Random;
  /** Speed on a free way [m/s]. */
  readonly walkSpeed: number;
  /** From having a robot in view to acting on it [s]. */
  readonly reaction: number;
  readonly makesRoom: boolean;
  /** Who leads its group: its own index when alone. */
  readonly leader: number;
  /** Its place among the followers, from 1; 0 leads. */
  readonly rank: number;
  /** Of a leader: those who follow. */
  readonly followers: readonly number[];
  /** Position in the plan. */
  step: number;
  phase: "before" | "going" | "staying" | "done";
  /** End of the present phase [s]. */
  until: number;
  /** Where it walks, or stays [m]. */
  goalX: number;
  goalY: number;
  field: Field | undefined;
  /** Goals of a wander still to come. */
  goalsLeft: number;
  /** Direction to face while staying [rad], or NaN for as it comes. */
  facing: number;
  /** Since when it has hardly moved though it wants to [s]. */
  slowSince: number;
  /** Sidesteps out of a jam until then [s], in this direction [rad]. */
  escapeUntil: number;
  escapeTurn: number;
  readonly waypoint: Waypoint;
  waypointUntil: number;
  /** A passing whim: run or stop, until then [s]. */
  whim: "none" | "run" | "stop";
  whimUntil: number;
  wobble: number;
  fall: FallPhase;
  fallUntil: number;
  /** How long it will lie once it is down [s]. */
  lieFor: number;
  /** Steps aside to a point until then [s]. */
  yieldUntil: number;
  yieldX: number;
  yieldY: number;
  /** Brakes hard and does nothing else until then [s]. */
  startledUntil: number;
  /** When the next look somewhere else comes [s], and where the eyes rest, from the heading [rad]. */
  gazeUntil: number;
  gazeTurn: number;
  /** Looks at the robot until then [s]. */
  stareUntil: number;
};

/** What each person knows of each robot: rows of people, one entry a robot. */
export type Notice = {
  robots: number;
  /** How long the robot has been in view without a break [s]. */
  exposure: Float64Array;
  /** When it was last in view [s]. */
  seenAt: Float64Array;
  /** 1 while the person has it in mind. */
  aware: Uint8Array;
  /** Since when it has it in mind [s]. */
  awareSince: Float64Array;
  /** The robot as last seen. */
  x: Float64Array;
  y: Float64Array;
  vx: Float64Array;
  vy: Float64Array;
};

export type Crowd = CrowdColumns & {
  /** Time since the crowd began [s]. */
  time: number;
  /** Velocity wanted now, world frame [m/s]. */
  readonly wishX: Float64Array;
  readonly wishY: Float64Array;
  /** Direction wanted when standing [rad]. */
  readonly face: Float64Array;
  /** Where the eyes turn to [rad]. */
  readonly look: Float64Array;
  /** Acceleration allowed now [m/s²]. */
  readonly limit: Float64Array;
  /** When each person next thinks [s]. */
  readonly due: Float64Array;
  readonly minds: readonly Mind[];
  readonly notice: Notice;
  readonly stops: ReadonlyMap<string, Stop>;
  readonly floor: Floor;
  readonly routes: Routes;
  readonly screens: Screens;
  readonly grid: Grid;
};
