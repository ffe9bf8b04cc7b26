import {
  accompany,
  type Company,
  COMPANY_SHARES,
  gather,
  type Mover,
  noCompany,
} from "./company.ts";
import { type Blend, mix, newBlend, refit, weigh } from "./blend.ts";
import {
  addKeepOn,
  blankMotion,
  type Course,
  lengthen,
  measure,
  type Motion,
  type Velocity,
} from "./course.ts";
import { AHEAD, PATH, SEEN } from "./horizon.ts";
import { emptyMemory, KERNELS, type PlaceMemory, recall, remember } from "./place-memory.ts";
import { propose, PROPOSALS, PROPOSAL_SHARES, STOPPING } from "./proposals.ts";
import { adapt, fit, HELD, newRegions, type Regions } from "./regions.ts";
import { type SeenArea, widen } from "./seen-area.ts";
import { type Shapes, type Way, waysAbout } from "./shapes.ts";
import { type Frame, frameOf, newSpread, radiiOf, scatter, type Spread } from "./spread.ts";

/** Somebody at one moment [m]. One whose place is not finite is not there. */
export type Presence = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Where it is known better than by the last two places [m/step]. */
  readonly velocity?: Velocity;
  /** Standard deviation that not knowing place and velocity to the full brings about at every step ahead [m]. */
  readonly doubt?: Float64Array;
};

/** Where somebody may be in 0.4 to 4.8 s. */
export type Forecast = {
  readonly id: string;
  /** Where it is [m]. */
  readonly x: number;
  readonly y: number;
  /** Likeliest place at every step ahead, x and y in turn [m]. */
  readonly path: Float64Array;
  /** Radius around each that holds the person with probability 0.9 [m]. */
  readonly region90: Float64Array;
  /** By what it may be off. */
  readonly frame: Frame;
  /** Steps in a row at which the person was seen [1]. */
  readonly seen: number;
};

/** What was thought when somebody was seen, until it is known what came. Thoughts are used again. */
type Thought = {
  readonly motion: Motion;
  /** All proposals, PATH numbers each [m]. */
  readonly rows: Float64Array;
  readonly path: Float64Array;
  /** The radii told for it [m]. */
  readonly told: Float64Array;
  /** Whether its regions count: those of somebody who was not yet seen for SEEN steps do not. */
  counts: "counts" | "not yet";
};

type Walker = {
  /** Latest step at which it was seen [1]. */
  at: number;
  /** The latest places, x and y in turn [m]. */
  readonly places: number[];
  /** Of the latest steps, the oldest first. */
  readonly pending: (Thought | undefined)[];
};

/**
 * Everything learnt at one place: how people move here, never who. It is changed in place; what it answers depends on what
 * it was shown before and on nothing else.
 */
export type Place = {
  readonly walkers: Map<string, Walker>;
  readonly memory: PlaceMemory;
  /** One for every kind of pace, the slowest first: who stands, strolls or walks goes on differently. */
  readonly blends: readonly Blend[];
  /** The first of them. */
  readonly standing: Blend;
  readonly spread: Spread;
  readonly shapes: Shapes;
  readonly regions: Regions;
  /** Who moves at this step. */
  readonly company: Company;
  /** Thoughts to be used again. */
  readonly spare: Thought[];
  /** Room for one course, and for what came [m]. */
  readonly course: Course;
  readonly came: Float64Array;
  readonly departure: Float64Array;
  area: SeenArea;
  /** People who have left [1]. */
  left: number;
  /** Told regions whose outcome is not known yet [1]. */
  open: number;
};

/** Paces over the last two steps at which one kind ends and the next begins [m/step]. */
const PACES: readonly number[] = [0.1, 0.3, 0.5];
/** Share of each proposal in a path before anything is learnt, of those who walk and of those who stand [1]. */
const PRIOR = [...PROPOSAL_SHARES, ...KERNELS.map(({ share }) => share), ...COMPANY_SHARES];
const STANDING = PRIOR.map((_, row) => (row === STOPPING ? 0.3 : 0));
/** Places of a person from which on its motion teaches something [1]. */
const TELLING = 5;
/** How much farther than seen so far people may be seen, before anybody has left [m], and people by whom it halves [1]. */
const SLACK = 5;
const SLACK_HALVES = 5;

