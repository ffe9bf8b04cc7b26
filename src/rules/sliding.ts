import type { Seconds } from "../quantity/time.ts";
import { and, covers, FALSE, or, TRUE, type Truth, UNKNOWN } from "./truth.ts";

/**
 * `since` over a sliding window, in constant amortised time and without changing anything in place.
 *
 * What one past stretch does to F `since` G is a step from v to `or(gain, and(keep, v))`, with keep = F and gain = and(F, G) in
 * it. Steps follow one another as steps again, so a window is the composition of its stretches, and it slides as
 * M. Hirzel, S. Schneider & K. Tangwongsan, "Sliding-window aggregation algorithms" (DEBS 2017), section 3.1: `old` keeps
 * compositions from each of its stretches to its newest one, `young` the newer stretches one by one and their composition.
 */
export type Sliding = {
  /** Oldest first. */
  readonly old: Old | undefined;
  /** Newest first. */
  readonly young: Young | undefined;
  /** Of all young ones. */
  readonly youngStep: Step;
};

type Step = { readonly gain: Truth; readonly keep: Truth };

/** `end` is when the stretch was over. */
type Old = { readonly end: Seconds; readonly step: Step; readonly newer: Old | undefined };
type Young = { readonly end: Seconds; readonly step: Step; readonly older: Young | undefined };

const IDLE: Step = { gain: FALSE, keep: TRUE };

/** A window without a past. */
export const EMPTY: Sliding = { old: undefined, young: undefined, youngStep: IDLE };

/** A window with a past of which nothing is known until a moment. */
export function unknownUntil(end: Seconds): Sliding {
  const step = { gain: UNKNOWN, keep: UNKNOWN };
  return { old: { end, step, newer: undefined }, young: undefined, youngStep: IDLE };
}

function follow(first: Step, then: Step): Step {
  return {
    gain: or(then.gain, and(then.keep, first.gain)),
    keep: and(then.keep, first.keep),
  };
}

/** What the past is worth if F holds from now on. */
export function worthOf({ old, youngStep }: Sliding): Truth {
  return old === undefined ? FALSE : follow(old.step, youngStep).gain;
}

/** When the window changes next by itself: its oldest stretch leaves a span behind [s]. */
export function nextChange({ old }: Sliding, span: Seconds): Seconds {
  return old === undefined ? Infinity : old.end + span;
}

/** The window without the stretches that were over `span` [s] ago or earlier: they have left [now - span, now]. */
export function slide(window: Sliding, span: Seconds, now: Seconds): Sliding {
  let { old, young, youngStep } = window;
  while (old !== undefined && old.end + span <= now) {
    old = old.newer;
    if (old === undefined) {
      old = aged(young);
      young = undefined;
      youngStep = IDLE;
    }
  }
  return old === window.old ? window : { old, young, youngStep };
}

function aged(young: Young | undefined): Old | undefined {
  let newer: Old | undefined;
  for (let here = young; here !== undefined; here = here.older) {
    const step: Step = newer === undefined ? here.step : follow(here.step, newer.step);
    newer = { end: here.end, step, newer };
  }
  return newer;
}

/** The window with one more stretch, in which F and G were worth `left` and `right`. */
export function extend(
  window: Sliding,
  span: Seconds,
  end: Seconds,
  left: Truth,
  right: Truth,
): Sliding {
  const step: Step = { gain: and(left, right), keep: left };
  const { old, young, youngStep } = window;
  if (old === undefined) {
    return { old: { end, step, newer: undefined }, young, youngStep };
  }
  if (span === Infinity) {
    return { old: { end, step: follow(old.step, step), newer: undefined }, young, youngStep };
  }
  return { old, young: joined(young, end, step), youngStep: follow(youngStep, step) };
}

/** The young ones with a newer one, which takes in those that can never count again: they leave earlier and gain no more. */
function joined(young: Young | undefined, end: Seconds, step: Step): Young {
  let older = young;
  let whole = step;
  while (older !== undefined && covers(whole.gain, and(whole.keep, older.step.gain))) {
    whole = { gain: whole.gain, keep: and(whole.keep, older.step.keep) };
    older = older.older;
  }
  return { end, step: whole, older };
}
