import { learn, lookAbout, type Belief, noBelief } from "../nested.ts";
import { ROOM_SENSES, roomOf } from "../rooms.ts";
import { tell } from "../telling.ts";
import type { Act } from "../senses.ts";
import { layOut } from "./lay-out.ts";
import type { Statement } from "./statement.ts";

/** A story that was told: how everything is and was, and what everybody believes. */
export type Told = {
  /** The narrator's own scene is what is really so. */
  readonly narrator: Belief<string>;
  /** Where each thing was when it was first spoken of. */
  readonly first: ReadonlyMap<string, string>;
  /** Everybody in it. */
  readonly people: ReadonlySet<string>;
  /** When the story ended: the number of its statements. */
  readonly end: number;
};

/**
 * Tells a story. Everybody sees all that is and happens in its own room, and nothing else.
 * @param order - How deep beliefs are kept [1].
 */
export function tellStory(statements: readonly Statement[], order: number): Told {
  const plan = layOut(statements);
  const begun: Told = {
    narrator: learn(noBelief<string>(), { facts: plan.rooms }, 0),
    first: new Map(),
    people: plan.people,
    end: 0,
  };
  return statements.reduce((told, statement, at) => next(told, statement, at + 1, order), begun);
}

function next(told: Told, statement: Statement, at: number, order: number): Told {
  const { narrator } = told;
  switch (statement.kind) {
    case "enter":
    case "people-at":
      return after(told, stand(narrator, statement.people, statement.place, at), at, order);
    case "leave":
      return after(told, stand(narrator, statement.people, undefined, at), at, order);
    case "thing-at":
      return put(told, statement.thing, statement.place, undefined, at, order);
    case "move":
      return put(told, statement.thing, statement.to, statement.by, at, order);
    case "tell":
      return say(told, statement, at, order);
    case "nothing":
      return { ...told, end: at };
  }
}

function stand(
  belief: Belief<string>,
  people: readonly string[],
  place: string | undefined,
  at: number,
): Belief<string> {
  const room = place === undefined ? undefined : roomOf(belief.scene, place);
  return learn(belief, { stances: people.map((who) => [who, room]) }, at);
}

/** Everybody whom the narrator knows anywhere looks about. */
function after(
  told: Told,
  narrator: Belief<string>,
  at: number,
  order: number,
  acts: readonly Act[] = [],
): Told {
  const people = [...told.people];
  return {
    ...told,
    narrator: lookAbout(narrator, people, ROOM_SENSES, { at, acts }, order),
    end: at,
  };
}

function put(
  told: Told,
  thing: string,
  place: string,
  by: string | undefined,
  at: number,
  order: number,
): Told {
  const known = learn(told.narrator, { facts: [[thing, place]] }, at);
  const room = roomOf(known.scene, place);
  const isSomewhere = by === undefined || told.narrator.scene.stances.get(by) === room;
  const narrator = isSomewhere ? known : stand(known, [by], room, at);
  const acts = by === undefined ? [] : [{ subject: thing, value: place, by }];
  const first = told.first.has(thing) ? told.first : new Map(told.first).set(thing, place);
  return after({ ...told, first }, narrator, at, order, acts);
}

function say(
  told: Told,
  { by, to, thing, place }: Extract<Statement, { readonly kind: "tell" }>,
  at: number,
  order: number,
): Told {
  const { scene, others } = told.narrator;
  const room = scene.stances.get(by);
  const hearers =
    to === "all"
      ? [...told.people].filter((who) => who !== by && scene.stances.get(who) === room)
      : to;
  const value = place ?? others.get(by)?.scene.facts.get(thing)?.value;
  if (value === undefined) {
    return { ...told, end: at };
  }
  const telling = { by, to: hearers, subject: thing, value, at };
  return { ...told, narrator: tell(told.narrator, telling, order), end: at };
}
