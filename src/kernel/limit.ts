import type { Twist } from "../quantity/frame.ts";
import type { ReasonId } from "./reason.ts";

/** The motions with x vx + y vy + turn wz at most `atMost` [m/s]; `turn` is a lever arm [m]. Standstill is one once `closed`. */
export type Bound = {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly atMost: number;
  readonly because: ReasonId;
  readonly source: string;
};

/** A directional set of allowed motions, standstill always in it: largest |(vx, vy)| [m/s], largest |wz| [rad/s], bounds. */
export type Limit = {
  readonly speed: number;
  readonly spin: number;
  readonly bounds: readonly Bound[];
};

export const FREE: Limit = { speed: Infinity, spin: Infinity, bounds: [] };
export const STOP: Limit = { speed: 0, spin: 0, bounds: [] };

/** What all allow. Commutative, associative, idempotent; what nobody limits is free. */
export function meet(limits: readonly Limit[]): Limit {
  return {
    speed: limits.reduce((least, { speed }) => Math.min(least, speed), FREE.speed),
    spin: limits.reduce((least, { spin }) => Math.min(least, spin), FREE.spin),
    bounds: limits.map(({ bounds }) => bounds).reduce(joined, FREE.bounds),
  };
}

/** Both lists as one; copied only where both have something, since most are empty and one is long. */
export function joined<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return b.length === 0 ? a : a.length === 0 ? b : [...a, ...b];
}

/** A ceiling as a number that can only stop: what is not a number, or below zero, allows nothing. */
export function ceiling(value: number): number {
  return value > 0 ? value : 0;
}

/** The limit with every unusable number turned into a stop. A bound that is not finite forbids its whole plane. */
export function closed<L extends Limit>(limit: L): L {
  const isSound = limit.bounds.every((b) => [b.x, b.y, b.turn].every(Number.isFinite));
  const bounds = limit.bounds.map((b) => ({ ...b, atMost: ceiling(b.atMost) }));
  const usable = { speed: ceiling(limit.speed), spin: ceiling(limit.spin), bounds };
  return { ...limit, ...(isSound ? usable : STOP) };
}

/** The largest share in [0, 1] of what is wanted that stays within what is allowed, which is not negative; 0 of no number. */
export function share(allowed: number, wanted: number): number {
  return wanted <= allowed ? 1 : ceiling(allowed / wanted);
}

/** How far a motion goes along a bound [m/s]. */
export function along(bound: Bound, twist: Twist): number {
  return bound.x * twist.vx + bound.y * twist.vy + bound.turn * twist.wz;
}
