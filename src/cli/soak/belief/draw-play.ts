import type { Random } from "../../../quantity/random.ts";
import { subtract, type Vector } from "../../../quantity/vector.ts";
import type { Eyes } from "../../../theory-of-mind/perspective/eyes.ts";
import { drawPremises, type Floor, freeSpot } from "./draw-premises.ts";
import type { Play, Saying, Step } from "./play.ts";

/** States of the dangers, the harmless one first. */
export const DANGERS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["floor", ["dry", "wet"]],
  ["robot", ["still", "moving"]],
]);
/** How many things are said in a play at most: each one makes beliefs of a further order count [1]. */
export const SAYINGS = 2;
/** Half of the field of view [rad] and how far things are made out [m], drawn for each person. */
const HALF = [0.7, 1.7] as const;
const RANGE = [4, 15] as const;
/** Who faces something does so within this, with body and head each [rad]. */
const ASKEW = 0.2;

/** A play from a stream of random numbers: two to four people, one to three things, and two dangers. */
export function drawPlay(random: Random): Play {
  const { premises, floor } = drawPremises(random);
  const stage = new Stage(premises, floor, random);
  const steps = Array.from({ length: 8 + random.index(8) }, (_, k) => stage.step(k));
  return { premises, people: stage.people, steps };
}

/** What goes on, step by step. */
class Stage {
  readonly people: readonly string[];
  readonly #premises: Play["premises"];
  readonly #floor: Floor;
  readonly #random: Random;
  readonly #stances = new Map<string, Eyes>();
  readonly #facts = new Map<string, string>();
  #said = 0;

  constructor(premises: Play["premises"], floor: Floor, random: Random) {
    this.#premises = premises;
    this.#floor = floor;
    this.#random = random;
    this.people = ["Ada", "Ben", "Cleo", "Dan"].slice(0, 2 + random.index(3));
    for (let k = 1 + random.index(3); k > 0; k--) {
      this.#facts.set(`thing ${k}`, this.#pick([...premises.holders.keys()]));
    }
    for (const [danger, [harmless, harmful]] of DANGERS) {
      this.#facts.set(danger, random.chance(0.7) ? harmless : harmful);
    }
    for (const who of this.people) {
      if (random.chance(0.8)) {
        this.#come(who);
      }
    }
  }

  step(index: number): Step {
    const act = index === 0 ? undefined : this.#happen();
    const saying = this.#random.chance(0.3) ? this.#say() : undefined;
    return {
      now: { stances: new Map(this.#stances), facts: new Map(this.#facts) },
      act,
      saying,
    };
  }

  /** Something happens; the act, where it is somebody's with a thing. */
  #happen(): Step["act"] {
    const who = this.#pick(this.people);
    const eyes = this.#stances.get(who);
    if (eyes === undefined) {
      this.#come(who);
      return undefined;
    }
    const what = this.#random.uniform();
    if (what < 0.12) {
      this.#stances.delete(who);
    } else if (what < 0.3) {
      this.#come(who);
    } else if (what < 0.45) {
      this.#stances.set(who, { ...eyes, turn: this.#random.between(-1.3, 1.3) });
    } else if (what < 0.6) {
      this.#face(who, this.#somewhere());
    } else if (what < 0.72) {
      this.#turnDanger();
    } else {
      return this.#handle(who);
    }
    return undefined;
  }

  /** Takes a thing, or puts down the one in hand. */
  #handle(who: string): Step["act"] {
    const things = [...this.#facts.keys()].filter((subject) => !DANGERS.has(subject));
    const held = things.find((thing) => this.#facts.get(thing) === who);
    const subject = held ?? this.#pick(things);
    const at = this.#premises.holders.get(this.#facts.get(subject) ?? "");
    if (held === undefined && at === undefined) {
      return undefined;
    }
    const to = this.#pick([...this.#premises.holders]);
    const value = held === undefined ? who : to[0];
    this.#come(who);
    this.#face(who, at?.place ?? to[1].place);
    this.#facts.set(subject, value);
    return { subject, value, by: who };
  }

  #turnDanger(): void {
    const [danger, [harmless, harmful]] = this.#pick([...DANGERS]);
    this.#facts.set(danger, this.#facts.get(danger) === harmless ? harmful : harmless);
  }

  #say(): Saying | undefined {
    const by = this.#pick(this.people);
    if (this.#said >= SAYINGS || !this.#stances.has(by)) {
      return undefined;
    }
    this.#said++;
    const subject = this.#pick([...this.#facts.keys()]);
    const real = this.#facts.get(subject) ?? "";
    const others = DANGERS.get(subject) ?? [...this.#premises.holders.keys()];
    return { by, subject, value: this.#random.chance(0.5) ? real : this.#pick(others) };
  }

  /** Stands somewhere anew. */
  #come(who: string): void {
    this.#stances.set(who, {
      place: freeSpot(this.#floor, this.#premises.occluders.discs, this.#random),
      heading: this.#random.between(-Math.PI, Math.PI),
      turn: this.#random.between(-0.5, 0.5),
      half: this.#random.between(...HALF),
      range: this.#random.between(...RANGE),
    });
  }

  #face(who: string, place: Vector): void {
    const eyes = this.#stances.get(who);
    if (eyes !== undefined) {
      const { x, y } = subtract(place, eyes.place);
      const heading = Math.atan2(y, x) + this.#random.between(-ASKEW, ASKEW);
      this.#stances.set(who, { ...eyes, heading, turn: this.#random.between(-ASKEW, ASKEW) });
    }
  }

  #somewhere(): Vector {
    const { holders, states } = this.#premises;
    return this.#pick([
      ...[...holders.values()].map(({ place }) => place),
      ...states.values(),
      ...[...this.#stances.values()].map(({ place }) => place),
    ]);
  }

  #pick<T>(list: readonly T[]): T {
    const picked = list[this.#random.index(list.length)];
    if (picked === undefined) {
      throw new Error("nothing to pick from");
    }
    return picked;
  }
}
