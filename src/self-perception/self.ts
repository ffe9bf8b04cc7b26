import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { type AgencyState, type AgencyVerdict, compare, FIRST_AGENCY, intend } from "./agency.ts";
import { type BrakingWatch, hearCommand, NO_BRAKINGS, seeSpeed } from "./braking.ts";
import {
  type CapabilityState,
  type DeclaredCapability,
  FIRST_CAPABILITY,
  learn,
} from "./capability.ts";
import {
  follow,
  type Motion,
  type MotionModel,
  type OdometryReading,
  type Refused,
} from "./motion.ts";
import { type DeclaredStopping, type Stopping, stoppingOf } from "./stopping.ts";

/** What the robot knows of its own motion: one value, handed in and handed back. */
export type Self = {
  readonly motion: Motion | undefined;
  readonly watch: BrakingWatch;
  readonly stopping: Stopping;
  readonly agency: AgencyState;
  readonly verdict: AgencyVerdict;
  readonly capability: CapabilityState;
  readonly asked: { readonly at: Seconds; readonly twist: Twist } | undefined;
};

/** What is declared about the robot before it has learned anything. */
export type Declarations = {
  readonly stopping: DeclaredStopping;
  readonly capability: DeclaredCapability;
  readonly motion: MotionModel;
  /** [rad/s²] */
  readonly spinAcceleration: number;
  readonly commandTimeout: Seconds;
};

/** A robot that has felt nothing yet. */
export function awake(declared: Declarations): Self {
  return {
    motion: undefined,
    watch: NO_BRAKINGS,
    stopping: stoppingOf([], declared.stopping),
    agency: FIRST_AGENCY,
    verdict: { selfCaused: 0.95, surprise: 0 },
    capability: FIRST_CAPABILITY,
    asked: undefined,
  };
}

/** Learns of a command that was sent to its own motors. */
export function sent(self: Self, at: Seconds, twist: Twist): Self {
  return {
    ...self,
    watch: hearCommand(self.watch, at, Math.hypot(twist.vx, twist.vy)),
    agency: intend(self.agency, at, twist),
    asked: { at, twist },
  };
}

/** Learns of its own motion. A reading that cannot be used comes back as a refusal and changes nothing. */
export function felt(
  self: Self,
  reading: OdometryReading,
  declared: Declarations,
): (Self & { readonly motion: Motion }) | Refused {
  const motion = follow(self.motion, reading, declared.motion);
  if ("sentence" in motion) {
    return motion;
  }
  const { at } = motion;
  const watch = seeSpeed(self.watch, at, Math.hypot(reading.twist.vx, reading.twist.vy));
  const learned = watch.brakings !== self.watch.brakings;
  const stopping = learned ? stoppingOf(watch.brakings, declared.stopping) : self.stopping;
  const [agency, verdict] = compare(self.agency, at, motion.twist, motion.variance, {
    latency: stopping.latency,
    acceleration: declared.capability.acceleration,
    braking: stopping.braking,
    spinAcceleration: declared.spinAcceleration,
    commandTimeout: declared.commandTimeout,
  });
  const { asked } = self;
  const fresh = asked !== undefined && at - asked.at <= declared.commandTimeout;
  return {
    motion,
    watch,
    stopping,
    agency,
    verdict,
    capability: learn(self.capability, at, fresh ? asked.twist : undefined, motion.twist),
    asked,
  };
}

/** Whose motion it is, in one sentence. */
export function sayAgency(verdict: AgencyVerdict, expected: Twist, measured: Twist): string {
  if (verdict.selfCaused >= 0.5) {
    return "The body moves as commanded.";
  }
  const say = ({ vx, vy, wz }: Twist): string =>
    `${Math.hypot(vx, vy).toFixed(2)} m/s and ${wz.toFixed(2)} rad/s`;
  return `The body moves at ${say(measured)} where its commands explain ${say(expected)}.`;
}
