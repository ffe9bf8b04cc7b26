import type { Seconds } from "../quantity/time.ts";
import type { Formula } from "./formula.ts";
import type { Past } from "./memory.ts";

/** How bad it is when a rule is not kept. A red line is never waived. */
export const SEVERITIES = ["red-line", "serious", "minor"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Largest speed in any direction [m/s] and yaw rate [rad/s] while a rule is not kept; standing still is 0 and 0. */
export type Ceiling = { readonly speed: number; readonly spin: number };

export const STANDING_STILL: Ceiling = { speed: 0, spin: 0 };

/** A red line that needs memory. */
export type Rule = {
  /** Kebab-case, unique in its book. */
  readonly id: string;
  /** What it asks, in words. */
  readonly clause: string;
  /** Who asks: a standard and its clause, or a human. */
  readonly source: string;
  /** What must hold for the robot to move as it likes. */
  readonly formula: Formula;
  /** The formula as it was written. */
  readonly text: string;
  /** What the robot may do while it is broken. */
  readonly broken: Ceiling;
  /** What it may do while it is not known whether it is kept. */
  readonly unknown: Ceiling;
  readonly past: Past;
  readonly waivable: "waivable" | "never-waived";
  readonly severity: Severity;
};

/** All rules of one file. */
export type RuleBook = {
  readonly rules: readonly Rule[];
  /** How long a sample speaks for the time after it [s]: what is silent for longer is not known. */
  readonly hold: Seconds;
};
