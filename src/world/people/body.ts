/** Bodies in parts: capsules in the person's own frame (origin on the ground, x the way the body faces, z up). */
import type { CrowdColumns } from "./crowd.ts";

/** A part of a body as contacts name it. */
export type BodyPartKind = "head" | "torso" | "arm" | "leg";

/** The parts of every body, in the order of `writeBody`. */
export const BODY_PARTS = [
  { name: "head", kind: "head" },
  { name: "torso", kind: "torso" },
  { name: "left_arm", kind: "arm" },
  { name: "right_arm", kind: "arm" },
  { name: "left_leg", kind: "leg" },
  { name: "right_leg", kind: "leg" },
] as const satisfies readonly { readonly name: string; readonly kind: BodyPartKind }[];

/** Numbers `writeBody` writes a part: ends a and b of the capsule's axis, then its radius: ax ay az bx by bz r [m]. */
export const PART_SIZE = 7;

/** Numbers `writeLegs` writes a person: x y radius of the left disc, then of the right one [m]. */
export const LEGS_SIZE = 6;

/** Writes the body of person `index` as it stands, walks, sits or lies now: `BODY_PARTS.length` × `PART_SIZE` numbers from `out[offset]`, in the person's frame; a sphere has a = b. */
export type WriteBody = (
  crowd: CrowdColumns,
  index: number,
  out: Float64Array,
  offset: number,
) => void;

/** Writes the discs the two legs show at a height of 0.25 m, world frame: `LEGS_SIZE` numbers from `out[offset]`. A lying person shows torso and legs instead. */
export type WriteLegs = WriteBody;
