import { dot } from "../quantity/vector.ts";
import type { ReasonId } from "../kernel/reason.ts";
import { HIDDEN_OBJECT } from "./blind-arcs.ts";
import type { Gap } from "./footprint.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import {
  type Allowance,
  type Approach,
  IMMOBILE,
  STANDING,
  UNMEASURED,
} from "./protective-distance.ts";

/** A lidar low above the ground sees legs; trunk and feet reach this much nearer [m]. */
export const BODY_BEYOND_LEGS = 0.12;

/** Range noise of a scanner, three standard deviations [m]. */
const SENSING = 0.04;

/** Standard deviations added to a measured speed [1]. */
export const CONFIDENCE = 1.5;

/** What a walking person gains within a step [m/s²]. */
const WALKING_ACCELERATION = 1;

/** How slowly the robot may always go out of the reach of somebody who stands, as long as it gets no nearer [m/s]. */
const ESCAPE = 0.1;

/** How each kind may approach, what to add, and what the robot may always do near it. */
export type Kind = {
  readonly approach: Approach;
  /** [m] */
  readonly intrusion: number;
  /** Slowest ceiling of the speed towards it [m/s], and near it in any direction [m/s]. */
  readonly crawl: number;
  readonly escape: number;
  readonly because: ReasonId;
  readonly name: string;
};

export const KINDS: Readonly<Record<ObstacleKind, Kind>> = {
  structure: {
    approach: IMMOBILE,
    intrusion: 0,
    crawl: 0,
    escape: Infinity,
    because: "protective-separation",
    name: "a wall",
  },
  standing: {
    approach: STANDING,
    intrusion: BODY_BEYOND_LEGS,
    crawl: 0,
    escape: ESCAPE,
    because: "protective-separation",
    name: "something standing",
  },
  moving: {
    approach: UNMEASURED,
    intrusion: BODY_BEYOND_LEGS,
    crawl: 0,
    escape: 0,
    because: "protective-separation",
    name: "something moving",
  },
  hidden: {
    approach: UNMEASURED,
    intrusion: 0,
    crawl: 0.15,
    escape: Infinity,
    because: "hidden-space",
    name: "a hidden place",
  },
  blind: {
    approach: IMMOBILE,
    intrusion: HIDDEN_OBJECT / 2,
    crawl: 0,
    escape: Infinity,
    because: "hidden-space",
    name: "a blind arc",
  },
};

export const KIND_NAMES = Object.keys(KINDS) as readonly ObstacleKind[];

/** Kinds that may be people: near them the robot is slow in every direction. */
export function mayBePerson(kind: ObstacleKind): "person" | "thing" {
  return kind === "standing" || kind === "moving" ? "person" : "thing";
}

export function allowanceFor(kind: ObstacleKind, positioning: number): Allowance {
  return { intrusion: KINDS[kind].intrusion, sensing: SENSING, positioning };
}

/** How fast it may come: as its kind allows, or as it was measured to move, with the measurement's uncertainty. */
export function approachOf({ kind, motion }: Obstacle, gap: Gap): Approach {
  if (kind !== "moving" || motion === undefined) {
    return KINDS[kind].approach;
  }
  const closing = -dot(motion.velocity, gap.towards) + CONFIDENCE * motion.deviation;
  return { speed: Math.max(0, closing), acceleration: WALKING_ACCELERATION };
}

/** For example "something moving 0.82 m away at 35°". */
export function inWords({ kind, point }: Obstacle, distance: number): string {
  const degrees = Math.round((Math.atan2(point.y, point.x) * 180) / Math.PI);
  return `${KINDS[kind].name} ${distance.toFixed(2)} m away at ${degrees}°`;
}
