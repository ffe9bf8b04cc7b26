import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Footprint } from "../footprint.ts";
import type { Outline } from "./outline.ts";

/**
 * Zones as users of Nav2's collision monitor know them, without its ways to fail open: what a zone cannot know stops
 * the robot, and 0 never means "off". They come on top of protective separation, which no zone and no waiver loosens.
 */

/** How a robot may leave while something is in a zone. `away` lets it crawl where it comes nearer to nothing inside. */
export type Escape = "away" | "none";

/** What happens while something is in the zone. */
export type Action =
  | { readonly kind: "stop"; readonly escape: Escape }
  /** Share of the speed and spin asked for that is left, between 0 and 1 [1]. */
  | { readonly kind: "slow"; readonly ratio: number }
  /** Largest speed [m/s] and spin [rad/s]. */
  | { readonly kind: "limit"; readonly speed: number; readonly spin: number }
  /** Keeps at least this much time to a collision of the zone's shape [s]. */
  | { readonly kind: "approach"; readonly time: Seconds; readonly escape: Escape };

/** A shape that does not depend on velocity, in the base frame [m]. */
export type PlainShape =
  | { readonly kind: "fixed"; readonly outline: Outline }
  /** The robot's own outline, scaled about the base [1] and then grown [m]. */
  | { readonly kind: "footprint"; readonly scale: number; readonly grow: number }
  /** A polygon from a topic; older than `timeout` it is unknown. Infinity for one that is latched [s]. */
  | { readonly kind: "topic"; readonly topic: string; readonly timeout: Seconds };

/** From, to: both belong to the range. */
export type Range = readonly [number, number];

/** A shape for a range of velocities. */
export type Member = {
  readonly name: string;
  readonly shape: PlainShape;
  /** Forward velocity, or of a holonomic base the speed [m/s]. */
  readonly linear: Range;
  /** Yaw rate [rad/s]. */
  readonly spin: Range;
  /** Bearing of travel of a holonomic base, counter-clockwise from the first to the second [rad]. */
  readonly direction: Range;
};

export type Drive = "differential" | "holonomic";

export type VelocityShape = {
  readonly kind: "velocity";
  readonly drive: Drive;
  readonly members: readonly Member[];
};

export type Shape = PlainShape | VelocityShape;

/** Ways of travel in which a zone promises to be large enough. */
export type Heading = "forward" | "backward" | "left" | "right";

export type Zone = {
  readonly name: string;
  readonly action: Action;
  readonly shape: Shape;
  /** Names of the sources whose points count. */
  readonly sources: readonly string[];
  /** Points that make the zone occupied [1]. */
  readonly minPoints: number;
  /** Views in a row with that many points before it acts [1]; 1 for what stops. */
  readonly trigger: number;
  /** Views in a row without before it lets go [1]. */
  readonly release: number;
  readonly guards: readonly Heading[];
  /** Whether a signed waiver may stand in for it. */
  readonly waiver: "allowed" | "never";
};

export type Source = {
  readonly name: string;
  readonly topic: string;
  /** Oldest view that counts [s]. */
  readonly timeout: Seconds;
  /** Bearings in which this sensor is known to see nothing, counter-clockwise, base axes [rad]. */
  readonly blindArcs: readonly Range[];
};

/**
 * Where points do not count. `self`: the robot's own parts, inside its footprint. `dock`: a place in another frame; it
 * needs a transform that is known and a waiver that is in force, and removes only what geometry calls a wall.
 */
export type Exclusion =
  | { readonly kind: "self"; readonly name: string; readonly outline: Outline }
  | {
      readonly kind: "dock";
      readonly name: string;
      readonly frame: string;
      /** In that frame [m]. */
      readonly points: readonly Vector[];
      /** Oldest transform that counts [s]. */
      readonly timeout: Seconds;
    };

/** The robot the zones were drawn for. */
export type Robot = {
  readonly footprint: Footprint;
  /** Deceleration, the careful end [m/s²]. */
  readonly braking: number;
  /** From something entering a zone to the first change of speed: sensor, cycle, base [s]. */
  readonly reaction: Seconds;
  /** Largest speed [m/s] and spin [rad/s] the supervisor allows. */
  readonly speed: number;
  readonly spin: number;
};

/** All that a zones file says, checked. */
export type ZoneSet = {
  readonly robot: Robot;
  readonly sources: readonly Source[];
  readonly zones: readonly Zone[];
  readonly exclusions: readonly Exclusion[];
};

/** Largest speed under any waiver, and while escaping [m/s]. */
export const CRAWL = 0.1;

/** Names of the zones and docks that a human may waive. */
export function waivableNames({ zones, exclusions }: ZoneSet): ReadonlySet<string> {
  const named = [
    ...zones.filter((zone) => zone.waiver === "allowed"),
    ...exclusions.filter((exclusion) => exclusion.kind === "dock"),
  ];
  return new Set(named.map(({ name }) => name));
}
