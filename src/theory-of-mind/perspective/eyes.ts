import { turnBetween } from "../../quantity/angle.ts";
import { norm, scale, subtract, type Vector } from "../../quantity/vector.ts";
import { type Occluders, rayLength } from "./occluder.ts";

/** How somebody stands and looks. All in one frame of the plane. */
export type Eyes = {
  readonly place: Vector;
  /** Where the body faces [rad], and the turn of the head from there, counter-clockwise [rad]. */
  readonly heading: number;
  readonly turn: number;
  /** Half of the field of view [rad], and how far off things are made out [m]. */
  readonly half: number;
  readonly range: number;
};

/** Whether a place is in somebody's view: within field of view and range, with nothing between. */
export function seesPlace(eyes: Eyes, place: Vector, occluders: Occluders): boolean {
  const gap = subtract(place, eyes.place);
  const distance = norm(gap);
  if (distance > eyes.range) {
    return false;
  }
  const off = turnBetween(eyes.heading + eyes.turn, Math.atan2(gap.y, gap.x));
  return distance === 0 || (Math.abs(off) <= eyes.half && isClear(eyes.place, place, occluders));
}

/** Whether nothing stands between two places. */
export function isClear(from: Vector, to: Vector, occluders: Occluders): boolean {
  const gap = subtract(to, from);
  const distance = norm(gap);
  return distance === 0 || rayLength(from, scale(gap, 1 / distance), occluders) >= distance;
}
