import { turnBetween, wrap } from "../quantity/angle.ts";
import { STANDSTILL, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { norm, subtract, type Vector } from "../quantity/vector.ts";
import type { Manner } from "./gentle.ts";

/**
 * A commander that deserves supervising: it drives straight at one goal after another, at full speed, and never thinks
 * of anybody. Whatever keeps people unhurt is not in here.
 */
export type Settings = {
  /** Visited in order, then from the first again; odom frame [m]. */
  readonly goals: readonly Vector[];
  /** Forward speed [m/s]. */
  readonly speed: number;
  /** Largest turning rate [rad/s]. */
  readonly spin: number;
  /** Deceleration with which it arrives at a goal [m/s^2]. */
  readonly braking: number;
  /** A goal counts as reached within this distance [m]. */
  readonly tolerance: number;
  /** A goal is given up after this long without getting nearer [s]. */
  readonly patience: Seconds;
};

export type Pursuit = {
  /** Which goal it is after [1]. */
  readonly index: number;
  readonly reached: number;
  readonly givenUp: number;
  /** Smallest distance to this goal so far [m]. */
  readonly nearest: number;
  /** When it last got nearer [s]; undefined before the first step. */
  readonly nearerAt: Seconds | undefined;
  /** Turning in place until it faces the goal, or driving at it. */
  readonly phase: "turn" | "drive";
};

export const AT_START: Pursuit = {
  index: 0,
  reached: 0,
  givenUp: 0,
  nearest: Infinity,
  nearerAt: undefined,
  phase: "turn",
};

export type Step = {
  readonly pursuit: Pursuit;
  readonly twist: Twist;
  readonly goal: Vector;
  /** To the goal [m]. */
  readonly distance: number;
  readonly event: "none" | "reached" | "gave-up";
};

/** Heading error beyond which it stops driving and turns in place [rad]. */
const LOST = 0.6;

/** Heading error at which it drives off [rad]. */
const FACING = 0.08;

/** Turning rate for each radian of heading error [1/s]. */
const STEERING = 2.5;

/** With a way off the straight one, it drives while it turns, up to this error [rad]. */
const LOST_ASIDE = 1.4;

/** What counts as getting nearer [m]. */
const NEARER = 0.05;

/** Slowest approach, so that the last centimetres end [m/s]. */
const CREEP = 0.05;

/**
 * One step of the pursuit; undefined when there are no goals.
 * @param at - Where the base is, odom frame [m], [rad].
 * @param now - ROS time [s].
 * @param manner - How to go, as `gentleManner` chose; straight and at full speed when it is not given.
 */
export function pursue(
  before: Pursuit,
  settings: Settings,
  at: Vector & { readonly yaw: number },
  now: Seconds,
  manner?: Manner,
): Step | undefined {
  const goal = goalOf(before, settings);
  if (goal === undefined) {
    return undefined;
  }
  const way = subtract(goal, at);
  const distance = norm(way);
  const nearer = distance < before.nearest - NEARER;
  const nearerAt = nearer ? now : (before.nearerAt ?? now);
  const nearest = nearer ? distance : before.nearest;
  if (distance <= settings.tolerance) {
    const pursuit = { ...next(before, settings, now), reached: before.reached + 1 };
    return { pursuit, twist: STANDSTILL, goal, distance, event: "reached" };
  }
  if (now - nearerAt > settings.patience) {
    const pursuit = { ...next(before, settings, now), givenUp: before.givenUp + 1 };
    return { pursuit, twist: STANDSTILL, goal, distance, event: "gave-up" };
  }
  const aim = Math.atan2(way.y, way.x);
  const { twist, phase } = drive(
    before.phase,
    settings,
    { error: turnBetween(at.yaw, aim), distance },
    manner,
  );
  const pursuit = { ...before, nearest, nearerAt, phase };
  return { pursuit, twist, goal, distance, event: "none" };
}

function drive(
  before: Pursuit["phase"],
  settings: Settings,
  { error: straight, distance }: { readonly error: number; readonly distance: number },
  manner: Manner | undefined,
): Pick<Pursuit, "phase"> & { readonly twist: Twist } {
  const error = wrap(straight + (manner?.turn ?? 0));
  const aside = manner !== undefined && manner.turn !== 0;
  const [lost, facing] = aside ? [LOST_ASIDE, LOST] : [LOST, FACING];
  const phase = Math.abs(error) > (before === "turn" ? facing : lost) ? "turn" : "drive";
  const wz = Math.max(-settings.spin, Math.min(settings.spin, STEERING * error));
  const most = manner === undefined ? Infinity : manner.speed * Math.max(0, Math.cos(error));
  const vx = phase === "turn" ? 0 : Math.min(most, approach(settings, distance));
  return { phase, twist: { vx, vy: 0, wz } };
}

/** The goal it is after; undefined when there are none. */
export function goalOf({ index }: Pursuit, { goals }: Settings): Vector | undefined {
  return goals[index];
}

function next(before: Pursuit, settings: Settings, now: Seconds): Pursuit {
  const index = (before.index + 1) % settings.goals.length;
  return { ...before, index, nearest: Infinity, nearerAt: now, phase: "turn" };
}

/** Full speed, but for the last metres, which end in a stop just inside the tolerance [m/s]. */
function approach(settings: Settings, distance: number): number {
  const left = Math.max(0, distance - settings.tolerance / 2);
  return Math.min(settings.speed, CREEP + Math.sqrt(2 * settings.braking * left));
}
