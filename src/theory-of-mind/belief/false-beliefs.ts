import { type Belief, believed } from "./nested.ts";
import type { Fact } from "./scene.ts";

/** Something that may harm: a subject with the one value that is harmless. */
export type Danger = {
  readonly subject: string;
  readonly harmless: string;
};

/** Somebody takes a danger for harmless, or takes somebody else to do so. */
export type FalseBelief = {
  readonly subject: string;
  /** Whose belief, the outermost first: one person, or what the first thinks the second thinks. */
  readonly chain: readonly string[];
  /** What it is taken to be, and what it is to the best of the root's knowledge. */
  readonly believes: string;
  readonly really: string;
  /** Undefined for what was only assumed, of which nothing was ever perceived. */
  readonly fact: Fact | undefined;
  /** How it came about, and what would change it: one sentence each. */
  readonly because: string;
  readonly wouldChange: string;
};

/**
 * The dangers that people take for harmless. Who knows nothing of a danger takes it that all is as it usually is; who only
 * knows that something changed is on its guard.
 * @param belief - Of the root: what it knows, and what it takes everybody else to believe.
 * @param order - 1: what people believe; 2: and what they believe of each other [1].
 */
export function falseBeliefsOf<S>(
  belief: Belief<S>,
  dangers: readonly Danger[],
  order: 1 | 2,
): readonly FalseBelief[] {
  const people = [...belief.others.keys()];
  const chains = people.flatMap((one) => [
    [one],
    ...(order < 2 ? [] : people.filter((other) => other !== one).map((other) => [one, other])),
  ]);
  return dangers.flatMap(({ subject, harmless }) => {
    const really = belief.scene.facts.get(subject)?.value;
    if (really === undefined || really === harmless) {
      return [];
    }
    return chains.flatMap((chain) => {
      const fact = believed(belief, chain, subject);
      return fact === undefined || fact.value === harmless
        ? [told({ subject, chain, believes: harmless, really, fact })]
        : [];
    });
  });
}

function told(found: Omit<FalseBelief, "because" | "wouldChange">): FalseBelief {
  const { subject, chain, believes, really, fact } = found;
  const [who = "", ...others] = [...chain].reverse();
  const mind = others.reduce((text, outer) => `${outer} takes it that ${text}`, who);
  const how =
    fact === undefined
      ? `perceived nothing of ${subject} and takes it to be ${believes}, as it usually is`
      : `${fact.way === "told" ? "was told" : "saw"} ${subject} ${believes} and did not perceive that it is ${really} now`;
  return {
    ...found,
    because: `${mind} ${how}.`,
    wouldChange: `To have ${subject} in view, or to be told that it is ${really}, would change it.`,
  };
}
