import { isWithin, positive } from "./bearing.ts";
import { rangeOf } from "./velocity-set.ts";
import type { Member, Range, VelocityShape } from "./zone.ts";

/** A velocity between the ranges of a set that no member covers. */
export type Uncovered = {
  readonly linear: number;
  readonly spin: number;
  readonly direction: number;
};

/**
 * A velocity that lies between the smallest and the largest of a set and in the range of no member; undefined when there
 * is none. The ends of all ranges cut the velocities into cells, and each cell is covered all over or not at all.
 */
export function gapIn({ drive, members }: VelocityShape): Uncovered | undefined {
  const directions = drive === "holonomic" ? turnsOf(members) : [0];
  for (const linear of middles(members.flatMap((member) => member.linear))) {
    for (const spin of middles(members.flatMap((member) => member.spin))) {
      for (const direction of directions) {
        if (!members.some((member) => covers(member, linear, spin, direction))) {
          return { linear, spin, direction };
        }
      }
    }
  }
  return undefined;
}

function covers(member: Member, linear: number, spin: number, direction: number): boolean {
  return (
    isIn(member.linear, linear) && isIn(member.spin, spin) && isWithin(member.direction, direction)
  );
}

/** Whether standing still lies in the ranges of a set. */
export function coversStandstill({ members }: VelocityShape): boolean {
  return isIn(rangeOf(members, "linear"), 0) && isIn(rangeOf(members, "spin"), 0);
}

function isIn([from, to]: Range, value: number): boolean {
  return value >= from && value <= to;
}

/** The middle between each end and the next; the end itself when there is only one. */
function middles(ends: readonly number[]): number[] {
  const sorted = [...new Set(ends)].toSorted((a, b) => a - b);
  const [only] = sorted;
  return sorted.length === 1 && only !== undefined
    ? [only]
    : sorted.slice(1).map((end, i) => (end + (sorted[i] ?? end)) / 2);
}

/** A direction in each arc between the ends of all ranges. */
function turnsOf(members: readonly Member[]): number[] {
  const ends = members.flatMap(({ direction }) => direction.map(positive));
  const sorted = [...new Set(ends)].toSorted((a, b) => a - b);
  return sorted.map((end, i) => (end + (sorted[i + 1] ?? (sorted[0] ?? 0) + 2 * Math.PI)) / 2);
}
