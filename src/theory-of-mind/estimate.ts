import type { Seconds } from "../quantity/time.ts";

/** One thing that is estimated of a person, with its character: never a fact. */
export type Estimate = {
  readonly what: string;
  /** In words; empty when the number says it all. */
  readonly says?: string;
  /**
   * The estimate [1]. Of the times that about this value is told in one place and run, the share in which it is so lies
   * between `low` and `high` nine times in ten [1]; of comfort, what this person would say does.
   */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What it was made from, and how old that is [s]. */
  readonly source: string;
  readonly age: Seconds;
  /** How it came about, and what would change it: one sentence each. */
  readonly because: string;
  readonly wouldChange: string;
};
