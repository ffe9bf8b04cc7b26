import type { Eyes } from "../../../theory-of-mind/perspective/eyes.ts";
import { OracleSight } from "./oracle-sight.ts";
import { EARSHOT, type Play, type Step } from "./play.ts";

/** What somebody takes to be so at a moment, and since when; an undefined value is known to be otherwise. */
export type Held = {
  readonly value: string | undefined;
  readonly at: number;
  readonly told: boolean;
};

/**
 * The generator's own bookkeeping of who knows what: keeps no minds, but looks back over the whole play for each question
 * and asks when whoever is meant could last have come to know. A chain of people is what the first thinks that the second
 * thinks; the empty one is what is so. Moments are counted in halves: 2k is a look at step k, 2k + 1 what is said there.
 */
export class Oracle {
  readonly sight: OracleSight;
  readonly #play: Play;
  readonly #held = new Map<string, Held | undefined>();
  readonly #stances = new Map<string, Eyes | undefined>();

  constructor(play: Play) {
    this.#play = play;
    this.sight = new OracleSight(play.premises.occluders);
  }

  /** What a chain of people takes a subject to be at the end of the play. */
  believed(chain: readonly string[], subject: string): Held | undefined {
    return this.#fact(chain, subject, 2 * this.#play.steps.length - 1);
  }

  /** Where a chain of people takes somebody to stand at the end of the play, and how. */
  stands(chain: readonly string[], who: string): Eyes | undefined {
    return this.#stance(chain, who, 2 * this.#play.steps.length - 2);
  }

