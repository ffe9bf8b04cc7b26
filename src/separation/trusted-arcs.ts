import type { Obstacle } from "./obstacle.ts";
import type { Range } from "./zones/zone.ts";
import { isWithin } from "./zones/bearing.ts";

/**
 * Arcs in which no sensor sees, and for which a human answers: there the robot may creep without seeing. For a robot with
 * one scanner in front, which could not reverse otherwise.
 */
export type TrustedArcs = {
  /** Bearings seen from the middle of the base, counter-clockwise from the first to the second [rad]. */
  readonly arcs: readonly Range[];
  /** How fast it may creep into them [m/s]. */
  readonly speed: number;
};

/** Nobody answers for any place that cannot be seen. */
export const NOWHERE: TrustedArcs = { arcs: [], speed: 0 };

/** Faster than this nobody can answer for what is not seen [m/s], as for a waived zone. */
export const FASTEST_CREEP = 0.1;

/** The same places, with the creep allowed towards blind ones in the arcs; what is seen there is not touched. */
export function trusting(unseen: readonly Obstacle[], { arcs, speed }: TrustedArcs): Obstacle[] {
  const crawl = Math.min(FASTEST_CREEP, speed);
  return unseen.map((place) => {
    const bearing = Math.atan2(place.point.y, place.point.x);
    const isTrusted = place.kind === "blind" && arcs.some((arc) => isWithin(arc, bearing));
    return isTrusted && crawl > 0 ? { ...place, crawl } : place;
  });
}

/** What is wrong with arcs given as pairs of bearings, one after the other [rad]; empty when nothing is. */
export function wrongWithArcs(numbers: readonly number[]): string {
  const isSound =
    numbers.length % 2 === 0 &&
    numbers.every((angle) => Number.isFinite(angle) && Math.abs(angle) <= 2 * Math.PI);
  const arcs = arcsIn(numbers);
  const widest = arcs.reduce((sum, arc) => sum + widthOf(arc), 0);
  return isSound && arcs.every(([from, to]) => to > from) && widest < 2 * Math.PI
    ? ""
    : "must be pairs of bearings [rad], each from a smaller to a larger one, that leave some of the circle";
}

/** Pairs out of a list. */
export function arcsIn(numbers: readonly number[]): readonly Range[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => [
    numbers[2 * i] ?? NaN,
    numbers[2 * i + 1] ?? NaN,
  ]);
}

function widthOf([from, to]: Range): number {
  return to - from;
}
