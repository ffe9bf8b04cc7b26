import type { Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";
import type { Motion } from "./bodies.ts";

/**
 * What a thing near the robot may be, by geometry and memory alone:
 * `structure` is long, straight and was not seen to come: a wall, it cannot approach;
 * `standing` has been where it is for a while: it may be a person at rest;
 * `moving` came there lately, or is too new to tell: it may be a person at walking speed;
 * `hidden` is the edge of a place the sensor cannot see: a person may step out of it;
 * `blind` is a place beside the robot that the sensor cannot see at all.
 */
export type ObstacleKind = "structure" | "standing" | "moving" | "hidden" | "blind";

export type Obstacle = {
  readonly kind: ObstacleKind;
  /** In the base frame [m]. */
  readonly point: Vector;
  /** The body it belongs to, over the ground, in axes of the base frame [m, m/s]; absent while it is not known. */
  readonly motion?: Motion | undefined;
  /** Which unbroken surface of the scan it lies on [1]; absent for what no beam met. */
  readonly surface?: number | undefined;
  /** For how long it has been where it is [s]; absent, or 0, for what has not. */
  readonly still?: Seconds | undefined;
  /** How fast it may be crept towards although nothing is seen there, because a human answers for it [m/s]. */
  readonly crawl?: number | undefined;
  /** Its place in the order of the beams along that surface [1]. */
  readonly beam?: number | undefined;
};

/** The same elsewhere, with all that can be said of a thing: V8 reads objects of one shape many times faster than of several. */
export function movedTo(
  { kind, surface, still, crawl, beam }: Obstacle,
  point: Vector,
  motion: Motion | undefined,
): Obstacle {
  return { kind, point, motion, surface, still, crawl, beam };
}

/** A change of motions that is made once for all points of one body, which share its motion. */
export function mapMotions(change: (motion: Motion) => Motion): (motion: Motion) => Motion {
  const changed = new Map<Motion, Motion>();
  return (motion) => {
    const found = changed.get(motion) ?? change(motion);
    changed.set(motion, found);
    return found;
  };
}
