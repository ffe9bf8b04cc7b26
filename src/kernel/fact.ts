import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Bound } from "./limit.ts";
import type { ReasonId } from "./reason.ts";

/** When a fact came, on the monotonic clock, and how old it already was by its own stamp. */
export type Dated = { readonly received: Seconds; readonly stampAge: Seconds };

/** Whose commands there are; the teleoperator outranks autonomy. */
export type Driver = "teleop" | "autonomy";

/** Limits and budgets in force. Told once; a second telling is not heard. */
export type Settings = {
  /** Largest speed [m/s] and yaw rate [rad/s]. */
  readonly speed: number;
  readonly spin: number;
  /** Largest growth of speed [m/s²] and of yaw rate [rad/s²]. */
  readonly acceleration: number;
  readonly spinAcceleration: number;
  /** Oldest command, body state, scan and advice that count [s]. */
  readonly commandBudget: Seconds;
  readonly bodyBudget: Seconds;
  readonly scanBudget: Seconds;
  readonly adviceBudget: Seconds;
  /** How far in the future a stamp may lie through jitter of clocks [s]. */
  readonly futureTolerance: Seconds;
  /** How long a silent teleoperator keeps the robot before autonomy may have it [s]. */
  readonly teleopHold: Seconds;
  /** A command this many times over a ceiling is a mistake, not a wish [1]. */
  readonly implausible: number;
};

/** What a pure room beside the kernel asks for: a limit, why and because of whom. It can only lower what is allowed. */
export type Restriction = {
  /** Largest speed in any direction [m/s] and yaw rate [rad/s]; Infinity for no limit. */
  readonly speed: number;
  readonly spin: number;
  readonly bounds: readonly Bound[];
  readonly because: ReasonId;
  /** Whom or what it is about, in words. */
  readonly about: string;
  /** Forbids all motion for this reason; empty when the source is sound. */
  readonly trouble: ReasonId | "";
};

/** Everything the kernel can be told. */
export type Fact =
  | { readonly kind: "settings"; readonly settings: Settings }
  | (Dated & { readonly kind: "command"; readonly driver: Driver; readonly twist: Twist })
  | (Dated & { readonly kind: "body"; readonly twist: Twist })
  | (Dated & {
      readonly kind: "separation";
      /** Largest speed in any direction [m/s], and whom it protects. */
      readonly speed: number;
      readonly because: ReasonId;
      readonly source: string;
      readonly bounds: readonly Bound[];
      /** What is wrong with the sensor, if anything. */
      readonly trouble: "" | "scan-frozen" | "scan-blind" | "scan-malformed";
    })
  | (Dated & {
      readonly kind: "advice";
      readonly source: "harm" | "minds";
      /** Whom or what it is about, in words. */
      readonly about: string;
      readonly speed: number;
      readonly spin: number;
      readonly bounds: readonly Bound[];
    })
  | { readonly kind: "publishers"; readonly received: Seconds; readonly foreign: string }
  | {
      readonly kind: "veto";
      readonly asserted: "asserted" | "released";
      readonly by: string;
      readonly received: Seconds;
    }
  | {
      readonly kind: "stop";
      readonly because: StopCause;
      readonly by: string;
      readonly received: Seconds;
    }
  | { readonly kind: "reset"; readonly by: string; readonly received: Seconds }
  | { readonly kind: "resume"; readonly by: string; readonly received: Seconds }
  | { readonly kind: "given"; readonly twist: Twist; readonly received: Seconds };

/** What latches. */
export type StopCause = "human-veto" | "supervisor-restarted" | "internal-fault";

export type FactOf<K extends Fact["kind"]> = Extract<Fact, { readonly kind: K }>;
