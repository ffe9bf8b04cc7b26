/** Bodies in parts: capsules in the person's own frame (origin on the ground, x the way the body faces, z up). */
import { at } from "./column.ts";
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

/** Height at which `writeLegs` cuts the legs [m]: that of the own robots' lidar. */
export const LEGS_HEIGHT = 0.25;

/**
 * Lengths as shares of the standing height [1], after R. Drillis and R. Contini, "Body Segment Parameters", NYU 1166.03, 1966
 * (hip 0.53, shoulder 0.818, chin 0.87); radii are assumed.
 */
const HIP = 0.53;
const SHOULDER = 0.818;
const HAND = 0.4;
const HEAD_CENTRE = 0.935;
const HEAD_RADIUS = 0.065;
const TORSO_RADIUS = 0.085;
const ARM_RADIUS = 0.03;
const LEG_RADIUS = 0.04;
const HIP_ASIDE = 0.055;
const ARM_ASIDE = 0.115;
const FOOT = 0.04;

/** Half a step at 1.34 m/s as a share of the height: how far a foot swings to either side of the hip [1]. */
const SWING = 0.19;
const SWING_SPEED = 1.34;

/** Height of a seat as a share of the standing height [1]. */
const SEAT = 0.27;

/** Distance of a foot before the hip [m]; the left one at `phase`, the right one half a turn later. */
function footAhead(crowd: CrowdColumns, i: number, height: number, later: number): number {
  const speed = Math.hypot(at(crowd.vx, i), at(crowd.vy, i));
  const swing = height * SWING * Math.min(1.4, speed / SWING_SPEED);
  return swing * Math.sin(at(crowd.phase, i) + later);
}

function put(
  out: Float64Array,
  offset: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  radius: number,
): void {
  out[offset] = ax;
  out[offset + 1] = ay;
  out[offset + 2] = az;
  out[offset + 3] = bx;
  out[offset + 4] = by;
  out[offset + 5] = bz;
  out[offset + 6] = radius;
}

/** Tips the upright body written at `offset` over its feet, about its middle, onto its front. */
function layDown(out: Float64Array, offset: number, height: number, upright: number): void {
  const angle = ((1 - upright) * Math.PI) / 2;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const lift = s * TORSO_RADIUS * height;
  const back = (s * height) / 2;
  const last = offset + BODY_PARTS.length * PART_SIZE;
  for (let k = offset; k < last; k += PART_SIZE) {
    for (const end of [k, k + 3]) {
      const x = at(out, end);
      const z = at(out, end + 2);
      out[end] = c * x + s * z - back;
      out[end + 2] = Math.max(at(out, k + 6), c * z - s * x + lift);
    }
  }
}

/**
 * Writes the body of person `i` as it stands, walks, sits or lies now: `BODY_PARTS.length` × `PART_SIZE` numbers from
 * `out[offset]`, in the person's frame at (x, y, heading); a sphere has a = b.
 */
export function writeBody(crowd: CrowdColumns, i: number, out: Float64Array, offset: number): void {
  const height = at(crowd.height, i);
  const seated = crowd.posture[i] === 1;
  const down = seated ? (HIP - SEAT) * height : 0;
  const hip = HIP * height - down;
  const shoulder = SHOULDER * height - down;
  const torso = TORSO_RADIUS * height;
  const arm = ARM_RADIUS * height;
  const leg = LEG_RADIUS * height;
  const head = HEAD_CENTRE * height - down;
  put(out, offset, 0, 0, head, 0, 0, head, HEAD_RADIUS * height);
  put(out, offset + PART_SIZE, 0, 0, hip + torso / 2, 0, 0, shoulder - torso / 2, torso);
  for (let side = 0; side < 2; side++) {
    const y = side === 0 ? 1 : -1;
    const ahead = seated ? 0.25 * height : footAhead(crowd, i, height, side * Math.PI);
    const hand = seated ? 0.12 * height : -0.7 * ahead;
    const armAt = offset + (2 + side) * PART_SIZE;
    const legAt = offset + (4 + side) * PART_SIZE;
    const aside = y * ARM_ASIDE * height;
    put(out, armAt, 0, aside, shoulder - arm, hand, aside, HAND * height - down * 0.5, arm);
    const foot = y * HIP_ASIDE * height;
    put(out, legAt, 0, foot, hip - leg, ahead, foot, FOOT * height, leg);
  }
  const upright = at(crowd.upright, i);
  if (upright < 1) {
    layDown(out, offset, height, upright);
  }
}

/**
 * Writes the discs the legs of person `i` show at `LEGS_HEIGHT`, world frame: `LEGS_SIZE` numbers from `out[offset]`.
 * A lying person shows chest and thighs instead; the answer is then "lying", since a cut of the whole body tells more.
 */
export function writeLegs(
  crowd: CrowdColumns,
  i: number,
  out: Float64Array,
  offset: number,
): "legs" | "lying" {
  const height = at(crowd.height, i);
  const lying = at(crowd.upright, i) < 0.5;
  const heading = at(crowd.heading, i);
  const c = Math.cos(heading);
  const s = Math.sin(heading);
  const hip = HIP * height;
  const reach = (hip - LEGS_HEIGHT) / (hip - FOOT * height);
  for (let side = 0; side < 2; side++) {
    const y = side === 0 ? 1 : -1;
    const walking =
      crowd.posture[i] === 1 ? 0.25 * height : footAhead(crowd, i, height, side * Math.PI);
    const ahead = lying ? y * 0.2 * height : reach * walking;
    const aside = lying ? 0 : y * HIP_ASIDE * height;
    const entry = offset + side * 3;
    out[entry] = at(crowd.x, i) + c * ahead - s * aside;
    out[entry + 1] = at(crowd.y, i) + s * ahead + c * aside;
    out[entry + 2] = (lying ? TORSO_RADIUS : LEG_RADIUS) * height;
  }
  return lying ? "lying" : "legs";
}
