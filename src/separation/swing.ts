import type { Twist } from "../quantity/frame.ts";
import { cross, norm, rotate, subtract, type Vector } from "../quantity/vector.ts";
import { type Footprint, type Gap, gapTo, innerRadiusOf, radiusOf } from "./footprint.ts";
import type { Stopping } from "./protective-distance.ts";

/** Lever arms that turn yaw rate into closing speed [m]: counter-clockwise, and clockwise. */
export type Levers = { readonly ccw: number; readonly cw: number };

/** Turns for which the outline is tried [rad]: from a hint to as far as a base turns until it stands. */
const TURNS = [0.02, 0.05, 0.15, 0.3, 0.45, 0.6, 0.8, 1, 1.2] as const;

/** An outline whose corners stand out no farther is round [m]. */
const ROUND = 0.01;

/** Fastest turn that is reckoned with [rad/s]. */
const FASTEST = 2.5;

/**
 * How fast turning closes the gap to a place, at worst over all turns up to the largest. The lever at the nearest point of
 * the outline holds for the first moment only: later a corner swings in, or what opened the gap at first opens less.
 */
export function leversTo(footprint: Footprint, place: Vector, { lever }: Gap): Levers {
  return worstLevers(footprint, [place], Infinity, lever);
}

/**
 * How fast turning brings any of several places nearer than a gap, at worst over all turns up to the largest: what is
 * farther away may come as near as that, and what is nearer no nearer.
 */
export function leversBeyond(
  footprint: Footprint,
  places: readonly Vector[],
  { distance, lever }: Gap,
): Levers {
  return worstLevers(footprint, places, distance, lever);
}

/** The turning of a round outline brings nothing nearer but at first, and opens no gap. */
function worstLevers(
  footprint: Footprint,
  places: readonly Vector[],
  least: number,
  lever: number,
): Levers {
  if (swingRadius(footprint) === 0) {
    return { ccw: Math.max(0, lever), cw: Math.max(0, -lever) };
  }
  let ccw = lever;
  let cw = -lever;
  for (const place of places) {
    const gap = gapTo(footprint, place);
    const own = signed(gap, footprint, place);
    if (own <= least) {
      ccw = Math.max(ccw, gap.lever);
      cw = Math.max(cw, -gap.lever);
    }
    for (const turn of TURNS) {
      ccw = Math.max(ccw, (Math.min(least, own) - turnedGap(footprint, place, turn)) / turn);
      cw = Math.max(cw, (Math.min(least, own) - turnedGap(footprint, place, -turn)) / turn);
    }
  }
  return { ccw, cw };
}

/** The gap to a place once the robot has turned [m]. */
function turnedGap(footprint: Footprint, place: Vector, turn: number): number {
  const turned = rotate(place, -turn);
  return signed(gapTo(footprint, turned), footprint, turned);
}

/** A gap; below zero inside, where noise puts what is very near: as deep as the place lies [m]. */
function signed({ distance }: Gap, footprint: Footprint, place: Vector): number {
  return distance > 0 ? distance : -depthIn(footprint, place);
}

/** How deep inside an outline a place lies [m]. */
function depthIn(footprint: Footprint, place: Vector): number {
  return footprint.reduce((least, from, i) => {
    const edge = subtract(footprint[i + 1] ?? footprint[0] ?? from, from);
    const length = norm(edge);
    return length > 0 ? Math.min(least, cross(edge, subtract(place, from)) / length) : least;
  }, Infinity);
}

/**
 * How fast turning closes a gap because the way bends towards it, at the velocity the robot has [m], counter-clockwise
 * positive: what lies beside the robot now lies ahead before it stands.
 */
export function curveLever(velocity: Vector, { towards }: Gap, stopping: Stopping): number {
  const time = stopping.reaction + norm(velocity) / (2 * stopping.braking);
  return (cross(velocity, towards) * time * time) / (2 * stopping.reaction);
}

/** How fast the corners of an outline can be besides its middle [m/s]; 0 for a round one. */
export function swingSpeed(footprint: Footprint): number {
  return FASTEST * swingRadius(footprint);
}

/** Speed of the fastest point of an outline [m/s]; turning does not count for a round one. */
export function outlineSpeed(footprint: Footprint, { vx, vy, wz }: Twist): number {
  const swung = swingRadius(footprint) > 0 ? Math.abs(wz) * radiusOf(footprint) : 0;
  return Math.max(norm({ x: vx, y: vy }), swung);
}

/** Longest lever of a corner [m]; 0 for a round outline. */
function swingRadius(footprint: Footprint): number {
  const outer = radiusOf(footprint);
  const inner = innerRadiusOf(footprint);
  return outer - inner < ROUND ? 0 : Math.sqrt(outer * outer - inner * inner);
}
