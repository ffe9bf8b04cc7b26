import type { Seconds } from "../../quantity/time.ts";
import { type Change, changed, emptyScene, type Fact, type Scene } from "./scene.ts";
import type { Moment, Senses, View } from "./senses.ts";

/**
 * What somebody believes: a scene, and what this one believes of everybody else's beliefs. A belief of another is changed
 * only by what the other perceives within the scene of the one who thinks of it, or is told: nobody's own knowledge
 * passes into another's mind by any other way.
 */
export type Belief<S> = {
  readonly scene: Scene<S>;
  readonly others: ReadonlyMap<string, Belief<S>>;
};

export function noBelief<S>(): Belief<S> {
  return { scene: emptyScene(), others: new Map() };
}

/** What the one at the root comes to know: of the world, and of where it sees everybody. */
export function learn<S>(belief: Belief<S>, change: Change<S>, at: Seconds): Belief<S> {
  return { ...belief, scene: changed(belief.scene, change, at) };
}

/**
 * Everybody looks about: each person takes in what it has in view, then those whom it sees do in its eyes, and so on. An act
 * that a person does not see done is done before nobody in its eyes.
 * @param seen - The people the root has in view now; the minds of others stay as they are.
 * @param order - How deep: 1 for what people believe, 2 for what they believe others believe, and so on [1].
 */
export function lookAbout<S>(
  belief: Belief<S>,
  seen: readonly string[],
  senses: Senses<S>,
  moment: Moment,
  order: number,
): Belief<S> {
  if (order < 1) {
    return belief;
  }
  const others = new Map(belief.others);
  for (const who of seen) {
    const view = senses.view(belief.scene, who, moment);
    const before = others.get(who) ?? noBelief<S>();
    const scene = glimpsed(before.scene, belief.scene, who, view, moment.at, order);
    const acts = moment.acts.filter(({ subject, value }) => view.shows(subject, value));
    const known = { at: moment.at, acts };
    others.set(who, lookAbout({ ...before, scene }, view.people, senses, known, order - 1));
  }
  return { ...belief, others };
}

/** A person's scene after it looked about, as the owner of the outer scene takes it. */
function glimpsed<S>(
  own: Scene<S>,
  outer: Scene<S>,
  who: string,
  view: View<S>,
  at: Seconds,
  order: number,
): Scene<S> {
  const facts = glimpsedFacts(own.facts, outer.facts, view, at);
  // Who thinks no deeper needs nobody's stance.
  return { facts, stances: order < 2 ? own.stances : glimpsedStances(own, outer, who, view) };
}

function glimpsedFacts<S>(
  own: Scene<S>["facts"],
  outer: Scene<S>["facts"],
  view: View<S>,
  at: Seconds,
): Scene<S>["facts"] {
  const facts = new Map(own);
  for (const [subject, { value }] of outer) {
    if (value === undefined) {
      continue;
    }
    const held = own.get(subject);
    if (view.shows(subject, value)) {
      facts.set(subject, { value, last: value, at, way: "seen" });
    } else if (
      held?.value !== undefined &&
      held.value !== value &&
      view.shows(subject, held.value)
    ) {
      facts.set(subject, { value: undefined, last: held.value, at, way: "seen" });
    }
  }
  return facts;
}

function glimpsedStances<S>(
  own: Scene<S>,
  outer: Scene<S>,
  who: string,
  view: View<S>,
): Scene<S>["stances"] {
  const stances = new Map<string, S>();
  for (const [other, stance] of own.stances) {
    if (other !== who && !view.covers(stance)) {
      stances.set(other, stance);
    }
  }
  for (const other of [who, ...view.people]) {
    const stance = outer.stances.get(other);
    if (stance !== undefined) {
      stances.set(other, stance);
    }
  }
  return stances;
}

/** What somebody takes to be so, by the chain of minds from the outermost; undefined for no opinion. */
export function believed<S>(
  belief: Belief<S>,
  chain: readonly string[],
  subject: string,
): Fact | undefined {
  return mindOf(belief, chain)?.scene.facts.get(subject);
}

/** The mind at the end of a chain of minds: what she thinks that he thinks. Thinking of oneself adds nothing. */
export function mindOf<S>(belief: Belief<S>, chain: readonly string[]): Belief<S> | undefined {
  return withoutRepeats(chain).reduce<Belief<S> | undefined>(
    (mind, who) => mind?.others.get(who),
    belief,
  );
}

/** A chain in which nobody follows on itself. */
export function withoutRepeats(chain: readonly string[]): readonly string[] {
  return chain.filter((who, at) => who !== chain[at - 1]);
}
