import { type Blend, mix, newBlend, refit, weigh } from "./blend.ts";
import { type Course, keepOn, lengthen, type Motion, motionOf } from "./course.ts";
import { AHEAD, PATH, SEEN } from "./horizon.ts";
import { emptyMemory, KERNELS, type PlaceMemory, recall, remember } from "./place-memory.ts";
import { propose, PROPOSALS } from "./proposals.ts";
import { newRegions, type Regions, tighten, widths } from "./regions.ts";
import {
  newSpread,
  type Particles,
  particlesOf,
  type Spread,
  scatter,
  yardstick,
} from "./spread.ts";
import { type SeenArea, widen } from "./seen-area.ts";

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

/** What was thought when somebody was last seen, until it is known what came. */
type Pending = {
  readonly motion: Motion;
  readonly rows: readonly Float64Array[];
  readonly path: Float64Array;
  readonly raw: Float64Array;
  readonly size: number;
};

type Walker = { at: number; places: number[]; pending: (Pending | undefined)[] };

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
};

/** Share of each proposal before anything is learnt [1]. */
const PRIOR = [...Array.from({ length: PROPOSALS }, () => 0), ...KERNELS.map(() => 0.3)];

export function newPlace(): Place {
  return {
    walkers: new Map(),
    memory: emptyMemory(),
    blend: newBlend(PRIOR),
    spread: newSpread(),
    regions: newRegions(),
    area: [],
  };
}

/** Looks at everybody present at one step, learns from what has come, and says where everybody seen long enough may go. */
export function step(place: Place, at: number, present: readonly Presence[]): readonly Forecast[] {
  for (const [id, walker] of place.walkers) {
    if (walker.at < at - 1.001) {
      place.walkers.delete(id);
    }
  }
  for (const { id, x, y } of present) {
    const before = place.walkers.get(id);
    const follows = before !== undefined && Math.abs(before.at + 1 - at) < 1e-3;
    const walker: Walker = follows ? before : { at, places: [], pending: [] };
    walker.at = at;
    place.walkers.set(id, walker);
    walker.places.push(x, y);
    if (walker.places.length > 2 * (SEEN + AHEAD)) {
      walker.places.splice(0, 2);
    }
    place.area = widen(place.area, x, y);
  }
  learn(place, present);
  return present.flatMap(({ id }) => {
    const walker = place.walkers.get(id);
    if (walker === undefined) {
      return [];
    }
    const pending =
      walker.places.length >= 2 * SEEN ? think(place, lengthen(walker.places)) : undefined;
    walker.pending.push(pending);
    if (walker.pending.length > AHEAD) {
      walker.pending.shift();
    }
    return pending === undefined ? [] : [tell(place, id, pending)];
  });
}

function think(place: Place, course: Course): Pending {
  const motion = motionOf(course);
  const rows = Array.from({ length: PRIOR.length }, () => new Float64Array(PATH));
  propose(rows, motion, course, place.area);
  recall(rows.slice(PROPOSALS), place.memory, motion);
  const path = mix(place.blend, rows);
  const straight = keepOn(motion);
  for (let h = 0; h < PATH; h++) {
    path[h] = (path[h] ?? 0) + (straight[h] ?? 0);
  }
  const size = yardstick(motion);
  return { motion, rows, path, size, raw: new Float64Array(AHEAD) };
}

function tell(place: Place, id: string, { motion, path, raw, size }: Pending): Forecast {
  const particles = particlesOf(place.spread, motion, path, size);
  raw.set(widths(particles, path));
  const region90 = tighten(place.regions, raw);
  return { id, path, region90, particles };
}

function learn(place: Place, present: readonly Presence[]): void {
  let learnt = false;
  for (const { id } of present) {
    const walker = place.walkers.get(id);
    const pending =
      walker !== undefined && walker.pending.length === AHEAD ? walker.pending[0] : undefined;
    if (walker === undefined || pending === undefined) {
      continue;
    }
    learnt = true;
    const came = Float64Array.from(walker.places.slice(-PATH));
    const straight = keepOn(pending.motion);
    const departure = came.map((value, h) => value - (straight[h] ?? 0));
    weigh(place.blend, pending.rows, departure);
    remember(place.memory, pending.motion, departure);
    scatter(place.spread, pending.motion, pending.path, came, pending.size);
    place.regions.learn(pending.raw, pending.path, came);
  }
  if (learnt) {
    refit(place.blend);
  }
}
