import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Place } from "./atlas.ts";

/** A place where people stayed, came into sight or went out of it: what is remembered is the place, never who it was. */
export type Stop = Vector & {
  readonly kind: "stay" | "way out";
  /** How often, the past fading [1]. */
  readonly count: number;
};

/** Where people go here, learnt from motion. */
export type Stops = {
  readonly list: readonly Stop[];
  /** How often anything was learnt: a number that changes when the list does [1]. */
  readonly lessons: number;
};

export const NO_STOPS: Stops = { list: [], lessons: 0 };

/** Stops nearer to each other than this are one [m]; most that are remembered [1]. */
const ONE = 1;
const MOST = 24;
/** Share of what was learnt that a new lesson leaves [1]. */
const KEPT = 0.995;

/** The stops after one more was seen. */
export function stopAt({ list, lessons }: Stops, place: Vector, kind: Stop["kind"]): Stops {
  const near = list.findIndex((one) => Math.hypot(one.x - place.x, one.y - place.y) < ONE);
  const faded = list.map((one) => ({ ...one, count: KEPT * one.count }));
  const own = faded[near];
  if (own === undefined) {
    const kept = faded.sort((a, b) => b.count - a.count).slice(0, MOST - 1);
    return { list: [...kept, { ...place, kind, count: 1 }], lessons: lessons + 1 };
  }
  const count = own.count + 1;
  const moved = {
    kind: own.kind,
    count,
    x: own.x + (place.x - own.x) / count,
    y: own.y + (place.y - own.y) / count,
  };
  return { list: faded.map((one, k) => (k === near ? moved : one)), lessons: lessons + 1 };
}

/** The stops as places somebody may be on the way to; those seen but once count little. */
export function placesOf({ list }: Stops): readonly Place[] {
  return list.map((stop) => ({
    name: `${stop.kind} at (${stop.x.toFixed(1)}, ${stop.y.toFixed(1)})`,
    points: [{ x: stop.x, y: stop.y }],
    weight: stop.count,
  }));
}

/** How long somebody stands in a place before it counts as one to be at [s]. */
export const LONG_ENOUGH: Seconds = 2;