  /** All within earshot of what is said at a step. */
  hearers({ now, saying }: Step): readonly string[] {
    const mouth = saying === undefined ? undefined : now.stances.get(saying.by)?.place;
    return this.#play.people.filter((who) => {
      const ear = now.stances.get(who)?.place;
      if (mouth === undefined || ear === undefined || who === saying?.by) {
        return false;
      }
      const far = Math.sqrt((ear.x - mouth.x) ** 2 + (ear.y - mouth.y) ** 2);
      return far < EARSHOT && this.sight.isOpen(mouth, ear);
    });
  }

  #fact(chain: readonly string[], subject: string, moment: number): Held | undefined {
    const step = this.#play.steps[moment >> 1];
    if (step === undefined) {
      return undefined;
    }
    if (chain.length === 0) {
      return { value: step.now.facts.get(subject), at: moment >> 1, told: false };
    }
    const key = `${chain.join(">")}|${subject}|${moment}`;
    if (!this.#held.has(key)) {
      const held = moment % 2 === 0 ? this.#afterLook : this.#afterSaying;
      this.#held.set(key, held.call(this, chain, subject, moment, step));
    }
    return this.#held.get(key);
  }

  #afterLook(
    chain: readonly string[],
    subject: string,
    moment: number,
    step: Step,
  ): Held | undefined {
    const before = this.#fact(chain, subject, moment - 1);
    const outer = this.#fact(chain.slice(0, -1), subject, moment)?.value;
    if (outer === undefined || !this.#isFollowed(chain, moment)) {
      return before;
    }
    if (this.#isShown(chain, subject, outer, moment, step)) {
      return { value: outer, at: moment >> 1, told: false };
    }
    const stale = before?.value;
    const isGone =
      stale !== undefined && stale !== outer && this.#isShown(chain, subject, stale, moment, step);
    return isGone ? { value: undefined, at: moment >> 1, told: false } : before;
  }

  #afterSaying(
    chain: readonly string[],
    subject: string,
    moment: number,
    step: Step,
  ): Held | undefined {
    const before = this.#fact(chain, subject, moment - 1);
    const { saying } = step;
    if (saying?.subject !== subject) {
      return before;
    }
    const heard = new Set([saying.by, ...this.hearers(step)]);
    const listeners = chain.at(-1) === saying.by ? chain.slice(0, -1) : chain;
    const isTaken =
      chain.every((who) => heard.has(who)) &&
      listeners.length > 0 &&
      this.#isBelieved(listeners, saying.by, subject, moment);
    return isTaken ? { value: saying.value, at: moment >> 1, told: true } : before;
  }

  /** Nobody is believed against one's own eyes, or when one saw it later than the speaker, as far as one knows. */
  #isBelieved(chain: readonly string[], by: string, subject: string, moment: number): boolean {
    const own = this.#fact(chain, subject, moment - 1);
    const speakers = this.#fact([...chain, by], subject, moment - 1);
    const isNews = own === undefined || own.told || own.at < moment >> 1;
    return isNews && (own === undefined || speakers === undefined || own.at <= speakers.at);
  }

  /** Whether, in each mind of a chain, the next one is in view at a moment. */
  #isFollowed(chain: readonly string[], moment: number): boolean {
    return chain.every((who, k) => k === 0 || this.#isInView(chain.slice(0, k), who, moment));
  }

  #isInView(chain: readonly string[], who: string, moment: number): boolean {
    const eyes = this.#stance(chain.slice(0, -1), chain.at(-1) ?? "", moment);
    const place = this.#stance(chain.slice(0, -1), who, moment)?.place;
    return eyes !== undefined && place !== undefined && this.sight.sees(eyes, place);
  }

  /** Where a chain of people takes somebody to stand, and how. */
  #stance(chain: readonly string[], who: string, moment: number): Eyes | undefined {
    const step = this.#play.steps[moment >> 1];
    if (chain.length === 0 || step === undefined) {
      return step?.now.stances.get(who);
    }
    const key = `${chain.join(">")}|${who}|${moment}`;
    if (!this.#stances.has(key)) {
      this.#stances.set(key, this.#stanceAfterLook(chain, who, moment));
    }
    return this.#stances.get(key);
  }

  #stanceAfterLook(chain: readonly string[], who: string, moment: number): Eyes | undefined {
    const before = this.#stance(chain, who, moment - 2);
    if (!this.#isFollowed(chain, moment)) {
      return before;
    }
    const outer = chain.slice(0, -1);
    if (who === chain.at(-1) || this.#isInView(chain, who, moment)) {
      return this.#stance(outer, who, moment);
    }
    const eyes = this.#stance(outer, chain.at(-1) ?? "", moment);
    const isEmpty =
      eyes !== undefined && before !== undefined && this.sight.sees(eyes, before.place);
    return isEmpty ? undefined : before;
  }

  /** Whether the last of a chain would see it, in the eyes of those before, if the subject had a value. */
  #isShown(
    chain: readonly string[],
    subject: string,
    value: string,
    moment: number,
    step: Step,
  ): boolean {
    const who = chain.at(-1) ?? "";
    const outer = chain.slice(0, -1);
    const isDone = this.#isDoneBefore(outer, subject, value, moment, step);
    if (value === who || (isDone && step.act?.by === who)) {
      return true;
    }
    const eyes = this.#stance(outer, who, moment);
    const place = this.#placeOf(outer, subject, value, moment);
    const isHidden = this.#play.premises.holders.get(value)?.lid === "closed" && !isDone;
    return !isHidden && place !== undefined && eyes !== undefined && this.sight.sees(eyes, place);
  }

  /** Where a subject with a value would show, in the eyes of a chain. */
  #placeOf(
    chain: readonly string[],
    subject: string,
    value: string,
    moment: number,
  ): Eyes["place"] | undefined {
    const { holders, states } = this.#play.premises;
    return (
      holders.get(value)?.place ?? states.get(subject) ?? this.#stance(chain, value, moment)?.place
    );
  }

  /** Whether just this is done at a step, and each of a chain sees it done. */
  #isDoneBefore(
    chain: readonly string[],
    subject: string,
    value: string,
    moment: number,
    step: Step,
  ): boolean {
    return (
      step.act?.subject === subject &&
      step.act.value === value &&
      chain.every((_, k) => this.#isShown(chain.slice(0, k + 1), subject, value, moment, step))
    );
  }
}
