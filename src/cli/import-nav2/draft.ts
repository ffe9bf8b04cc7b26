import type { Vector } from "../../quantity/vector.ts";

/** What is pre-filled, before anything has checked it. */
export type Draft = {
  readonly robot: RobotDraft;
  readonly sources: readonly SourceDraft[];
  readonly zones: readonly ZoneDraft[];
  /** Parameters of the supervisor, by name. */
  readonly parameters: Parameters;
};

export type Parameters = { readonly [name: string]: number | string | boolean };

export type RobotDraft = {
  /** Corners [m], or a radius [m]. */
  readonly outline: readonly Vector[] | number;
  /** [m/s²] */
  readonly braking: number;
  /** [s] */
  readonly reaction: number;
};

export type SourceDraft = {
  readonly name: string;
  readonly topic: string;
  /** [s] */
  readonly timeout: number;
};

/** One zone as lines of a zones file, without its name. */
export type ZoneDraft = { readonly name: string; readonly lines: readonly string[] };

export function pointsText(points: readonly Vector[]): string {
  return `[${points.map(({ x, y }) => `[${x}, ${y}]`).join(", ")}]`;
}

/** A name as a key of YAML. */
export function keyText(name: string): string {
  return /^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name);
}
