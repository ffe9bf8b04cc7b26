import type { Seconds } from "../../quantity/time.ts";
import type { Track } from "./track.ts";

/** Who belongs together: log odds of each pair, by both ids, and the groups that follow. */
export type Groups = {
  readonly at: Seconds;
  readonly odds: ReadonlyMap<string, number>;
  /** Ids of those who are together, two or more in each. */
  readonly members: readonly (readonly string[])[];
};

export const NO_GROUPS: Groups = { at: -Infinity, odds: new Map(), members: [] };

/** Between two looks at who is together [s]. */
const PERIOD = 0.5;
/** Farther apart than this nobody is together [m]: four in five walk within 1.2 m of each other (M. Moussaïd et al., PLoS ONE 5(4), 2010). */
const TOGETHER = 2;
const CLOSE = 1.3;
/** Who walks moves this fast; who walks together differs by no more in velocity [m/s]. */
const WALKS = 0.4;
const ALIKE = 0.35;
/** What one look says for and against, and the bounds of what is believed, as log odds [1]. */
const FOR_WALKING = 0.9;
const FOR_STANDING = 0.12;
const AGAINST = 0.7;
const LEAST = -3;
const MOST = 4;

/** Who is together after one more look at the tracks. */
export function groupsAfter(before: Groups, tracks: readonly Track[], at: Seconds): Groups {
  if (at - before.at < PERIOD && at >= before.at) {
    return before;
  }
  const odds = new Map<string, number>();
  const joined: (readonly [string, string])[] = [];
  tracks.forEach((one, k) => {
    for (const other of tracks.slice(k + 1)) {
      const key = `${one.id} ${other.id}`;
      const now = oddsOf(one, other, before.odds.get(key) ?? LEAST);
      if (now > LEAST) {
        odds.set(key, now);
      }
      if (now > 0) {
        joined.push([one.id, other.id]);
      }
    }
  });
  return { at, odds, members: componentsOf(joined) };
}

function oddsOf(one: Track, other: Track, before: number): number {
  const [a, b] = [one.kinematics, other.kinematics];
  const apart = Math.hypot(a.x - b.x, a.y - b.y);
  if (apart > TOGETHER) {
    return Math.max(LEAST, before - AGAINST);
  }
  const fast = [Math.hypot(a.vx, a.vy) > WALKS, Math.hypot(b.vx, b.vy) > WALKS];
  const alike = Math.hypot(a.vx - b.vx, a.vy - b.vy) < ALIKE;
  const says =
    fast[0] === true && fast[1] === true
      ? alike
        ? FOR_WALKING
        : -AGAINST
      : fast[0] === fast[1] && apart < CLOSE && !faceApart(one, other)
        ? FOR_STANDING
        : -FOR_STANDING;
  return Math.min(MOST, Math.max(LEAST, before + says));
}

/** Whether two people who stand look away from each other. */
function faceApart(one: Track, other: Track): boolean {
  const away = (from: Track, to: Track): boolean => {
    const { heading, kinematics: a } = from;
    const { kinematics: b } = to;
    const turn =
      heading === undefined ? 0 : Math.cos(heading.angle - Math.atan2(b.y - a.y, b.x - a.x));
    return turn < -0.3;
  };
  return away(one, other) && away(other, one);
}

function componentsOf(pairs: readonly (readonly [string, string])[]): readonly string[][] {
  const groups: string[][] = [];
  for (const [one, other] of pairs) {
    const theirs = groups.filter((group) => group.includes(one) || group.includes(other));
    const joined = [...new Set([...theirs.flat(), one, other])];
    theirs.forEach((group) => groups.splice(groups.indexOf(group), 1));
    groups.push(joined);
  }
  return groups;
}
