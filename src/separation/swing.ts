import type { Twist } from "../quantity/frame.ts";
import { cross, norm, rotate, type Vector } from "../quantity/vector.ts";
import { type Footprint, type Gap, gapTo, innerRadiusOf, radiusOf } from "./footprint.ts";
import type { Stopping } from "./protective-distance.ts";

/** Lever arms that turn yaw rate into closing speed [m]: counter-clockwise, and clockwise. */
export type Levers = { readonly ccw: number; readonly cw: number };

/** Turns for which the outline is tried [rad]: from a hint to as far as a base turns until it stands. */
const TURNS = [0.05, 0.15, 0.3, 0.45, 0.6, 0.8, 1, 1.2] as const;

/** An outline whose corners stand out no farther is round [m]. */
const ROUND = 0.01;

/** Fastest turn that is reckoned with [rad/s]. */
const FASTEST = 2.5;

/**
 * How fast turning closes the gap to a place, at worst over all turns up to the largest. The lever at the nearest point of
 * the outline holds for the first moment only: later a corner swings in.
 */
export function leversTo(footprint: Footprint, place: Vector, { distance, lever }: Gap): Levers {
  const least = Math.max(0, norm(place) - radiusOf(footprint));
  if (distance - least < ROUND) {
    return { ccw: lever, cw: -lever };
  }
  const worst = (way: 1 | -1): number =>
    Math.max(
      way * lever,
      ...TURNS.map((turn) => {
        const turned = gapTo(footprint, rotate(place, -way * turn));
        return (distance - turned.distance) / turn;
      }),
    );
  return { ccw: worst(1), cw: worst(-1) };
}

/**
 * How fast turning brings any of several places nearer than a gap, at worst over all turns up to the largest: what is
 * farther away may come as near as that.
 */
export function leversBeyond(
  footprint: Footprint,
  places: readonly Vector[],
  { distance, lever }: Gap,
): Levers {
  const corners = radiusOf(footprint) - innerRadiusOf(footprint) < ROUND ? [] : places;
  const worst = (way: 1 | -1): number =>
    Math.max(
      way * lever,
      ...corners.flatMap((place) =>
        TURNS.map((turn) => {
          const turned = gapTo(footprint, rotate(place, -way * turn));
          return (distance - turned.distance) / turn;
        }),
      ),
    );
  return { ccw: worst(1), cw: worst(-1) };
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
