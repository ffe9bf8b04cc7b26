import type { Contacts } from "./contact.ts";
import { severity } from "./contact-limits.ts";
import type { PersonAhead } from "./person-ahead.ts";

/** What one alternative would do to one person, against the safe stop. */
export type Harm = {
  readonly person: string;
  /** Of any contact within the horizon [1]. */
  readonly contactProbability: number;
  /** Expected time of the first contact, infinity when none is foreseen [s]. */
  readonly timeToContact: number;
  /** Expected severity given contact [1]. */
  readonly severity: number;
  /** Expected closing speed of the robot given contact [m/s]. */
  readonly impactSpeed: number;
  /** Expected harm caused by acting, beyond the safe stop [1]. */
  readonly harm: number;
  /** Expected harm averted by acting, beyond the safe stop [1]. */
  readonly benefit: number;
  /** Expected harm that the safe stop itself would let happen [1]. */
  readonly omission: number;
};

/**
 * Who knows of the robot minds it and does not walk into it by itself; this share of those who do not know of it would [1].
 * A person's own walking counts towards severity only for these: without that, a stopped robot would seem as harmful to
 * somebody walking by as a moving one, and moving would seem harmless against it.
 */
const CARELESS = 0.1;
/** A robot that closes in slower than this does not bring about the contact [m/s]. */
const STANDS = 0.01;

/** Folds the roll-outs of one alternative and of the safe stop into expected harm, benefit and omission. */
export function weigh(person: PersonAhead, act: Contacts, stop: Contacts, hard: number): Harm {
  const careless = CARELESS * (1 - person.aware);
  const expect = (own: number, both: number): number => (1 - careless) * own + careless * both;
  let [weights, times, severities, speeds, harm, benefit, omission] = [0, 0, 0, 0, 0, 0, 0];
  const rollouts = act.time.length;
  for (let r = 0; r < rollouts; r++) {
    const time = at(act.time, r);
    if (time === Infinity && stop.time[r] === Infinity) {
      continue;
    }
    const own = severity(at(act.own, r), hard);
    const both = severity(at(act.both, r), hard);
    const ownStopped = severity(at(stop.own, r), hard);
    const bothStopped = severity(at(stop.both, r), hard);
    harm += expect(Math.max(0, own - ownStopped), Math.max(0, both - bothStopped));
    benefit += expect(Math.max(0, ownStopped - own), Math.max(0, bothStopped - both));
    omission += expect(ownStopped, bothStopped);
    if (time < Infinity) {
      const weight = at(act.own, r) > STANDS ? 1 : careless;
      weights += weight;
      times += weight * time;
      speeds += weight * at(act.own, r);
      severities += expect(own, both);
    }
  }
  const given = weights > 0 ? 1 / weights : 0;
  const expected = person.confidence / rollouts;
  return {
    person: person.id,
    contactProbability: weights * expected,
    timeToContact: weights > 0 ? times * given : Infinity,
    severity: Math.min(1, severities * given),
    impactSpeed: speeds * given,
    harm: harm * expected,
    benefit: benefit * expected,
    omission: omission * expected,
  };
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** Somebody out of reach of whatever the robot does. */
export function unharmed(person: string): Harm {
  return {
    person,
    contactProbability: 0,
    timeToContact: Infinity,
    severity: 0,
    impactSpeed: 0,
    harm: 0,
    benefit: 0,
    omission: 0,
  };
}
