import type { Vector } from "../../../quantity/vector.ts";
import { assign, NEVER } from "../../../theory-of-mind/tracking/assign.ts";

/** One track as it is told. */
export type Told = Vector & { readonly id: string };

/** One person who is really there: place in the tracks' frame [m], whether it can be seen now. */
export type Present = Vector & { readonly person: number; readonly seen: boolean };

/** CLEAR MOT counts (K. Bernardin, R. Stiefelhagen, EURASIP JIVP 2008). */
export type Score = {
  /** Frames in which a person was there, in all and in sight [1]. */
  present: number;
  inSight: number;
  /** ... and had a track [1]. */
  found: number;
  foundInSight: number;
  /** Tracks of nobody, summed over frames [1]. */
  false: number;
  /** Tracks told, summed over frames [1]. */
  told: number;
  /** People whose track became another [1]. */
  switches: number;
  /** Sum of distances of tracks from their people [m]. */
  error: number;
  /** Observed time of all people together [s]. */
  personSeconds: number;
};

export const NOTHING: Score = {
  present: 0,
  inSight: 0,
  found: 0,
  foundInSight: 0,
  false: 0,
  told: 0,
  switches: 0,
  error: 0,
  personSeconds: 0,
};

/** A track this far from a person is not of that person [m]. */
const NEAR = 1;

/** Somebody who was out of the judged range this long counts as met anew [s]. */
const ANEW = 3;

/** Judges tracks against the people who are really there. */
export class Judge {
  readonly score: Score = { ...NOTHING };
  readonly #of = new Map<number, { id: string; at: number }>();
  readonly #owner = new Map<string, number>();

  /** One frame, a time after the one before [s]. */
  look(at: number, period: number, people: readonly Present[], told: readonly Told[]): void {
    const { score } = this;
    const rows = people.map((one) => this.#known(one.person, at));
    const held = people.map((one, r) => {
      const own = this.#owner.get(rows[r] ?? "") === one.person;
      const track = own ? told.findIndex(({ id }) => id === rows[r]) : -1;
      const other = told[track];
      return other !== undefined && distance(one, other) < NEAR ? track : -1;
    });
    const kept = new Set(held);
    const pairs = assign(
      people.length,
      told.length,
      (r, c) => {
        const [one, other] = [people[r], told[c]];
        return one === undefined || other === undefined || (held[r] ?? -1) >= 0 || kept.has(c)
          ? NEVER
          : distance(one, other);
      },
      NEAR,
    );
    let found = 0;
    people.forEach((one, r) => {
      const track = told[(held[r] ?? -1) >= 0 ? (held[r] ?? -1) : (pairs[r] ?? -1)];
      score.inSight += one.seen ? 1 : 0;
      if (track === undefined) {
        this.#of.set(one.person, { id: rows[r] ?? "", at });
        return;
      }
      found++;
      score.foundInSight += one.seen ? 1 : 0;
      score.error += distance(one, track);
      score.switches += (rows[r] ?? "") !== "" && rows[r] !== track.id ? 1 : 0;
      this.#of.set(one.person, { id: track.id, at });
      this.#owner.set(track.id, one.person);
    });
    score.present += people.length;
    score.found += found;
    score.told += told.length;
    score.false += told.length - found;
    score.personSeconds += people.length * period;
  }

  /** The track a person had, "" for none. */
  #known(person: number, at: number): string {
    const known = this.#of.get(person);
    return known === undefined || at - known.at > ANEW ? "" : known.id;
  }
}

export function add(a: Score, b: Score): Score {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof Score]]),
  ) as Score;
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
