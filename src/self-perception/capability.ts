import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Stopping } from "./stopping.ts";

/** What the user declares the body can do. */
export type DeclaredCapability = {
  /** [m/s] */
  readonly speed: number;
  /** [rad/s] */
  readonly spin: number;
  /** [m/s²] */
  readonly acceleration: number;
  /** [m/s²] */
  readonly braking: number;
  readonly canStrafe: boolean;
};

/** What the body can do now. */
export type Capability = DeclaredCapability & {
  /** What it cannot do now, a sentence each. */
  readonly impaired: readonly string[];
};

/** A command that holds, and since when. */
type Held = { readonly since: Seconds; readonly twist: Twist };

/** A shortfall that was seen and not yet disproved. */
type Shortfall = { readonly asked: number; readonly reached: number };

/** What the robot remembers in order to know what it can do. */
export type CapabilityState = {
  readonly speed: number;
  readonly spin: number;
  readonly held: Held | undefined;
  readonly slow: Shortfall | undefined;
  readonly stiff: Shortfall | undefined;
};

export const FIRST_CAPABILITY: CapabilityState = {
  speed: 0,
  spin: 0,
  held: undefined,
  slow: undefined,
  stiff: undefined,
};

/** A command counts as held while it changes by less than this [m/s, rad/s], and as answered after this long [s]. */
const SAME = 0.05;
const ANSWERED = 1.5;
/** Below this share of the asked speed the body falls short, above that share it does not any more [1]. */
const SHORT = 0.8;
const ENOUGH = 0.9;
/** Asked speeds below this say nothing about what the body can do [m/s, rad/s]. */
const TELLING = 0.2;
/** Brakes count as worse than declared below this share: the careful end of a measurement is a little low by intent [1]. */
const WORN = 0.85;

/** Learns from what was asked and what was measured at a time. */
export function learn(
  state: CapabilityState,
  at: Seconds,
  asked: Twist | undefined,
  measured: Twist,
): CapabilityState {
  const held = hold(state.held, at, asked);
  const settled = held !== undefined && at - held.since >= ANSWERED ? held.twist : undefined;
  const speed = Math.hypot(measured.vx, measured.vy);
  const spin = Math.abs(measured.wz);
  return {
    held,
    speed: Math.max(state.speed, speed),
    spin: Math.max(state.spin, spin),
    slow: judge(state.slow, settled && Math.hypot(settled.vx, settled.vy), speed),
    stiff: judge(state.stiff, settled && Math.abs(settled.wz), spin),
  };
}

/** What the body can do, with everything it cannot in a sentence each. */
export function capabilityOf(
  state: CapabilityState,
  stopping: Stopping,
  declared: DeclaredCapability,
): Capability {
  const impaired: string[] = [];
  if (stopping.brakings > 0 && stopping.braking < WORN * declared.braking) {
    impaired.push(
      `It brakes at ${stopping.braking.toFixed(2)} m/s² where ${declared.braking.toFixed(2)} m/s² was declared.`,
    );
  }
  if (state.slow !== undefined) {
    impaired.push(
      `It reaches ${state.slow.reached.toFixed(2)} m/s where ${state.slow.asked.toFixed(2)} m/s was commanded.`,
    );
  }
  if (state.stiff !== undefined) {
    impaired.push(
      `It turns at ${state.stiff.reached.toFixed(2)} rad/s where ${state.stiff.asked.toFixed(2)} rad/s was commanded.`,
    );
  }
  return {
    speed: state.slow?.reached ?? Math.max(declared.speed, state.speed),
    spin: state.stiff?.reached ?? Math.max(declared.spin, state.spin),
    acceleration: declared.acceleration,
    braking: stopping.braking,
    canStrafe: declared.canStrafe,
    impaired,
  };
}

function hold(held: Held | undefined, at: Seconds, asked: Twist | undefined): Held | undefined {
  if (asked === undefined) {
    return undefined;
  }
  const same =
    held !== undefined &&
    Math.abs(asked.vx - held.twist.vx) < SAME &&
    Math.abs(asked.vy - held.twist.vy) < SAME &&
    Math.abs(asked.wz - held.twist.wz) < SAME;
  return same ? held : { since: at, twist: asked };
}

function judge(
  before: Shortfall | undefined,
  asked: number | undefined,
  reached: number,
): Shortfall | undefined {
  if (asked === undefined || asked < TELLING) {
    return before;
  }
  if (reached < SHORT * asked) {
    return before === undefined || asked <= before.asked ? { asked, reached } : before;
  }
  return before !== undefined && reached >= ENOUGH * before.asked ? undefined : before;
}
