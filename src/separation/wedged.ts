import type { Bound } from "../kernel/limit.ts";
import { boundsAlong, closingSpeedTo, type Mover } from "./closing-bounds.ts";
import { gapTo } from "./footprint.ts";
import { type HalfPlane, halfPlanes } from "./half-planes.ts";
import type { Obstacle } from "./obstacle.ts";
import type { Near } from "./sectors.ts";
import { leversBeyond } from "./swing.ts";

/** Things on a surface are taken together as far as this from the outline [m]: farther ones let it by at such speeds. */
const TOGETHER = 0.4;

/** So many points show the shape of a surface, less than a centimetre apart; turning is tried against so many [1]. */
const ENOUGH = 240;
const TURNED_INTO = 24;

/** What is left to be bound bearing by bearing, and the bounds of what is not. */
export type Parted = { readonly rest: readonly Obstacle[]; readonly bounds: readonly Bound[] };

/**
 * Surfaces so near that they hold the robot to a crawl are taken as a whole. Along a wall, or past a post, the robot gets
 * nearer to some point of it at every moment and never nearer to the wall or the post: bound point by point it could not
 * leave. What moves, or may come out of a place unseen, is no part of this.
 * @param surfaces - The surfaces that hold it to a crawl.
 */
export function partWedged(
  obstacles: readonly Obstacle[],
  surfaces: ReadonlySet<number>,
  mover: Mover,
): Parted {
  const rest: Obstacle[] = [];
  const together = new Map<number, Near[]>();
  for (const obstacle of obstacles) {
    const { kind, surface, point: place } = obstacle;
    const isFixed = kind === "structure" || kind === "standing";
    const isWedging = isFixed && surface !== undefined && surfaces.has(surface);
    const gap = isWedging ? gapTo(mover.footprint, place) : undefined;
    if (gap !== undefined && surface !== undefined && gap.distance < TOGETHER) {
      const list = together.get(surface) ?? [];
      list.push({ obstacle, place, gap });
      together.set(surface, list);
    } else {
      rest.push(obstacle);
    }
  }
  const planes = [...together.values()].flatMap((things) =>
    halfPlanes(thinned(inOrder(things), ENOUGH), mover.footprint),
  );
  return { rest, bounds: planes.flatMap((plane) => boundsOf(plane, mover)) };
}

/** In the order of the beams, whatever their kinds. */
function inOrder(things: readonly Near[]): readonly Near[] {
  return [...things].sort((a, b) => (a.obstacle.beam ?? 0) - (b.obstacle.beam ?? 0));
}

/** No more than so many, evenly taken out of all. */
function thinned<T>(all: readonly T[], most: number): readonly T[] {
  const stride = Math.ceil(all.length / most);
  return all.filter((_, at) => at % stride === 0);
}

function boundsOf({ near, towards, distance, beyond }: HalfPlane, mover: Mover): readonly Bound[] {
  const things = beyond.map(({ thing }) => thing);
  const least = Math.max(0, Math.min(distance, ...things.map(({ gap }) => gap.distance)));
  const atMost = Math.min(...things.map((thing) => closingSpeedTo(thing, least, mover)));
  const places = thinned(beyond, TURNED_INTO).map(({ place }) => place);
  const levers = leversBeyond(mover.footprint, places, near.gap);
  return boundsAlong(near, towards, atMost, levers, mover);
}
