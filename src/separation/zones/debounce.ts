import type { Seconds } from "../../quantity/time.ts";

/** What is remembered of one zone from view to view. */
export type Hold = {
  /** When the newest view it was judged by was taken [s]. */
  readonly view: Seconds;
  /** Views in a row with enough points in the zone, and without. */
  readonly over: number;
  readonly under: number;
  readonly state: "acting" | "idle";
};

export const IDLE: Hold = { view: -Infinity, over: 0, under: 0, state: "idle" };

/**
 * Counts views, not judgements: a view that is judged twice counts once. What acts at its first view acts at once;
 * what acts lets go only after `release` views without.
 */
export function hold(
  before: Hold,
  seen: "occupied" | "clear",
  view: Seconds,
  { trigger, release }: { readonly trigger: number; readonly release: number },
): Hold {
  const step = view === before.view ? 0 : 1;
  const over = seen === "occupied" ? Math.max(before.over + step, 1) : 0;
  const under = seen === "clear" ? Math.max(before.under + step, 1) : 0;
  const acts =
    seen === "occupied"
      ? over >= trigger || before.state === "acting"
      : under < release && before.state === "acting";
  return { view, over, under, state: acts ? "acting" : "idle" };
}
