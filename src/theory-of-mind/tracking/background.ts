import { toInner } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Sweep } from "../view.ts";
import { type Furniture, standingAfter } from "./furniture.ts";

/** Side of a cell [m]. */
const CELL = 0.1;

/** What has not been met again for this long is forgotten [s]. */
const FORGOTTEN = 120;

/** A place met in so many lessons more than it was seen through is filled for good [1]; the most that are remembered. */
const SURE = 2;
const MOST_LESSONS = 20;
/** One look through a place undoes so many lessons [1]. */
const THROUGH = 3;
/** A beam that goes this much farther than a place sees through it [m]. */
const BEYOND = 0.25;

/** Between two views that are kept [s], [m]; how long and how many. */
const VIEW_AGAIN = 2.5;
const VIEW_MOVED = 0.5;
const VIEW_KEPT = 60;
const MOST_VIEWS = 32;
/** A view is of the past when it is older than this [s]. */
const PAST = 1;
/** Free floor is seen to this distance [m], this far to either side of a place [m]. */
const VIEW_RANGE = 7;
const AROUND = 0.2;

/** A place as it was met. */
type Cell = { readonly met: Seconds; readonly lessons: number };

/**
 * What stands here for good, learnt as it is seen: cells of odom where something too wide and too smooth for a person was.
 * What is remembered is the place, never a person; whatever is doubted is forgotten, and may be a person again.
 */
export type Background = {
  readonly cells: ReadonlyMap<number, Cell>;
  /** Some sweeps of the last minute, oldest first: they show where nothing stood then. */
  readonly views: readonly { readonly at: Seconds; readonly sweep: Sweep }[];
  /** Narrow things that stand around. */
  readonly furniture: Furniture;
  /** Times of the latest lesson, and of the latest sorting out [s]. */
  readonly learnt: Seconds;
  readonly swept: Seconds;
};

export const UNKNOWN_PLACE: Background = {
  cells: new Map(),
  views: [],
  furniture: [],
  learnt: -Infinity,
  swept: -Infinity,
};

/** Most cells remembered [1]: 200 m² of walls at a cell's width. */
const MOST = 20_000;

const SPAN = 1 << 15;

function keyOf(x: number, y: number): number {
  return (Math.floor(x / CELL) + SPAN) * 2 * SPAN + Math.floor(y / CELL) + SPAN;
}

function middleOf(key: number): Vector {
  return {
    x: (Math.floor(key / (2 * SPAN)) - SPAN + 0.5) * CELL,
    y: ((key % (2 * SPAN)) - SPAN + 0.5) * CELL,
  };
}

/**
 * The background after one lesson: more places that are filled [m], those that the sweep sees through less so, and the
 * narrow things nobody is known to be [m].
 */
export function learnPlace(
  background: Background,
  at: Seconds,
  filled: readonly (readonly [number, number])[],
  sweep?: Sweep,
  strangers: readonly Vector[] = [],
): Background {
  const cells = new Map(background.cells);
  const keys = new Set<number>();
  for (const [x, y] of filled) {
    const key = keyOf(x, y);
    keys.add(key);
    const lessons = Math.min(MOST_LESSONS, (cells.get(key)?.lessons ?? 0) + 1);
    cells.set(key, { met: at, lessons });
  }
  if (sweep !== undefined) {
    doubt(cells, keys, sweep);
  }
  const views = sweep === undefined ? background.views : viewsWith(background.views, at, sweep);
  const furniture =
    sweep === undefined
      ? background.furniture
      : standingAfter(background.furniture, at, strangers, sweep.pose, (thing) =>
          isFreeIn(sweep, thing),
        );
  if (at - background.swept < FORGOTTEN / 4 && cells.size <= MOST) {
    return { cells, views, furniture, learnt: at, swept: background.swept };
  }
  const fresh = [...cells].filter(([, { met }]) => at - met < FORGOTTEN);
  return { cells: new Map(fresh.slice(-MOST)), views, furniture, learnt: at, swept: at };
}

function viewsWith(views: Background["views"], at: Seconds, sweep: Sweep): Background["views"] {
  const last = views.at(-1);
  const moved =
    last === undefined
      ? Infinity
      : Math.hypot(sweep.pose.x - last.sweep.pose.x, sweep.pose.y - last.sweep.pose.y);
  const again = last === undefined || at - last.at > VIEW_AGAIN || moved > VIEW_MOVED;
  const kept = views.filter((view) => at - view.at < VIEW_KEPT && view.at <= at);
  return again ? [...kept, { at, sweep }].slice(-MOST_VIEWS) : kept;
}

/** Whether nothing stood at a place when it was last looked at from anywhere: what stands there now has come [m]. */
export function wasFree({ views }: Background, at: Seconds, place: Vector): boolean {
  return views.some((view) => at - view.at > PAST && isFreeIn(view.sweep, place));
}

/** Whether all beams to a place and around it go on beyond it. */
function isFreeIn({ pose, angleMin, angleStep, ranges }: Sweep, place: Vector): boolean {
  const { x, y } = toInner(pose, place);
  const far = Math.hypot(x, y);
  if (far > VIEW_RANGE || far < 2 * AROUND) {
    return false;
  }
  const step = Math.abs(angleStep);
  const reach = Math.max(1, Math.ceil(Math.asin(AROUND / far) / step));
  const around = Math.round((2 * Math.PI) / step);
  const middle = Math.round((Math.atan2(y, x) - angleMin) / angleStep);
  for (let k = middle - reach; k <= middle + reach; k++) {
    const range = ranges[((k % around) + around) % around] ?? NaN;
    if (!(range > far + BEYOND + AROUND)) {
      return false;
    }
  }
  return true;
}

/** Takes lessons back where the sweep goes through. */
function doubt(cells: Map<number, Cell>, met: ReadonlySet<number>, sweep: Sweep): void {
  for (const [key, cell] of cells) {
    if (met.has(key) || !isSeenThrough(sweep, middleOf(key))) {
      continue;
    }
    const lessons = cell.lessons - THROUGH;
    if (lessons <= 0) {
      cells.delete(key);
    } else {
      cells.set(key, { ...cell, lessons });
    }
  }
}

/** Whether the beam towards a place and its neighbours all go on beyond it. */
function isSeenThrough({ pose, angleMin, angleStep, ranges }: Sweep, place: Vector): boolean {
  const { x, y } = toInner(pose, place);
  const far = Math.hypot(x, y) + BEYOND;
  const turn = (Math.atan2(y, x) - angleMin) / angleStep;
  const around = Math.round((2 * Math.PI) / Math.abs(angleStep));
  const beam = ((Math.round(turn) % around) + around) % around;
  for (let k = beam - 1; k <= beam + 1; k++) {
    if (!((ranges[k] ?? NaN) > far)) {
      return false;
    }
  }
  return true;
}

/** Whether a place is filled for good, or next to what is [m]. */
export function isBackground({ cells }: Background, x: number, y: number): boolean {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      if ((cells.get(keyOf(x + dx * CELL, y + dy * CELL))?.lessons ?? 0) >= SURE) {
        return true;
      }
    }
  }
  return false;
}

/** Middles of all places that are filled for good [m]. */
export function filledIn({ cells }: Background): readonly Vector[] {
  return [...cells].flatMap(([key, { lessons }]) => (lessons < SURE ? [] : [middleOf(key)]));
}
