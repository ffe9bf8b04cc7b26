/**
 * What a world file says, parsed: a world's fixed things, its loose things, its places, its people and its robots.
 * Positions are in the world frame [m], z up; yaw counter-clockwise from x [rad].
 */
import type { Vector } from "../../quantity/vector.ts";

/** Where something stands and which way it faces: x, y [m], yaw [rad]. */
export type Stand = { readonly x: number; readonly y: number; readonly yaw: number };

/** Lowest and highest drawn value, low ≤ high; unit as said where it is used. */
export type Range = { readonly low: number; readonly high: number };

/** An axis-parallel rectangle [m]. */
export type Rectangle = {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
};

/** A thing that never moves. `bottom` is the height of its lower face above the floor, `height` its own size along z [m]. */
export type Structure = StructureCommon & (BoxShape | CylinderShape | WallShape);

export type StructureCommon = {
  readonly id: string;
  /** Size along z [m]. */
  readonly height: number;
  /** Height of its lower face above the floor [m]. */
  readonly bottom: number;
  /** Whether eyes and lidar pass through it, as through glass for eyes. */
  readonly transparent: boolean;
  /** CSS colour for the page. */
  readonly colour?: string;
};

/** A box: centre and yaw, size along its own x (`length`) and y (`width`) [m]. */
export type BoxShape = {
  readonly kind: "box";
  readonly at: Stand;
  readonly length: number;
  readonly width: number;
};

/** An upright cylinder [m]. */
export type CylinderShape = {
  readonly kind: "cylinder";
  readonly at: Vector;
  readonly radius: number;
};

/** An upright slab on the segment `from`-`to`, half its thickness to either side [m]. */
export type WallShape = {
  readonly kind: "wall";
  readonly from: Vector;
  readonly to: Vector;
  readonly thickness: number;
};

/** A loose thing that physics moves. */
export type LooseObject = {
  readonly id: string;
  /** Where it stands at the start; `z` is the height of its lowest point [m]. */
  readonly at: Stand & { readonly z: number };
  readonly shape: ObjectShape;
  /** Mass [kg]. */
  readonly mass: number;
  /** Coulomb friction coefficient [1]. */
  readonly friction: number;
  /** Coefficient of restitution [1]. */
  readonly restitution: number;
  /** Impulse that breaks it [N s]; absent: it does not break. */
  readonly breaksAt?: number;
  readonly colour?: string;
};

/** Sizes along the object's own axes [m]. */
export type ObjectShape =
  | {
      readonly kind: "box";
      readonly length: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: "cylinder"; readonly radius: number; readonly height: number }
  | { readonly kind: "sphere"; readonly radius: number };

/** A named point or rectangle people go to. */
export type Place =
  | { readonly name: string; readonly kind: "point"; readonly at: Vector; readonly facing?: number }
  | { readonly name: string; readonly kind: "area"; readonly area: Rectangle };

/** What kind of person: how fast, how tall, how attentive, how quick to react. See `people/characters.ts`. */
export const CHARACTERS = [
  "adult",
  "child",
  "elderly",
  "runner",
  "phone",
  "faller",
  "stopper",
  "darter",
  "heedless",
] as const;

export type Character = (typeof CHARACTERS)[number];

/** One line of a person's plan. Durations are drawn anew each time [s]. */
export type Activity =
  | { readonly kind: "go"; readonly place: string }
  | { readonly kind: "wander"; readonly place: string; readonly goals: number }
  | { readonly kind: "wait"; readonly duration: Range }
  | { readonly kind: "look"; readonly place: string; readonly duration: Range }
  | { readonly kind: "talk"; readonly duration: Range }
  | { readonly kind: "sit"; readonly duration: Range }
  | { readonly kind: "phone"; readonly duration: Range }
  | { readonly kind: "fall"; readonly duration: Range };

/** One person as the file describes them. */
export type PersonDescription = {
  readonly id: string;
  readonly character: Character;
  readonly start: Stand;
  readonly plan: readonly Activity[];
  /** Whether the plan starts over when it ends; otherwise the person waits where it ended. */
  readonly repeat: boolean;
  /** Mean walking speed instead of the character's own [m/s]. */
  readonly speed?: number;
  /** Standing height instead of the character's own [m]. */
  readonly height?: number;
  /** Waits this long before the plan begins [s]. */
  readonly delay: number;
};

/** Several people drawn from a mix of characters, spread over a place. */
export type GroupDescription = {
  readonly id: string;
  readonly count: number;
  /** Place (usually an area) they start in. */
  readonly start: string;
  /** Shares of the characters; they need not sum to 1. */
  readonly mix: readonly { readonly character: Character; readonly share: number }[];
  readonly plan: readonly Activity[];
  readonly repeat: boolean;
  /** Together: they walk side by side and share one plan. Apart: each for themselves. */
  readonly walk: "together" | "apart";
  readonly delay: Range;
};

/** A sensor's settings that this world changes, by name; the sensors check them. */
export type SensorSettings = Readonly<
  Record<string, number | string | boolean | readonly (number | string)[]>
>;

export type RobotDescription = {
  readonly id: string;
  /** Name of one of the own robots, or a path to a URDF file, relative to the world file. */
  readonly urdf: string;
  readonly start: Stand;
  /** Points the commander drives to in turn, world frame, which is `odom` at the start [m]. */
  readonly goals: readonly Vector[];
  /** Radius the reader holds clear around start and goals [m]. */
  readonly radius: number;
  /** Overrides by sensor name. */
  readonly sensors: Readonly<Record<string, SensorSettings>>;
};

/** What a seed varies. Every value 0: every seed is the same world, up to people's own drawn traits. */
export type Jitter = {
  /** People start up to this far from where the file says, along x and y each [m]. */
  readonly position: number;
  /** ... and face up to this far off [rad]. */
  readonly heading: number;
  /** Walking speeds vary by up to this share [1]. */
  readonly speed: number;
  /** Durations of a person's plan vary by up to this share [1]. */
  readonly schedule: number;
  /** An extra start delay is drawn from here [s]. */
  readonly delay: Range;
  /** Robots start up to this far off along x and y [m] and in yaw [rad]. */
  readonly robotPosition: number;
  readonly robotHeading: number;
};

/** A world file, parsed and checked. */
export type WorldDescription = {
  readonly name: string;
  readonly description: string;
  readonly bounds: Rectangle;
  readonly structures: readonly Structure[];
  readonly objects: readonly LooseObject[];
  readonly places: readonly Place[];
  readonly people: readonly PersonDescription[];
  readonly groups: readonly GroupDescription[];
  readonly robots: readonly RobotDescription[];
  readonly jitter: Jitter;
};

/** One person of one seed: nothing left to draw but what happens on the way. */
export type PersonStart = {
  readonly id: string;
  readonly character: Character;
  readonly start: Stand;
  readonly plan: readonly Activity[];
  readonly repeat: boolean;
  /** Speed on a free way [m/s]. */
  readonly speed: number;
  /** Standing height [m]. */
  readonly height: number;
  /** When the plan begins [s]. */
  readonly delay: number;
  /** Those with the same group id walk together; absent: alone. */
  readonly group?: string;
};

/** A world as one seed makes it. */
export type WorldInstance = {
  readonly name: string;
  readonly seed: number;
  readonly bounds: Rectangle;
  readonly structures: readonly Structure[];
  readonly objects: readonly LooseObject[];
  readonly places: readonly Place[];
  readonly people: readonly PersonStart[];
  readonly robots: readonly RobotDescription[];
};
