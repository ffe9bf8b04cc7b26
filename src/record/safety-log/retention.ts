import type { Seconds } from "../../quantity/time.ts";

/**
 * How long records are kept. Regulation (EU) 2023/1230, Annex III, 1.2.1 (f): the tracing log of interventions and of
 * the versions of safety software for five years, data on safety-related decisions for one year.
 */
export const CLASSES = ["intervention", "version", "decision", "chain"] as const;

/**
 * `intervention`: acts of humans, latches, faults; `version`: software, parameters and rules in force; `decision`: what
 * the supervisor decided; `chain`: what holds the log itself together.
 */
export type RetentionClass = (typeof CLASSES)[number];

/** A year that is never shorter than one of the calendar [s]. */
const YEAR: Seconds = 366 * 86_400;

/** How long a record of each class is kept at least [s]. */
export const KEPT: { readonly [C in RetentionClass]: Seconds } = {
  intervention: 5 * YEAR,
  version: 5 * YEAR,
  decision: YEAR,
  chain: YEAR,
};

/** The longest of them [s]: what is older may go altogether. */
export const KEPT_LONGEST: Seconds = Math.max(...Object.values(KEPT));

/** The class of that name; undefined for a name of none. */
export function classNamed(name: string): RetentionClass | undefined {
  return CLASSES.find((known) => known === name);
}

/** Whether a record may go. */
export function isOverAge(kept: RetentionClass, time: Seconds, now: Seconds): boolean {
  return now - time > KEPT[kept];
}
