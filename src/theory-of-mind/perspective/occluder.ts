import { cross, dot, subtract, type Vector } from "../../quantity/vector.ts";

/** A wall from end to end, of no thickness [m]. */
export type Wall = { readonly from: Vector; readonly to: Vector };
/** A round thing that stands between: a pillar, a body [m]. */
export type Disc = { readonly centre: Vector; readonly radius: number };
/** Everything that hides what lies behind it, seen from above. */
export type Occluders = { readonly walls: readonly Wall[]; readonly discs: readonly Disc[] };

/** How far a ray goes before the first occluder [m]; infinity where none is in its way. */
export function rayLength(from: Vector, along: Vector, { walls, discs }: Occluders): number {
  let length = Infinity;
  for (const wall of walls) {
    length = Math.min(length, toWall(from, along, wall));
  }
  for (const disc of discs) {
    length = Math.min(length, toDisc(from, along, disc));
  }
  return length;
}

function toWall(from: Vector, along: Vector, wall: Wall): number {
  const across = subtract(wall.to, wall.from);
  const gap = subtract(wall.from, from);
  const slope = cross(along, across);
  if (slope === 0) {
    return Infinity;
  }
  const length = cross(gap, across) / slope;
  const share = cross(gap, along) / slope;
  return length >= 0 && share >= 0 && share <= 1 ? length : Infinity;
}

/** 0 from within the disc. */
function toDisc(from: Vector, along: Vector, { centre, radius }: Disc): number {
  const gap = subtract(centre, from);
  const middle = dot(gap, along);
  const beyond = dot(gap, gap) - radius * radius;
  if (beyond <= 0) {
    return 0;
  }
  const chord = middle * middle - beyond;
  return middle < 0 || chord < 0 ? Infinity : middle - Math.sqrt(chord);
}