export function newPlace(): Place {
  const standing = newBlend(STANDING);
  return {
    walkers: new Map(),
    memory: emptyMemory(),
    blends: [standing, ...PACES.map(() => newBlend(PRIOR))],
    standing,
    spread: newSpread(),
    shapes: new Map(),
    regions: newRegions(),
    company: noCompany(),
    spare: [],
    course: new Float64Array(2 * SEEN),
    came: new Float64Array(PATH),
    departure: new Float64Array(PATH),
    area: [],
    left: 0,
    open: 0,
  };
}

/**
 * Looks at everybody present at one step, learns from what has come, and says where everybody seen for TELLING steps in a
 * row may go.
 * @param at - Number of the step; steps may be left out [1].
 * @param strangers - What else moves and is walked around: robots.
 */
export function step(
  place: Place,
  at: number,
  present: readonly Presence[],
  strangers: readonly Mover[] = [],
): readonly Forecast[] {
  forget(place, at);
  const there = present.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const walkers = there.map((one) => follow(place, at, one));
  for (const walker of walkers) {
    learn(place, walker);
  }
  place.blends.forEach(refit);
  gather(place.company, walkers, strangers);
  const forecasts: Forecast[] = [];
  walkers.forEach((walker, n) => {
    const thought = think(place, walker, there[n]);
    walker.pending.push(thought);
    if (walker.pending.length > AHEAD) {
      letGo(place, walker.pending.shift());
    }
    if (thought !== undefined) {
      forecasts.push(tell(walker, thought, there[n]?.id ?? ""));
    }
  });
  return forecasts;
}

function tell({ places }: Walker, { motion, path, told }: Thought, id: string): Forecast {
  const frame = frameOf(motion);
  const { x, y } = motion;
  return { id, x, y, path: path.slice(), region90: told.slice(), frame, seen: places.length / 2 };
}

/** The ways somebody may go, a given number of them, likely or not. */
export function waysOf(place: Place, { path, frame }: Forecast, wanted: number): readonly Way[] {
  return waysAbout(place.shapes, place.spread, frame, path, place.regions.factors, wanted);
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
  for (const thought of pending) {
    place.open -= thought?.counts === "counts" ? 1 : 0;
    letGo(place, thought);
  }
}

function letGo({ spare }: Place, thought: Thought | undefined): void {
  if (thought !== undefined) {
    spare.push(thought);
  }
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

function think(place: Place, { places }: Walker, now?: Presence): Thought | undefined {
  if (places.length < 2 * TELLING) {
    return undefined;
  }
  const thought = place.spare.pop() ?? blankThought();
  const { motion, rows, path, told } = thought;
  lengthen(place.course, places);
  measure(motion, place.course, now?.velocity);
  const slack = (SLACK * SLACK_HALVES) / (SLACK_HALVES + place.left);
  propose(rows, motion, place.course, place.area, slack);
  accompany(rows, (PROPOSALS + KERNELS.length) * PATH, place.company, motion);
  recall(rows, PROPOSALS * PATH, place.memory, motion);
  mix(path, blendFor(place, motion), rows);
  addKeepOn(path, motion, 1);
  radiiOf(told, place.spread, frameOf(motion).size, HELD);
  fit(place.regions, told, now?.doubt);
  thought.counts = places.length < 2 * SEEN ? "not yet" : "counts";
  place.open += thought.counts === "counts" ? 1 : 0;
  return thought;
}

function blendFor({ blends, standing }: Place, { last }: Motion): Blend {
  const pace = Math.hypot(last[2] ?? 0, last[3] ?? 0);
  const kind = PACES.findIndex((limit) => pace < limit);
  return blends[kind < 0 ? PACES.length : kind] ?? standing;
}

function blankThought(): Thought {
  return {
    motion: blankMotion(),
    rows: new Float64Array(PRIOR.length * PATH),
    path: new Float64Array(PATH),
    told: new Float64Array(AHEAD),
    counts: "not yet",
  };
}

/** Learns from the oldest thought about somebody, now that all of its steps have come. */
function learn(place: Place, { places, pending }: Walker): void {
  const oldest = pending.length === AHEAD ? pending[0] : undefined;
  if (oldest === undefined) {
    return;
  }
  const { motion, rows, path, told, counts } = oldest;
  const { came, departure } = place;
  for (let h = 0; h < PATH; h++) {
    came[h] = places[places.length - PATH + h] ?? 0;
  }
  departure.set(came);
  addKeepOn(departure, motion, -1);
  weigh(blendFor(place, motion), rows, departure);
  remember(place.memory, motion, departure);
  if (counts === "counts") {
    scatter(place.spread, frameOf(motion), path, came);
    adapt(place.regions, told, path, came, place.open);
    place.open--;
    oldest.counts = "not yet";
  }
}
