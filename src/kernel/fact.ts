import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Limit } from "./limit.ts";
import type { ReasonId } from "./reason.ts";

/** When a fact came, on the monotonic clock, and how old it already was by its own stamp. */
export type Dated = { readonly received: Seconds; readonly stampAge: Seconds };

/** Rooms, nodes and people that restrict motion. */
export type Source =
  "freshness" | "scan" | "zones" | "rules" | "braking" | "harm" | "minds" | "operator";

export type Need = "required" | "advisory";

/** Limits and budgets in force. Told once; a second telling is not heard. */
export type Settings = {
  /** Largest speed [m/s] and yaw rate [rad/s], and their largest growth [m/s²], [rad/s²]. */
  readonly speed: number;
  readonly spin: number;
  readonly acceleration: number;
  readonly spinAcceleration: number;
  /** A command this many times over a ceiling is a mistake, not a wish [1]. */
  readonly implausible: number;
  /** Oldest command and body state that count, and how far in the future a stamp may lie through jitter of clocks [s]. */
  readonly commandBudget: Seconds;
  readonly bodyBudget: Seconds;
  readonly futureTolerance: Seconds;
  /** Who restricts motion, its oldest word that counts [s], and whether it must have spoken. */
  readonly sources: readonly Readonly<{ name: Source; budget: Seconds; need: Need }>[];
  /** What must be found in order, and how long that counts [s]. */
  readonly checks: readonly Readonly<{ id: ReasonId; budget: Seconds }>[];
};

/** What a pure room beside the kernel asks for. It can only lower what is allowed. */
export type Restriction = Limit & {
  /** Why the speed and the spin are limited, and because of whom or what, in words. */
  readonly because: ReasonId;
  readonly about: string;
  /** Forbids all motion for this reason; empty when the source is sound. */
  readonly trouble: ReasonId | "";
};

type Told<K extends string, T> = Readonly<T & { kind: K; received: Seconds }>;

/** Everything the kernel can be told. */
export type Fact =
  | { readonly kind: "settings"; readonly settings: Settings }
  /** What the driver in force asks for, and whether that is a human. */
  | Told<"command", { driver: string; by: "human" | "program"; twist: Twist; stampAge: Seconds }>
  | Told<"body", { twist: Twist; stampAge: Seconds }>
  | Told<"restriction", Restriction & { source: Source; stampAge: Seconds }>
  /** What is wrong, in words; empty when it was found in order. */
  | Told<"check", { id: ReasonId; wrong: string }>
  /** Something a human presses: it latches, and there is no reset before it is released. */
  | Told<"switch", { because: ReasonId; asserted: "asserted" | "released"; by: string }>
  | Told<"stop", { because: ReasonId; by: string }>
  | Told<"reset", { by: string }>
  | Told<"resume", { by: string }>
  /** What went out, and the cause that latches from then on; empty for none. */
  | Told<"given", { twist: Twist; latching: ReasonId | ""; by: string }>;

export type FactOf<K extends Fact["kind"]> = Extract<Fact, { readonly kind: K }>;
