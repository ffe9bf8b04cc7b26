import { peopleIn, type Statement } from "./statement.ts";

/** What a story says of its rooms and people, wherever in it. */
export type LayOut = {
  readonly people: ReadonlySet<string>;
  /** The room of each place that lies in none it is said to. */
  readonly rooms: readonly (readonly [place: string, room: string])[];
};

/**
 * Finds the room of every container: where the story says so at any point, else the room of whoever puts something there,
 * or takes something from there, else the room with the most people in it when the container is first spoken of.
 */
export function layOut(statements: readonly Statement[]): LayOut {
  const people = new Set(statements.flatMap(peopleIn));
  const rooms = new Set(
    statements.flatMap((s) =>
      s.kind === "enter" || s.kind === "people-at" || (s.kind === "leave" && s.place !== undefined)
        ? [s.place ?? ""]
        : [],
    ),
  );
  const said = new Map<string, string>();
  const handled = new Map<string, string>();
  const crowded = new Map<string, string>();
  const standing = new Map<string, string>();
  const holder = new Map<string, string>();
  const note = (list: Map<string, string>, place: string | undefined, room: string | undefined) => {
    if (place !== undefined && room !== undefined && !rooms.has(place) && !list.has(place)) {
      list.set(place, room);
    }
  };
  for (const statement of statements) {
    follow(statement, standing);
    if (statement.kind === "thing-at") {
      const { thing, place } = statement;
      if (rooms.has(place)) {
        note(said, thing, place);
      }
      note(crowded, place, fullest(standing));
      holder.set(thing, place);
    } else if (statement.kind === "move") {
      const { by, thing, to } = statement;
      const room = by === undefined ? undefined : standing.get(by);
      note(handled, to, room);
      note(handled, holder.get(thing), room);
      note(crowded, to, fullest(standing));
      holder.set(thing, to);
    }
  }
  const places = new Map([...crowded, ...handled, ...said]);
  return { people, rooms: [...places].filter(([place]) => !isThingMoved(place, statements)) };
}

/** A thing that is put somewhere has its place from that, not from here. */
function isThingMoved(place: string, statements: readonly Statement[]): boolean {
  return statements.some((s) => s.kind === "move" && s.thing === place);
}

function follow(statement: Statement, standing: Map<string, string>): void {
  if (statement.kind === "enter" || statement.kind === "people-at") {
    statement.people.forEach((who) => standing.set(who, statement.place));
  } else if (statement.kind === "leave") {
    statement.people.forEach((who) => standing.delete(who));
  }
}

/** The room with the most people; of several the one somebody came to last. */
function fullest(standing: ReadonlyMap<string, string>): string | undefined {
  const counts = new Map<string, number>();
  for (const room of standing.values()) {
    counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  let best: string | undefined;
  for (const room of standing.values()) {
    best = (counts.get(room) ?? 0) >= (counts.get(best ?? "") ?? 0) ? room : best;
  }
  return best;
}
