import type { Vector } from "../../../quantity/vector.ts";
import { isStraightWayFree } from "../../../world/people/floor.ts";
import {
  type Field,
  fieldTo,
  type Routes,
  walkingDistance,
  waypoint,
  wayRoom,
} from "../../../world/people/routes.ts";
import type { Hall, Sample, Walk } from "./walks.ts";

/**
 * Somebody who watches walkers and knows what no robot can: how the simulator finds its ways, which points it drew in each
 * area, and every place without noise. What it cannot tell at three quarters of the way hardly anybody can: two goals in one
 * line, or a mind not changed yet. Its numbers were fitted to seeds 101-112.
 */
export type Informed = {
  readonly routes: Routes;
  readonly aims: readonly (Vector & {
    readonly place: string;
    /** Share of all that is wanted [1]. */
    readonly prior: number;
    readonly field: Field;
  })[];
};

/** How straight people walk to where they want to be, and the share of ways that go round others [1]. */
const STRAIGHT = 256;
const AROUND = 5;
const GOES_ROUND = 0.37;
/** Independent choices in a metre [1/m]; the rates of another goal, walking and standing [1/s]. */
const CHOICES = 0.78;
const CHANGE = 0.5;
const CHANGE_STANDING = 0.625;
/** Slower than this somebody stands [m/s]; a step shorter than this tells nothing [m]. */
const STANDS = 0.2;
const SHORTEST = 0.1;
/** What is nearer is already there [m], and wanted by so few [1]; what is farther draws less, by this way [m]. */
const THERE = 2.5;
const BACK = 0.01;
const NEARNESS = 8;

export function informedOf({ stops, routes }: Hall): Informed {
  const places = [...stops];
  return {
    routes,
    aims: places.flatMap(([place, points]) =>
      points.map(({ x, y }) => ({
        place,
        x,
        y,
        prior: 1 / places.length / points.length,
        field: fieldTo(routes, x, y),
      })),
    ),
  };
}

/** Whether it names the goal at three quarters of a walk. */
export function judgeInformed(informed: Informed, { samples }: Walk): "right" | "wrong" {
  const ways = samples.map((one, k) => apart(samples[k - 1] ?? one, one));
  const total = ways.reduce((sum, way) => sum + way, 0);
  let gone = 0;
  let [last] = samples;
  let shares = last === undefined ? [] : priorAt(informed, last);
  for (const [k, sample] of samples.entries()) {
    gone += ways[k] ?? 0;
    if (k > 0 && k % 2 === 0 && last !== undefined) {
      shares = watched(informed, shares, last, sample);
      last = sample;
    }
    if (gone >= 0.75 * total) {
      return bestOf(informed, shares) === sample.wants ? "right" : "wrong";
    }
  }
  return "wrong";
}

function watched(
  informed: Informed,
  before: readonly number[],
  from: Sample,
  to: Sample,
): readonly number[] {
  const time = to.at - from.at;
  const way = apart(from, to);
  const stands = way / time < STANDS;
  const changed = 1 - Math.exp(-(stands ? CHANGE_STANDING : CHANGE) * time);
  const prior = priorAt(informed, to);
  const course = Math.atan2(to.y - from.y, to.x - from.x);
  const raw = informed.aims.map((aim, k) => {
    const kept = (1 - changed) * (before[k] ?? 0) + changed * (prior[k] ?? 0);
    const tells = stands || way < SHORTEST ? 1 : likelihood(course - bearing(informed, aim, from));
    return kept * tells ** (CHOICES * way);
  });
  return normalized(raw);
}

/** Of walking so far off the way one wants [rad], against walking anywhere (von Mises, normal approximation of its peak) [1]. */
function likelihood(off: number): number {
  const [straight, around] = [STRAIGHT, AROUND].map(
    (kappa) => Math.sqrt(2 * Math.PI * kappa) * Math.exp(kappa * (Math.cos(off) - 1)),
  );
  return (1 - GOES_ROUND) * (straight ?? 0) + GOES_ROUND * (around ?? 0);
}

/** The way a walker of the simulator takes from a place to an aim [rad]. */
function bearing(
  { routes }: Informed,
  { x, y, field }: Informed["aims"][number],
  from: Vector,
): number {
  const via = { x, y };
  if (
    !isStraightWayFree(routes.floor, from.x, from.y, x, y, wayRoom(routes.floor, from.x, from.y))
  ) {
    waypoint(routes, field, from.x, from.y, via);
  }
  return Math.atan2(via.y - from.y, via.x - from.x);
}

function priorAt({ routes, aims }: Informed, place: Vector): readonly number[] {
  return normalized(
    aims.map((aim) => {
      const walked = walkingDistance(routes, aim.field, place.x, place.y);
      const cost = Math.max(walked, apart(aim, place));
      return aim.prior * Math.exp(-cost / NEARNESS) * (cost < THERE ? BACK : 1);
    }),
  );
}

function normalized(raw: readonly number[]): readonly number[] {
  const total = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / Math.max(1e-300, total));
}

function bestOf({ aims }: Informed, shares: readonly number[]): string {
  const sums = new Map<string, number>();
  aims.forEach(({ place }, k) => sums.set(place, (sums.get(place) ?? 0) + (shares[k] ?? 0)));
  return [...sums].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

function apart(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
