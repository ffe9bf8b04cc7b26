import { STANDSTILL, type Twist } from "../quantity/frame.ts";
import type { ReasonId } from "./reason.ts";

/**
 * A half-space of motions: `x * vx + y * vy + turn * wz <= atMost` [m/s], `turn` a lever arm [m]. `atMost` is never
 * negative where limits are made from bounds (see `closed`), so standstill is always inside.
 */
export type Bound = {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly atMost: number;
  readonly because: ReasonId;
  readonly source: string;
};

/** A directional set of allowed motions; standstill is always in it. */
export type Limit = {
  /** Largest |(vx, vy)| [m/s]. */
  readonly speed: number;
  /** Largest |wz| [rad/s]. */
  readonly spin: number;
  readonly bounds: readonly Bound[];
};

export const FREE: Limit = { speed: Infinity, spin: Infinity, bounds: [] };
export const STOP: Limit = { speed: 0, spin: 0, bounds: [] };

/** Below this a motion counts as standstill [m/s], [rad/s]: scaling by a denormal number would overstep the limit. */
const FLOOR = 1e-9;

/** What all allow. Commutative, associative, idempotent; what nobody limits is free. */
export function meet(...limits: readonly Limit[]): Limit {
  return {
    speed: Math.min(...limits.map((limit) => limit.speed)),
    spin: Math.min(...limits.map((limit) => limit.spin)),
    bounds: limits.flatMap((limit) => limit.bounds),
  };
}

/** A ceiling as a number that can only stop: what is not a number, or below zero, allows nothing. */
export function ceiling(value: number): number {
  return value > 0 ? value : 0;
}

/** The limit with every unusable number turned into a stop. A bound that is not finite forbids its whole plane. */
export function closed(limit: Limit): Limit {
  const sound = limit.bounds.every((b) => [b.x, b.y, b.turn].every(Number.isFinite));
  const bounds = limit.bounds.map((b) => ({ ...b, atMost: ceiling(b.atMost) }));
  return sound ? { speed: ceiling(limit.speed), spin: ceiling(limit.spin), bounds } : STOP;
}

/** How far a motion goes along a bound [m/s]. */
export function along(bound: Bound, twist: Twist): number {
  return bound.x * twist.vx + bound.y * twist.vy + bound.turn * twist.wz;
}

function share(allowed: number, wanted: number): number {
  return wanted > allowed ? allowed / wanted : 1;
}

/** The largest k in [0, 1] with k × twist inside the limit: curvature is kept. */
export function shareInside(twist: Twist, limit: Limit): number {
  return Math.min(
    share(limit.speed, Math.hypot(twist.vx, twist.vy)),
    share(limit.spin, Math.abs(twist.wz)),
    ...limit.bounds.map((bound) => share(bound.atMost, along(bound, twist))),
  );
}

/** The twist scaled towards standstill; standstill itself when what is left is below the floor. */
export function shrink(twist: Twist, factor: number): Twist {
  const scaled = { vx: factor * twist.vx, vy: factor * twist.vy, wz: factor * twist.wz };
  const size = Math.max(Math.abs(scaled.vx), Math.abs(scaled.vy), Math.abs(scaled.wz));
  return size > FLOOR ? scaled : STANDSTILL;
}

export function isFinite(twist: Twist): boolean {
  return Number.isFinite(twist.vx) && Number.isFinite(twist.vy) && Number.isFinite(twist.wz);
}

export function isStandstill(twist: Twist): boolean {
  return twist.vx === 0 && twist.vy === 0 && twist.wz === 0;
}
