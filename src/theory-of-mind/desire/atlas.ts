import type { Vector } from "../../quantity/vector.ts";
import { type Field, fieldTo } from "./field.ts";
import type { Grid } from "./grid.ts";

/** A place somebody may want to be at: one point, or several that lie over an area [m]. */
export type Place = {
  readonly name: string;
  readonly points: readonly Vector[];
  /** How often people go there, against the other places [1]. */
  readonly weight: number;
};

/** One point of a place, with the walking cost to it from everywhere. */
export type Aim = {
  readonly place: number;
  readonly point: Vector;
  /** Share of all that is wanted here, before anything is seen [1]. */
  readonly prior: number;
  readonly field: Field;
};

/** What people may want here: every place with its fields, made once for a floor. */
export type Atlas = {
  readonly grid: Grid;
  readonly places: readonly Place[];
  readonly aims: readonly Aim[];
};

/** A place of many points draws more than one of one point: by this power less than each of them would [1]. */
const SPREAD = 0.5;
/** Points of an area lie this far apart [m]. */
const APART = 2;
/** Most points of all places together [1]: the memory and the time of an observation grow with them. */
const MOST = 120;

/** The atlas of some places on a floor. */
export function atlasOf(grid: Grid, places: readonly Place[]): Atlas {
  let draft = draftOf(grid, places);
  while (draft.todo.length > 0) {
    draft = drawn(draft);
  }
  return draft.atlas;
}

/** An atlas in the making: its fields are made one at a time, so that nobody waits for all of them. */
export type Draft = { readonly atlas: Atlas; readonly todo: readonly Omit<Aim, "field">[] };

/** An atlas of which no field has been made yet. */
export function draftOf(grid: Grid, places: readonly Place[]): Draft {
  const total = places.reduce((sum, { weight }) => sum + weight, 0);
  const most = Math.max(1, Math.floor(MOST / Math.max(1, places.length)));
  const todo = places.flatMap(({ points, weight }, place) =>
    points.slice(0, most).map((point) => ({
      place,
      point,
      prior: weight / total / Math.min(most, points.length) ** SPREAD,
    })),
  );
  return { atlas: { grid, places, aims: [] }, todo };
}

/** The draft with one more field. */
export function drawn({ atlas, todo }: Draft): Draft {
  const [next, ...rest] = todo;
  if (next === undefined) {
    return { atlas, todo };
  }
  const aim = { ...next, field: fieldTo(atlas.grid, next.point) };
  return { atlas: { ...atlas, aims: [...atlas.aims, aim] }, todo: rest };
}

/** Points over a rectangle [m]. */
export function pointsOver(
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
): readonly Vector[] {
  const across = Math.max(1, Math.round((maxX - minX) / APART));
  const along = Math.max(1, Math.round((maxY - minY) / APART));
  return Array.from({ length: across * along }, (_, k) => ({
    x: minX + (((k % across) + 0.5) * (maxX - minX)) / across,
    y: minY + ((Math.floor(k / across) + 0.5) * (maxY - minY)) / along,
  }));
}
