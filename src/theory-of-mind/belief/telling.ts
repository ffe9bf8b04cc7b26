import type { Seconds } from "../../quantity/time.ts";
import { type Belief, noBelief } from "./nested.ts";
import type { Fact, Scene } from "./scene.ts";

/** Somebody says that something is so, true or not, and who can hear it. */
export type Telling = {
  readonly by: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly value: string;
  readonly at: Seconds;
};

/**
 * The beliefs after somebody told others something. What one says need not be what one believes, so the speaker's own mind
 * stays as it is; but the speaker takes it that the others now believe it, and those who believe it take it that the
 * speaker does.
 * @param order - As deep as the belief is kept [1].
 */
export function tell<S>(belief: Belief<S>, telling: Telling, order: number): Belief<S> {
  return { ...belief, others: heardByAll(belief, undefined, telling, order) };
}

function heardByAll<S>(
  belief: Belief<S>,
  owner: string | undefined,
  telling: Telling,
  order: number,
): ReadonlyMap<string, Belief<S>> {
  if (order < 1) {
    return belief.others;
  }
  const others = new Map(belief.others);
  for (const who of [telling.by, ...telling.to]) {
    if (who !== owner) {
      others.set(who, heard(others.get(who) ?? noBelief<S>(), who, telling, order));
    }
  }
  return others;
}

function heard<S>(mind: Belief<S>, who: string, telling: Telling, order: number): Belief<S> {
  const others = heardByAll(mind, who, telling, order - 1);
  if (who === telling.by || !isCredible(mind, telling)) {
    return { ...mind, others };
  }
  const speaker = others.get(telling.by);
  const deeper = new Map(others);
  if (speaker !== undefined) {
    deeper.set(telling.by, { ...speaker, scene: told(speaker.scene, telling) });
  }
  return { scene: told(mind.scene, telling), others: deeper };
}

function told<S>(scene: Scene<S>, { subject, value, at }: Telling): Scene<S> {
  const fact: Fact = { value, last: value, at, way: "told" };
  return { ...scene, facts: new Map(scene.facts).set(subject, fact) };
}

/**
 * Whether a listener believes it: not against what it sees at that moment, nor when it knows that it saw the subject after
 * the speaker last did.
 */
function isCredible<S>(mind: Belief<S>, { by, subject, at }: Telling): boolean {
  const own = mind.scene.facts.get(subject);
  const speakers = mind.others.get(by)?.scene.facts.get(subject);
  if (own === undefined || speakers === undefined) {
    return own === undefined || own.at < at || own.way === "told";
  }
  return own.at <= speakers.at && (own.at < at || own.way === "told");
}
