import { type Blend, mix, newBlend, refit, weigh } from "./blend.ts";
import { type Course, keepOn, lengthen, type Motion, motionOf } from "./course.ts";
import { AHEAD, PATH, SEEN } from "./horizon.ts";
import { emptyMemory, KERNELS, type PlaceMemory, recall, remember } from "./place-memory.ts";
import { propose, PROPOSALS, PROPOSAL_SHARES } from "./proposals.ts";
import { adapt, newRegions, type Regions, tighten, widths } from "./regions.ts";
import { type SeenArea, widen } from "./seen-area.ts";
import { newSpread, type Particles, particlesOf, scatter, type Spread } from "./spread.ts";

/** Somebody at one moment [m]. */
export type Presence = { readonly id: string; readonly x: number; readonly y: number };

/** Where somebody may be in 0.4 to 4.8 s. */
export type Forecast = {
  readonly id: string;
  /** Likeliest place at every step ahead, x and y in turn [m]. */
  readonly path: Float64Array;
  /** Radius around each that holds the person with probability 0.9 [m]. */
  readonly region90: Float64Array;
  /** What else may come, each with its weight. */
  readonly particles: Particles;
};

/** What was thought when somebody was seen, until it is known what came. */
type Pending = {
  readonly motion: Motion;
  readonly rows: readonly Float64Array[];
  readonly path: Float64Array;
  /** The radii told for it; none when the person was not yet seen long enough to be told of [m]. */
  readonly told: Float64Array | undefined;
};

type Walker = {
  /** Latest step at which it was seen [1]. */
  at: number;
  /** The latest places, x and y in turn [m]. */
  readonly places: number[];
  /** Of the latest steps, the oldest first. */
  readonly pending: (Pending | undefined)[];
};

/**
 * Everything learnt at one place: how people move here, never who. It is changed in place; what it answers depends on what
 * it was shown before and on nothing else.
 */
export type Place = {
  readonly walkers: Map<string, Walker>;
  readonly memory: PlaceMemory;
  readonly blend: Blend;
  readonly spread: Spread;
  readonly regions: Regions;
  area: SeenArea;
  /** People who have left [1]. */
  left: number;
  /** Told regions whose outcome is not known yet [1]. */
  open: number;
};

const PRIOR = [...PROPOSAL_SHARES, ...KERNELS.map(({ share }) => share)];
/** Places of a person from which on its motion teaches something [1]. */
const TELLING = 5;
/** How much farther than seen so far people may be seen, before anybody has left [m], and people by whom it halves [1]. */
const SLACK = 5;
const SLACK_HALVES = 5;

export function newPlace(): Place {
  return {
    walkers: new Map(),
    memory: emptyMemory(),
    blend: newBlend(PRIOR),
    spread: newSpread(),
    regions: newRegions(),
    area: [],
    left: 0,
    open: 0,
  };
}

/**
 * Looks at everybody present at one step, learns from what has come, and says where everybody seen for SEEN steps in a row
 * may go.
 * @param at - Number of the step; steps may be left out [1].
 */
export function step(place: Place, at: number, present: readonly Presence[]): readonly Forecast[] {
  forget(place, at);
  const walkers = present.map((one) => follow(place, at, one));
  const learnt = walkers.map((walker) => learn(place, walker));
  if (learnt.includes("learnt")) {
    refit(place.blend);
  }
  return walkers.flatMap((walker, n) => {
    const forecast = think(place, walker, present[n]?.id ?? "");
    if (walker.pending.length > AHEAD) {
      walker.pending.shift();
    }
    return forecast === undefined ? [] : [forecast];
  });
}

/** Lets go of everybody not seen at the step before: a person is known by being seen without a gap. */
function forget(place: Place, at: number): void {
  for (const [id, walker] of place.walkers) {
    if (walker.at < at - 1 - SAME) {
      drop(place, id, walker);
    }
  }
}

function drop(place: Place, id: string, { pending }: Walker): void {
  place.walkers.delete(id);
  place.left++;
  place.open -= pending.filter((one) => one?.told !== undefined).length;
}

/** Steps closer than this are one [1]. */
const SAME = 1e-3;

function follow(place: Place, at: number, { id, x, y }: Presence): Walker {
  const before = place.walkers.get(id);
  const follows = before !== undefined && Math.abs(before.at + 1 - at) < SAME;
  if (before !== undefined && !follows) {
    drop(place, id, before);
  }
  const walker = follows ? before : { at, places: [], pending: [] };
  place.walkers.set(id, walker);
  walker.at = at;
  walker.places.push(x, y);
  if (walker.places.length > 2 * (SEEN + AHEAD)) {
    walker.places.splice(0, 2);
  }
  place.area = widen(place.area, x, y);
  return walker;
}

function think(place: Place, walker: Walker, id: string): Forecast | undefined {
  const { places, pending } = walker;
  if (places.length < 2 * TELLING) {
    pending.push(undefined);
    return undefined;
  }
  const course = lengthen(places);
  const motion = motionOf(course);
  const rows = rowsFor(place, course, motion);
  const path = plus(mix(place.blend, rows), keepOn(motion));
  if (places.length < 2 * SEEN) {
    pending.push({ motion, rows, path, told: undefined });
    return undefined;
  }
  const particles = particlesOf(place.spread, motion, path);
  const region90 = tighten(place.regions, widths(particles, path));
  pending.push({ motion, rows, path, told: region90 });
  place.open++;
  return { id, path, region90, particles };
}

function rowsFor(place: Place, course: Course, motion: Motion): readonly Float64Array[] {
  const rows = PRIOR.map(() => new Float64Array(PATH));
  const slack = (SLACK * SLACK_HALVES) / (SLACK_HALVES + place.left);
  propose(rows, motion, course, place.area, slack);
  recall(rows.slice(PROPOSALS), place.memory, motion);
  return rows;
}

function plus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, h) => value + (b[h] ?? 0));
}

/** Learns from the oldest thought about somebody, now that all of its steps have come. */
function learn(place: Place, { places, pending }: Walker): "learnt" | "nothing" {
  const oldest = pending.length === AHEAD ? pending[0] : undefined;
  if (oldest === undefined) {
    return "nothing";
  }
  const { motion, rows, path, told } = oldest;
  const came = Float64Array.from(places.slice(-PATH));
  const straight = keepOn(motion);
  const departure = came.map((value, h) => value - (straight[h] ?? 0));
  weigh(place.blend, rows, departure);
  remember(place.memory, motion, departure);
  if (told !== undefined) {
    scatter(place.spread, motion, path, came);
    adapt(place.regions, told, path, came, place.open);
    place.open--;
  }
  return "learnt";
}
