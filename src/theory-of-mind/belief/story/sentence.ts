import { NAME, namesIn, PEOPLE, THING, thingIn } from "./parts.ts";
import type { Statement } from "./statement.ts";
import { ENTER, IN, INTO, LEAVE, LIES, MOVE, MOVED, NOTHING, SAY } from "./words.ts";

type Parts = { readonly [part: string]: string | undefined };

/** One way to say something. */
type Form = readonly [pattern: RegExp, statement: (parts: Parts) => Statement];

function form(pattern: string, statement: (parts: Parts) => Statement): Form {
  return [new RegExp(`^${pattern}$`), statement];
}

const HEARERS = `(?<to>${PEOPLE}|everyone|everybody|all)`;
const AWAY = `(?:(?: away)? (?:from|out of) ${THING})?`;

/** The ways to say something, the more particular first. */
const FORMS: readonly Form[] = [
  form(
    `(?<by>${NAME}) ${SAY}(?: to)?(?: ${HEARERS})?(?: know)? that (?<thing>${THING}) ${LIES} ${IN} (?<place>${THING})`,
    tells,
  ),
  form(
    `(?<by>${NAME}) ${SAY}(?: to)?(?: ${HEARERS})?(?: know)? where (?<thing>${THING}) ${LIES}`,
    tells,
  ),
  form(
    `(?<by>${NAME}) (?:${MOVE}) (?<thing>${THING})${AWAY}(?: over)? ${INTO} (?<to>${THING})${AWAY}`,
    moves,
  ),
  form(`(?<by>${NAME}) (?:left|leaves) (?<thing>${THING}) ${INTO} (?<to>${THING})`, moves),
  form(
    `(?<thing>${THING}) (?:is|was|were|are|has been|have been|got) (?:${MOVED}) by (?<by>${NAME})${AWAY} ${INTO} (?<to>${THING})`,
    moves,
  ),
  form(
    `(?<thing>${THING}) (?:is|was|were|are|has been|have been|got) (?:${MOVED})${AWAY} ${INTO} (?<to>${THING}) by (?<by>${NAME})`,
    moves,
  ),
  form(
    `(?<thing>${THING}) (?:was|were|has been|have been|got) (?:moved|transferred|shifted|relocated|transported|carried|taken|brought|switched)${AWAY} ${INTO} (?<to>${THING})`,
    moves,
  ),
  form(`(?<people>${PEOPLE}) (?:${ENTER}) (?<place>${THING})`, ({ people = "", place = "" }) => ({
    kind: "enter",
    people: namesIn(people),
    place: thingIn(place),
  })),
  form(
    `(?<people>${PEOPLE}) (?:${LEAVE})(?: (?<place>${THING}))?(?: and stayed in .*)?`,
    ({ people = "", place }) => ({
      kind: "leave",
      people: namesIn(people),
      place: place === undefined ? undefined : thingIn(place),
    }),
  ),
  form(
    `(?<people>${PEOPLE}) ${LIES} ${INTO} (?<place>${THING})`,
    ({ people = "", place = "" }) => ({
      kind: "people-at",
      people: namesIn(people),
      place: thingIn(place),
    }),
  ),
  form(`(?<thing>${THING}) ${LIES} ${INTO} (?<place>${THING})`, lies),
  form(`[Tt]here (?:is|are|was|were) (?<thing>${THING}) ${INTO} (?<place>${THING})`, lies),
  form(
    `(?:[Ii]n|[Ii]nside|[Oo]n|[Ww]ithin) (?<place>${THING}),? (?:there )?(?:is|are|was|were|lies|sits) (?<thing>${THING})`,
    lies,
  ),
  form(`(?<place>${THING}) (?:contains?|contained|holds?|held) (?<thing>${THING})`, lies),
  form(
    `(?<people>${NAME}) (?:took|takes|grabs|grabbed|picks up|picked up|lifted|removed|found|opened|closed) ${THING}${AWAY}`,
    ({ people = "" }) => ({ kind: "nothing", people: namesIn(people) }),
  ),
  form(`(?<people>${PEOPLE}) ${NOTHING}(?: .*)?`, ({ people = "" }) => ({
    kind: "nothing",
    people: namesIn(people),
  })),
];

function tells({ by = "", to, thing = "", place }: Parts): Statement {
  return {
    kind: "tell",
    by,
    to: to === undefined || /^(everyone|everybody|all)$/.test(to) ? "all" : namesIn(to),
    thing: thingIn(thing),
    place: place === undefined ? undefined : thingIn(place),
  };
}

function moves({ by, thing = "", to = "" }: Parts): Statement {
  return { kind: "move", by, thing: thingIn(thing), to: thingIn(to) };
}

function lies({ thing = "", place = "" }: Parts): Statement {
  return { kind: "thing-at", thing: thingIn(thing), place: thingIn(place) };
}

/** What a sentence without its number and full stop says; undefined where it is not understood. */
export function statementOf(sentence: string): Statement | undefined {
  for (const [pattern, statement] of FORMS) {
    const found = pattern.exec(sentence);
    if (found !== null) {
      return statement(found.groups ?? {});
    }
  }
  return undefined;
}
