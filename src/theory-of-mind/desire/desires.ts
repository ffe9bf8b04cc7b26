import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import { type Atlas, type Draft, draftOf, drawn } from "./atlas.ts";
import { gridAround } from "./grid.ts";
import { type Intent, intentAfter, type Meeting } from "./intentions.ts";
import { LONG_ENOUGH, NO_STOPS, placesOf, stopAt, type Stops } from "./stops.ts";
import { firstWants, observe, type Wants } from "./wants.ts";

/** One person as this room needs it: in odom [m], [m/s]. */
export type Walker = Omit<Meeting, "robot"> & {
  readonly id: string;
  /** Seen in the latest frame; only then is anything learnt of it. */
  readonly visible: "visible" | "unseen";
};

/** What everybody seems to want, and what is known of the place they want it in. */
export type Desires = {
  readonly stops: Stops;
  readonly atlas: Atlas | undefined;
  readonly draft: Draft | undefined;
  /** When the atlas was begun [s], and after how many lessons. */
  readonly begun: Seconds;
  readonly lessons: number;
  readonly people: ReadonlyMap<string, Longing>;
};

/** What one person seems to want. */
export type Longing = {
  readonly wants: Wants | undefined;
  /** What the wants are about. */
  readonly atlas: Atlas | undefined;
  readonly intent: Intent;
  /** Where it has stood, since when, and whether that has been told to the stops. */
  readonly stood: Vector & { readonly since: Seconds; readonly told: "no" | "yes" };
};

export const NO_DESIRES: Desires = {
  stops: NO_STOPS,
  atlas: undefined,
  draft: undefined,
  begun: -Infinity,
  lessons: 0,
  people: new Map(),
};

/** Between two observations of one person, between two atlases [s]. */
const OBSERVED = 0.4;
const REDRAWN = 30;
/** Who moves no farther than this stands [m]. */
const STANDS = 0.4;

/** What the place is made of, asked only when an atlas is drawn. */
export type Around = {
  readonly at: Seconds;
  readonly robot: Meeting["robot"];
  /** Middles of what is filled for good [m]. */
  readonly filled: () => readonly Vector[];
};

/** Everybody's desires a frame later; people who are not handed in are forgotten. */
export function desiresAfter(
  before: Desires,
  walkers: readonly Walker[],
  { at, robot, filled }: Around,
): Desires {
  const charted = chart(before, at, filled);
  const { atlas } = charted;
  let { stops } = charted;
  const people = new Map<string, Longing>();
  for (const walker of walkers) {
    const known = before.people.get(walker.id);
    const stood = stoodIn(known, walker.person, at);
    if (stood.told === "no" && at - stood.since > LONG_ENOUGH && walker.visible === "visible") {
      stops = stopAt(stops, walker.person, "stay");
      people.set(walker.id, longingOf(known, walker, { ...stood, told: "yes" }, atlas, robot, at));
    } else {
      people.set(walker.id, longingOf(known, walker, stood, atlas, robot, at));
    }
  }
  return { ...charted, stops, people };
}

function longingOf(
  known: Longing | undefined,
  walker: Walker,
  stood: Longing["stood"],
  atlas: Atlas | undefined,
  robot: Meeting["robot"],
  at: Seconds,
): Longing {
  const { person, visible } = walker;
  const intent = intentAfter(known?.intent, { ...walker, robot }, at);
  const before = known?.wants;
  if (atlas === undefined || visible === "unseen") {
    return { wants: before, atlas: known?.atlas, intent, stood };
  }
  const due = before === undefined || at - before.at > OBSERVED - 0.01 || at < before.at;
  const fits = known?.atlas === atlas;
  const wants = !due
    ? before
    : before === undefined || !fits
      ? firstWants(atlas, at, person)
      : observe(atlas, before, at, person);
  return { wants, atlas, intent, stood };
}

function stoodIn(known: Longing | undefined, place: Vector, at: Seconds): Longing["stood"] {
  const before = known?.stood;
  return before !== undefined && Math.hypot(place.x - before.x, place.y - before.y) < STANDS
    ? before
    : { x: place.x, y: place.y, since: at, told: "no" };
}

/** One more step of drawing the place: a field of the atlas in the making, or a new beginning when more has been learnt. */
function chart(before: Desires, at: Seconds, filled: Around["filled"]): Desires {
  const { draft, stops } = before;
  if (draft !== undefined) {
    const next = drawn(draft);
    return next.todo.length > 0
      ? { ...before, draft: next }
      : { ...before, draft: undefined, atlas: next.atlas };
  }
  const due = at - before.begun > REDRAWN || at < before.begun;
  if (!due || stops.lessons === before.lessons || stops.list.length < 2) {
    return before;
  }
  const places = placesOf(stops);
  const grid = gridAround(
    places.flatMap(({ points }) => points),
    filled(),
  );
  return { ...before, draft: draftOf(grid, places), begun: at, lessons: stops.lessons };
}
