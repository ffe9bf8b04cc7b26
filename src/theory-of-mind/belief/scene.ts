import type { Seconds } from "../../quantity/time.ts";

/** How somebody came to take something to be so. */
export type Way = "assumed" | "seen" | "told";

/** What somebody takes to be so of one subject: where a thing is, or the state of a danger. */
export type Fact = {
  /** Undefined once it was seen to be otherwise, and not how. */
  readonly value: string | undefined;
  /** The value it last had. */
  readonly last: string;
  /** When this was last seen or heard to be so [s]. */
  readonly at: Seconds;
  readonly way: Way;
};

/**
 * The world as somebody takes it to be: facts by subject, and how each person stands. What a stance is, the senses know:
 * the room somebody is in, or a place, a height and a direction of the eyes.
 */
export type Scene<S> = {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly stances: ReadonlyMap<string, S>;
};

/** The scene of one who knows nothing yet. */
export function emptyScene<S>(): Scene<S> {
  return { facts: new Map(), stances: new Map() };
}

/** What becomes so: facts by subject, and people; undefined is somewhere unknown. */
export type Change<S> = {
  readonly facts?: readonly (readonly [subject: string, value: string | undefined])[];
  readonly stances?: readonly (readonly [who: string, stance: S | undefined])[];
};

/** The scene after a change that its owner knows of. */
export function changed<S>(scene: Scene<S>, change: Change<S>, at: Seconds): Scene<S> {
  const facts = new Map(scene.facts);
  for (const [subject, value] of change.facts ?? []) {
    const last = value ?? facts.get(subject)?.last;
    if (last !== undefined) {
      facts.set(subject, { value, last, at, way: "seen" });
    }
  }
  const stances = new Map(scene.stances);
  for (const [who, stance] of change.stances ?? []) {
    if (stance === undefined) {
      stances.delete(who);
    } else {
      stances.set(who, stance);
    }
  }
  return { facts, stances };
}
