import type { Random } from "../../../../src/quantity/random.ts";

/** A story drawn at random, with where every chain of minds takes each thing to be, kept by who was together when. */
export type DrawnStory = {
  readonly lines: readonly string[];
  readonly people: readonly string[];
  readonly thing: string;
  readonly first: string;
  readonly real: string;
  /** By the names of a chain without regard to order: it is what they last saw together. */
  knows(chain: readonly string[]): string | undefined;
};

const PEOPLE = ["Ella", "Owen", "Mia", "Noah", "Ava"];
const ROOMS = ["kitchen", "hall", "back_yard"];
const CONTAINERS = ["box", "basket", "blue cupboard", "drawer"];
const THINGS = ["ball", "sweet_potato", "t-shirt"];

/** Which sentence is written for what happens. */
export type Wording = {
  enter(who: string, room: string): string;
  leave(who: string, room: string): string;
  move(who: string, thing: string, to: string): string;
  lies(thing: string, place: string): string;
};

/** Between 6 and 16 events; all containers stand in the first room. */
export function drawStory(
  random: Random,
  wording: Wording,
  rooms: "told" | "not told",
): DrawnStory {
  const people = PEOPLE.slice(0, 2 + random.index(4));
  const thing = THINGS[random.index(THINGS.length)]!;
  const room = ROOMS[random.index(ROOMS.length)]!;
  const at = new Map<string, string>();
  const seen = new Map<string, string>();
  const lines: string[] = [];
  const put = (place: string): void => {
    lines.push(...(rooms === "told" ? [wording.lies(place, room)] : []));
    real = place;
  };
  let real = "";
  const note = (): void => {
    const there = people.filter((who) => at.get(who) === room);
    for (const group of groupsOf(there)) {
      if (real !== "") {
        seen.set(group.join(), real);
      }
    }
  };
  const comes = (who: string): void => {
    const next = random.chance(0.75) ? room : ROOMS[random.index(ROOMS.length)]!;
    at.set(who, next);
    lines.push(wording.enter(who, next));
  };
  comes(people[0]!);
  at.set(people[0]!, room);
  lines[0] = wording.enter(people[0]!, room);
  people.slice(1, 1 + random.index(people.length)).forEach(comes);
  const containers = [...CONTAINERS].sort(() => random.uniform() - 0.5);
  const first = containers[0]!;
  lines.push(wording.lies(thing, first));
  put(first);
  note();
  const events = 6 + random.index(10);
  for (let k = 0; k < events; k++) {
    const who = people[random.index(people.length)]!;
    if (at.get(who) === undefined) {
      comes(who);
    } else if (at.get(who) === room && random.chance(0.5)) {
      const to = containers[random.index(containers.length)]!;
      lines.push(wording.move(who, thing, to));
      put(to);
    } else if (random.chance(0.3)) {
      lines.push(`${who} likes the ${THINGS[random.index(THINGS.length)]!}.`);
    } else {
      lines.push(wording.leave(who, at.get(who)!));
      at.delete(who);
    }
    note();
  }
  const knows = (chain: readonly string[]): string | undefined =>
    seen.get([...new Set(chain)].sort().join());
  return { lines, people, thing, first, real, knows };
}

/** Every group of those who are together. */
function groupsOf(there: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** there.length - 1 }, (_, bits) =>
    there.filter((__, k) => (((bits + 1) >> k) & 1) === 1).sort(),
  );
}
