import type { Hiding } from "../view.ts";

/** Who saw: a detector of people, or the 2D lidar, which sees legs. */
export type Source = "detector" | "lidar";

/** How often something was so and was not, the past fading [1]. */
type Count = { readonly yes: number; readonly no: number };

/** What is known of one source of sightings: how often it sees somebody who is there, and what its names are worth. */
export type Eye = {
  /** Chance to see a person: in the frame after one in which it did, and after one in which it did not. */
  readonly again: { readonly [H in Hiding]: Count };
  readonly anew: { readonly [H in Hiding]: Count };
  /** Chance that it calls a person by the same name as before. */
  readonly names: Count;
  /** False alarms and newcomers in each square metre of a frame [1/m²]. */
  readonly clutter: number;
  /** The most that one sighting speaks for there being a person, as a factor of the odds [1]. */
  readonly most: number;
};

/** The longest run of misses that teaches [frames]. */
const LONGEST = 20;

/** What has been met this often is half forgotten when as much again is met [1]. */
const MEMORY = 400;

const count = (share: number, weight: number): Count => ({
  yes: share * weight,
  no: (1 - share) * weight,
});

/**
 * A detector of people before it has shown what it can: people in plain view are seen nine times in ten, those whose feet
 * the lidar cannot see now and then, for a camera looks over what hides them.
 */
export const FIRST_DETECTOR: Eye = {
  again: { "in-view": count(0.88, 40), hidden: count(0.5, 8), outside: count(0.5, 8) },
  anew: { "in-view": count(0.7, 40), hidden: count(0.1, 20), outside: count(0.02, 40) },
  names: count(0.7, 10),
  clutter: 0.002,
  most: Infinity,
};

/**
 * A lidar before it has shown what it can. A thing that stands looks the same in every sweep, so that many sightings speak
 * hardly louder than one.
 */
export const FIRST_LIDAR: Eye = {
  again: { "in-view": count(0.93, 40), hidden: count(0.3, 20), outside: count(0.02, 40) },
  anew: { "in-view": count(0.5, 40), hidden: count(0.05, 40), outside: count(0.02, 40) },
  names: count(0.7, 10),
  clutter: 0.03,
  most: 1.5,
};

/** Chance that this eye sees somebody who is there, at a place that is covered by somebody nearer with a probability [1]. */
export function chanceAt(eye: Eye, hiding: Hiding, covered: number, missed: number): number {
  const counts = missed === 0 ? eye.again : eye.anew;
  return hiding === "outside" || covered === 1
    ? shareOf(counts[hiding])
    : (1 - covered) * shareOf(counts["in-view"]) + covered * shareOf(counts.hidden);
}

/**
 * What is learnt when somebody is seen again after some frames without a sighting. A run that never ends teaches nothing:
 * that person may have left.
 */
export function seenAgain(eye: Eye, hiding: Hiding, missed: number): Eye {
  const { again, anew } = eye;
  return missed === 0
    ? { ...eye, again: { ...again, [hiding]: told(again[hiding], 1, 0) } }
    : {
        ...eye,
        again: { ...again, [hiding]: told(again[hiding], 0, 1) },
        anew: { ...anew, [hiding]: told(anew[hiding], 1, Math.min(missed, LONGEST) - 1) },
      };
}

/** What is learnt when a person whose place leaves no doubt is called as before, or otherwise. */
export function named(eye: Eye, how: "same" | "other"): Eye {
  return { ...eye, names: told(eye.names, how === "same" ? 1 : 0, how === "same" ? 0 : 1) };
}

/** Minus twice the log chance that a person is called by another name than before [1]. */
export function costOfRenaming(eye: Eye): number {
  return -2 * Math.log(Math.max(0.001, 1 - shareOf(eye.names)));
}

function shareOf({ yes, no }: Count): number {
  return Math.min(0.97, Math.max(0.02, yes / (yes + no)));
}

function told({ yes, no }: Count, more: number, less: number): Count {
  const kept = Math.min(1, MEMORY / (yes + no + 1));
  return { yes: kept * yes + more, no: kept * no + less };
}
