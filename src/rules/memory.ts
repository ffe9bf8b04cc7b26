import type { Seconds } from "../quantity/time.ts";
import { delayed, type Delayed } from "./delayed.ts";
import type { Slots } from "./node.ts";
import { EMPTY, type Sliding, unknownUntil } from "./sliding.ts";
import { FALSE, type Truth, UNKNOWN } from "./truth.ts";

/** What a formula remembers of the past, slot by slot. */
export type Memory = {
  readonly since: readonly Sliding[];
  readonly delay: readonly Delayed[];
  readonly previously: readonly Shown[];
};

/** Truth at the newest sample and at the one before it. */
export type Shown = { readonly newest: Truth; readonly before: Truth };

/** A memory that is being brought up to date. */
export type Draft = {
  readonly since: Sliding[];
  readonly delay: Delayed[];
  readonly previously: Shown[];
};

/**
 * What the time before the first sample counts as: nothing was known then, and no window that reaches into it is sure;
 * or it is left out, and windows end at the first sample.
 */
export type Past = "unknown" | "left-out";

/** The memory of a formula that begins to watch now. */
export function freshMemory(slots: Slots, past: Past, now: Seconds): Memory {
  const before = past === "unknown" ? UNKNOWN : FALSE;
  const window = past === "unknown" ? unknownUntil(now) : EMPTY;
  return {
    since: new Array<Sliding>(slots.since).fill(window),
    delay: new Array<Delayed>(slots.delay).fill(delayed(before)),
    previously: new Array<Shown>(slots.previously).fill({ newest: before, before }),
  };
}

/** A slot that is not there knows nothing, and never will. */
const LOST = {
  since: unknownUntil(Infinity),
  delay: delayed(UNKNOWN),
  previously: { newest: UNKNOWN, before: UNKNOWN },
};

export function windowAt(memory: Draft, slot: number): Sliding {
  return memory.since[slot] ?? LOST.since;
}

export function delayAt(memory: Draft, slot: number): Delayed {
  return memory.delay[slot] ?? LOST.delay;
}

export function shownAt(memory: Draft, slot: number): Shown {
  return memory.previously[slot] ?? LOST.previously;
}

export function draftOf({ since, delay, previously }: Memory): Draft {
  return { since: [...since], delay: [...delay], previously: [...previously] };
}
