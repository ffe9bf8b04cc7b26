import { wrap } from "./angle.ts";
import type { Vector } from "./vector.ts";

/** Frames of REP-105 and the robot's own. */
export type Frame = "world" | "map" | "odom" | "base" | "sensor";

declare const frames: unique symbol;

/** Where frame `B` sits in frame `A`, in the plane: x, y [m], yaw [rad]. Invariant on purpose: a wrong frame does not compile. */
export type Pose<A extends Frame, B extends Frame> = {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly [frames]?: (ab: readonly [A, B]) => readonly [A, B];
};

/** A motion of the base in its own frame: forward [m/s], leftward [m/s], counter-clockwise [rad/s]. */
export type Twist = { readonly vx: number; readonly vy: number; readonly wz: number };

export const STANDSTILL: Twist = { vx: 0, vy: 0, wz: 0 };

/** C in A, from B in A and C in B. */
export function compose<A extends Frame, B extends Frame, C extends Frame>(
  ab: Pose<A, B>,
  bc: Pose<NoInfer<B>, C>,
): Pose<A, C> {
  const c = Math.cos(ab.yaw);
  const s = Math.sin(ab.yaw);
  return {
    x: ab.x + c * bc.x - s * bc.y,
    y: ab.y + s * bc.x + c * bc.y,
    yaw: wrap(ab.yaw + bc.yaw),
  };
}

/** A in B, from B in A. */
export function invert<A extends Frame, B extends Frame>(ab: Pose<A, B>): Pose<B, A> {
  const c = Math.cos(ab.yaw);
  const s = Math.sin(ab.yaw);
  return { x: -(c * ab.x + s * ab.y), y: s * ab.x - c * ab.y, yaw: wrap(-ab.yaw) };
}

/** A point given in B, in A [m]. */
export function toOuter<A extends Frame, B extends Frame>(ab: Pose<A, B>, point: Vector): Vector {
  const c = Math.cos(ab.yaw);
  const s = Math.sin(ab.yaw);
  return { x: ab.x + c * point.x - s * point.y, y: ab.y + s * point.x + c * point.y };
}

/** `toOuter` for many points at once: the sine and the cosine are taken only once. */
export function placing<A extends Frame, B extends Frame>(
  ab: Pose<A, B>,
): (point: Vector) => Vector {
  const c = Math.cos(ab.yaw);
  const s = Math.sin(ab.yaw);
  return ({ x, y }) => ({ x: ab.x + c * x - s * y, y: ab.y + s * x + c * y });
}

/** A point given in A, in B [m]. */
export function toInner<A extends Frame, B extends Frame>(ab: Pose<A, B>, point: Vector): Vector {
  const c = Math.cos(ab.yaw);
  const s = Math.sin(ab.yaw);
  const x = point.x - ab.x;
  const y = point.y - ab.y;
  return { x: c * x + s * y, y: -s * x + c * y };
}

/** Size of the motion over ground [m/s]. */
export function speedOf(twist: Twist): number {
  return Math.sqrt(twist.vx * twist.vx + twist.vy * twist.vy);
}

/** Whether all of it is numbers. */
export function isFinite(twist: Twist): boolean {
  return Number.isFinite(twist.vx) && Number.isFinite(twist.vy) && Number.isFinite(twist.wz);
}

export function isStandstill(twist: Twist): boolean {
  return twist.vx === 0 && twist.vy === 0 && twist.wz === 0;
}

/** Below this a motion counts as standstill [m/s], [rad/s]: scaling by a denormal number would overstep the limit. */
const FLOOR = 1e-9;

/** The twist scaled towards standstill, curvature kept; standstill itself when what is left is below the floor. */
export function shrink(twist: Twist, factor: number): Twist {
  const scaled = { vx: factor * twist.vx, vy: factor * twist.vy, wz: factor * twist.wz };
  const size = Math.max(Math.abs(scaled.vx), Math.abs(scaled.vy), Math.abs(scaled.wz));
  return size > FLOOR ? scaled : STANDSTILL;
}
