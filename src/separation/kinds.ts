import type { Seconds } from "../quantity/time.ts";
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

/** A velocity is believed while its deviation is below this [m/s]. */
const BELIEVED = 0.6;

/** How slowly the robot may always go out of the reach of what has long stood there, as long as it gets no nearer [m/s]. */
const ESCAPE = 0.1;

/**
 * For so long [s]: a post stays for ever, and a robot beside it must get away. Somebody who stopped in front of the robot
 * soon goes on, and may walk into it before it stands: beside them it waits.
 */
const LONG_STOOD: Seconds = 6;

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

/**
 * How fast it may come: as its kind allows, or as it was measured to move, with the measurement's uncertainty. Of several
 * ways it comes in none faster, so the mildest of them counts.
 *
 * Somebody who walks slowly may set out as somebody who stands may (1.5 m/s² over 0.4 s was seen in the simulated crowd, and with
 * half as much reckoned the robot was touched while it braked), but nobody walks faster than the formula takes somebody to walk who
 * was not measured at all (ISO 13855:2010 6.1.1), or faster than measured where that is more. What has stood for a while
 * may have begun to walk since: its legs are found in their old places for half a second then, and only their middle
 * shows it.
 */
export function approachesOf({ kind, motion }: Obstacle, gap: Gap): readonly Approach[] {
  if (mayBePerson(kind) === "thing" || motion === undefined || !(motion.deviation < BELIEVED)) {
    return [KINDS[kind].approach];
  }
  const speed = Math.max(0, CONFIDENCE * motion.deviation - dot(motion.velocity, gap.towards));
  return [
    { speed, acceleration: STANDING.acceleration },
    { speed: Math.max(speed, UNMEASURED.speed), acceleration: 0 },
  ];
}

/** The largest speed that any of several ways to come allows [m/s]. */
export function mildest(
  approaches: readonly Approach[],
  allowed: (approach: Approach) => number,
): number {
  return approaches.reduce((most, approach) => Math.max(most, allowed(approach)), 0);
}

/** How slowly the robot may always go near a thing, as long as it gets no nearer [m/s]. */
export function escapeFrom({ kind, still }: Obstacle): number {
  return kind === "standing" && !((still ?? 0) >= LONG_STOOD) ? 0 : KINDS[kind].escape;
}

/** For example "something moving 0.82 m away at 35°". */
export function inWords({ kind, point }: Obstacle, distance: number): string {
  const degrees = Math.round((Math.atan2(point.y, point.x) * 180) / Math.PI);
  return `${KINDS[kind].name} ${distance.toFixed(2)} m away at ${degrees}°`;
}
