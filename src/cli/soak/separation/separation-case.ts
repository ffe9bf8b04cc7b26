import type { Seconds } from "../../../quantity/time.ts";
import type { Vector } from "../../../quantity/vector.ts";
import type { Stand } from "../../../world/scenario/description.ts";

/** Somebody who walks through points, one after another, and heeds no robot. */
export type Walker = {
  readonly id: string;
  readonly start: Vector;
  /** Visited in order, then from the start again, world frame [m]. */
  readonly goals: readonly Vector[];
  /** On a free way [m/s]. */
  readonly speed: number;
  /** Standing height [m]. */
  readonly height: number;
  /** Waits this long before the first step [s]. */
  readonly delay: Seconds;
};

/** Something fixed: a wall from one point to another, or a pillar. */
export type Fixture =
  | { readonly kind: "wall"; readonly from: Vector; readonly to: Vector }
  | { readonly kind: "pillar"; readonly at: Vector; readonly radius: number };

/** What the world's base really is, against the robot's own file and declarations. */
export type TrueBase = {
  /** Top speed [m/s]. */
  readonly speed: number;
  /** [m/s²] */
  readonly acceleration: number;
  /** [m/s²] */
  readonly braking: number;
  /** From a command to the first change of speed [s]. */
  readonly latency: Seconds;
  /** Mass over what the file says [1]. */
  readonly load: number;
};

/** One episode of the separation campaign, all of it drawn from a seed. */
export type SeparationCase = {
  readonly seed: number;
  readonly place: "open" | "walls" | "corridor";
  readonly robot: "diff_base" | "omni_base";
  readonly commander: "goals" | "reckless";
  readonly start: Stand;
  readonly goals: readonly Vector[];
  readonly fixtures: readonly Fixture[];
  readonly walkers: readonly Walker[];
  readonly base: TrueBase;
};

/** Fastest a walker goes: the speed ISO 13855:2010 assumes of people [m/s]. */
export const FASTEST = 1.6;

/** Half the side of the square it all happens in [m]. */
export const HALF = 7;
