import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Drive } from "./profile.ts";
import type { BASE, Settings } from "./settings.ts";

/**
 * The simulated base: takes velocity commands as a motor controller does. A command acts after the latency; speeds
 * change no faster than acceleration and braking allow; when no command came for the time-out the base brakes to
 * standstill and holds it with power on (a stop of category 2, IEC 60204-1).
 */
export type BaseState = {
  /** Commands that do not act yet, oldest first. */
  readonly coming: readonly { readonly acts: Seconds; readonly twist: Twist }[];
  /** What the base is asked for now, within its limits. */
  readonly wanted: Twist;
  /** When the last command came [s]; nothing before the first. */
  readonly heard: Seconds | undefined;
};

export const RESTING: BaseState = {
  coming: [],
  wanted: { vx: 0, vy: 0, wz: 0 },
  heard: undefined,
};

type Limits = Settings<typeof BASE>;

const GRAVITY = 9.81;
const STILL: Twist = { vx: 0, vy: 0, wz: 0 };

/** Takes a command. One with a number that is not finite counts as a command to stand still. */
export function takeCommand(
  state: BaseState,
  twist: Twist,
  now: Seconds,
  drive: Drive,
  limits: Limits,
): BaseState {
  const finite = [twist.vx, twist.vy, twist.wz].every(Number.isFinite);
  const asked = finite ? withinReach(twist, drive, limits) : STILL;
  return {
    ...state,
    coming: [...state.coming, { acts: now + limits.latency, twist: asked }],
    heard: now,
  };
}

/** The command cut to what the base can do. */
function withinReach(twist: Twist, drive: Drive, limits: Limits): Twist {
  const vy = drive.kind === "omni" ? twist.vy : 0;
  const speed = Math.hypot(twist.vx, vy);
  const share = speed > limits.speed ? limits.speed / speed : 1;
  return {
    vx: twist.vx * share,
    vy: vy * share,
    wz: Math.min(Math.max(twist.wz, -limits.turn), limits.turn),
  };
}

/** Lets due commands act, and the time-out. */
export function followCommands(state: BaseState, now: Seconds, limits: Limits): BaseState {
  const slack = 1e-9;
  if (state.heard === undefined) {
    return state;
  }
  const silent = now - state.heard > limits.commandTimeout + slack;
  const next = state.coming[0];
  if (!silent && (next === undefined || next.acts > now + slack)) {
    return state;
  }
  if (silent) {
    return state.wanted === STILL && next === undefined
      ? state
      : { ...state, coming: [], wanted: STILL };
  }
  const due = state.coming.filter((command) => command.acts <= now + slack);
  return {
    ...state,
    wanted: due.at(-1)?.twist ?? state.wanted,
    coming: state.coming.slice(due.length),
  };
}

/**
 * The velocity the motors give the base in one step, from the one it really has, in the base frame. A push that the
 * wheels cannot hold moves the base: what holds is the grip, and along the way the motors.
 */
export function driveBase(
  state: BaseState,
  now: Twist,
  dt: Seconds,
  drive: Drive,
  limits: Limits,
): Twist {
  const { wanted } = state;
  const grip = limits.grip * GRAVITY * dt;
  const standing = wanted.vx === 0 && wanted.vy === 0;
  const slow = Math.hypot(now.vx, now.vy) < 0.02;
  if (drive.kind === "differential") {
    return {
      vx: standing && slow ? toward(now.vx, 0, grip) : ramp(now.vx, wanted.vx, dt, limits),
      vy: toward(now.vy, 0, grip),
      wz: toward(now.wz, wanted.wz, limits.turnAcceleration * dt),
    };
  }
  const speeds = standing && slow ? rest(now, grip) : rampPlane(now, wanted, dt, limits);
  return { ...speeds, wz: toward(now.wz, wanted.wz, limits.turnAcceleration * dt) };
}

/**
 * The velocity of one step for a base that may have been pushed, and what it would have without pushes. The motors hold
 * their own course: a base that is faster than that, or goes the other way, is pushed, and all the grip of its wheels
 * brings it back; one that is slower is blocked, and pushes no harder than it accelerates.
 * @param now - Velocity it really has, base frame.
 * @param course - Velocity it had one step before, without pushes.
 */
export function holdCourse(
  state: BaseState,
  now: Twist,
  course: Twist,
  dt: Seconds,
  drive: Drive,
  limits: Limits,
): { readonly twist: Twist; readonly course: Twist } {
  const next = driveBase(state, course, dt, drive, limits);
  if (!isPushed(now, next, course)) {
    const twist = driveBase(state, now, dt, drive, limits);
    return { twist, course: twist };
  }
  const dx = next.vx - now.vx;
  const dy = next.vy - now.vy;
  const change = Math.hypot(dx, dy);
  const grip = limits.grip * GRAVITY * dt;
  const share = change <= grip ? 1 : grip / change;
  const wz = toward(now.wz, next.wz, limits.turnAcceleration * dt);
  return { twist: { vx: now.vx + dx * share, vy: now.vy + dy * share, wz }, course: next };
}

/** Differences of speed below this are the engine's, not a push [m/s]. */
const UNFELT = 0.02;

function isPushed(now: Twist, next: Twist, course: Twist): boolean {
  const speed = Math.hypot(now.vx, now.vy);
  const own = Math.max(Math.hypot(next.vx, next.vy), Math.hypot(course.vx, course.vy));
  const backwards = now.vx * course.vx + now.vy * course.vy < -UNFELT * own;
  return speed > own + UNFELT || backwards;
}

function toward(from: number, to: number, step: number): number {
  return Math.abs(to - from) <= step ? to : from + Math.sign(to - from) * step;
}

/** One step of speed: braking where it comes down, acceleration where it goes up. */
function ramp(from: number, to: number, dt: Seconds, limits: Limits): number {
  const slower = from * to < 0 || Math.abs(to) < Math.abs(from);
  const goal = from * to < 0 ? 0 : to;
  return toward(from, goal, (slower ? limits.braking : limits.acceleration) * dt);
}

function rest(now: Twist, step: number): { vx: number; vy: number } {
  const speed = Math.hypot(now.vx, now.vy);
  const share = speed <= step ? 0 : 1 - step / speed;
  return { vx: now.vx * share, vy: now.vy * share };
}

function rampPlane(now: Twist, to: Twist, dt: Seconds, limits: Limits): { vx: number; vy: number } {
  const dx = to.vx - now.vx;
  const dy = to.vy - now.vy;
  const change = Math.hypot(dx, dy);
  const slower = Math.hypot(to.vx, to.vy) < Math.hypot(now.vx, now.vy);
  const step = (slower ? limits.braking : limits.acceleration) * dt;
  const share = change <= step ? 1 : step / change;
  return { vx: now.vx + dx * share, vy: now.vy + dy * share };
}
