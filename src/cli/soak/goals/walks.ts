import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Vector } from "../../../quantity/vector.ts";
import { loadWorld } from "../../../world/load/load-world.ts";
import { createCrowd } from "../../../world/people/create.ts";
import { clearanceAt, createFloor, type Floor } from "../../../world/people/floor.ts";
import { createRoutes, fieldTo, type Routes, waypoint } from "../../../world/people/routes.ts";
import { stepCrowd } from "../../../world/people/step.ts";
import type {
  Activity,
  PersonStart,
  Place,
  WorldInstance,
} from "../../../world/scenario/description.ts";
import { instantiate } from "../../../world/scenario/instantiate.ts";

/** How somebody gets where it wants to be. */
export const KINDS = ["direct", "detour", "failed", "changed"] as const;
export type Kind = (typeof KINDS)[number];

/** Where somebody was, and what it wanted then. */
export type Sample = Vector & { readonly at: number; readonly wants: string };

/** One person's way, with the truth. */
export type Walk = {
  readonly world: string;
  readonly seed: number;
  readonly kind: Kind;
  /** Every 0.2 s from its first step to its arrival. */
  readonly samples: readonly Sample[];
};

/** A hall with the walks of some people who were in it together. */
export type Hall = {
  readonly instance: WorldInstance;
  readonly floor: Floor;
  readonly walks: readonly Walk[];
  /** What only the simulator knows: the points it drew in each place, and how it finds ways. */
  readonly stops: ReadonlyMap<string, readonly Vector[]>;
  readonly routes: Routes;
};

/** How many walk at the same time [1]; a walk that takes longer is left out [s]; between two samples [s]. */
const TOGETHER = 6;
const LONGEST = 60;
const PERIOD = 0.2;
/** Somebody goes at least this far [m]. */
const FARTHER = 4;
/** How far aside a detour leads [m]. */
const ASIDE = 2.5;
/** Most corners of a way that are looked at [1]. */
const MOST_CORNERS = 60;

type Errand = {
  readonly kind: Kind;
  readonly person: PersonStart;
  readonly places: readonly Place[];
  /** What is wanted at each step of the plan. */
  readonly wants: readonly string[];
};

/** Some people on errands between the places of a world, as the simulator walks them. */
export function walkIn(world: string, seed: number): Hall {
  const { description } = loadWorld(world);
  const instance = instantiate(description, seed);
  const { bounds } = instance;
  const floor = createFloor(bounds, instance.structures);
  const routes = createRoutes(floor, bounds.maxX - bounds.minX, bounds.maxY - bounds.minY);
  const random = createRandom(seed).fork(`goals ${world}`);
  const errands = Array.from({ length: TOGETHER }, (_, k) =>
    errandOf(instance, routes, k, random.fork(`errand ${k}`)),
  );
  const crowd = createCrowd(
    {
      ...instance,
      places: [...instance.places, ...errands.flatMap(({ places }) => places)],
      people: errands.map(({ person }) => person),
    },
    random.fork("people"),
  );
  const samples = errands.map((): Sample[] => []);
  const steps = Math.round(LONGEST / 0.05);
  for (let step = 0; step < steps; step++) {
    stepCrowd(crowd, 0.05, { robots: [], obstacles: [] });
    if (step % Math.round(PERIOD / 0.05) === 0) {
      errands.forEach(({ wants }, k) => {
        const mind = crowd.minds[k];
        if (mind !== undefined && mind.step >= 0 && mind.phase !== "done") {
          const [x, y] = [crowd.x[k] ?? 0, crowd.y[k] ?? 0];
          samples[k]?.push({ at: crowd.time, x, y, wants: wants[mind.step] ?? "" });
        }
      });
    }
  }
  const walks = errands.flatMap(({ kind }, k): Walk[] => {
    const arrived = crowd.minds[k]?.phase === "done";
    const way = samples[k] ?? [];
    return arrived && way.length > 10 ? [{ world, seed, kind, samples: way }] : [];
  });
  const stops = new Map(
    instance.places.map(({ name }) => [name, crowd.stops.get(name)?.points ?? []] as const),
  );
  return { instance, floor, walks, stops, routes };
}

function errandOf(instance: WorldInstance, routes: Routes, k: number, random: Random): Errand {
  const kind = KINDS[random.index(KINDS.length)] ?? "direct";
  const places = instance.places;
  const from = someWhere(places[random.index(places.length)], routes.floor, random);
  const { goal, instead } = targetsFrom(from, places, random);
  const turn: Place = {
    name: `turn-${k}`,
    kind: "point",
    at: turnOf(kind, from, instead, goal, routes, random),
  };
  const go = (place: string): Activity => ({ kind: "go", place });
  const plans: { readonly [K in Kind]: readonly (readonly [Activity, string])[] } = {
    direct: [[go(goal.name), goal.name]],
    detour: [
      [go(turn.name), goal.name],
      [go(goal.name), goal.name],
    ],
    failed: [
      [go(instead.name), instead.name],
      [{ kind: "wait", duration: { low: 1, high: 3 } }, instead.name],
      [go(goal.name), goal.name],
    ],
    changed: [
      [go(turn.name), instead.name],
      [go(goal.name), goal.name],
    ],
  };
  return {
    kind,
    places: [turn],
    wants: plans[kind].map(([, wanted]) => wanted),
    person: {
      id: `walker-${k}`,
      character: random.chance(0.2) ? "elderly" : "adult",
      start: { ...from, yaw: random.between(-Math.PI, Math.PI) },
      plan: plans[kind].map(([activity]) => activity),
      repeat: false,
      speed: random.between(0.9, 1.5),
      height: random.between(1.55, 1.9),
      delay: random.between(0, 4),
    },
  };
}

/** What somebody is after, and another place that it is after first or by mistake. */
function targetsFrom(
  from: Vector,
  places: readonly Place[],
  random: Random,
): { readonly goal: Place; readonly instead: Place } {
  const nowhere: Place = { name: "nowhere", kind: "point", at: from };
  const far = places.filter((place) => distance(centreOf(place), from) > FARTHER);
  const other = far[random.index(far.length)] ?? nowhere;
  const goal = far[random.index(far.length)] ?? nowhere;
  const instead = other === goal ? (far.find((place) => place !== goal) ?? other) : other;
  return { goal, instead };
}

/** Where a plan turns: aside of the straight way, or on the way that leads to what is given up. */
function turnOf(
  kind: Kind,
  from: Vector,
  instead: Place | undefined,
  to: Place | undefined,
  routes: Routes,
  random: Random,
): Vector {
  const end = centreOf(kind === "detour" ? to : instead);
  const share = random.between(0.3, 0.6);
  if (kind !== "detour") {
    return onTheWay(from, end, share, routes);
  }
  const aside = random.chance(0.5) ? ASIDE : -ASIDE;
  const [dx, dy] = [end.x - from.x, end.y - from.y];
  const long = Math.max(1e-6, Math.hypot(dx, dy));
  return {
    x: from.x + share * dx - (aside * dy) / long,
    y: from.y + share * dy + (aside * dx) / long,
  };
}

/** Where somebody is who has gone a share of the way to a place, round what stands between [1]. */
function onTheWay(from: Vector, to: Vector, share: number, routes: Routes): Vector {
  const field = fieldTo(routes, to.x, to.y);
  const corners: Vector[] = [from];
  const next = { ...from };
  for (let k = 0; k < MOST_CORNERS; k++) {
    const last = corners.at(-1) ?? from;
    waypoint(routes, field, last.x, last.y, next);
    if (distance(last, next) < 0.3) {
      break;
    }
    corners.push({ ...next });
  }
  const ways = corners.map((corner, k) => distance(corners[k - 1] ?? corner, corner));
  let left = share * ways.reduce((sum, way) => sum + way, 0);
  for (let k = 1; k < corners.length; k++) {
    const [a, b, way] = [corners[k - 1] ?? from, corners[k] ?? from, ways[k] ?? 0];
    if (left <= way) {
      return { x: a.x + ((b.x - a.x) * left) / way, y: a.y + ((b.y - a.y) * left) / way };
    }
    left -= way;
  }
  return to;
}

function someWhere(place: Place | undefined, floor: Floor, random: Random): Vector {
  const { x, y } = centreOf(place);
  if (place?.kind !== "area") {
    return { x, y };
  }
  const { minX, minY, maxX, maxY } = place.area;
  for (let attempt = 0; attempt < 20; attempt++) {
    const point = { x: random.between(minX, maxX), y: random.between(minY, maxY) };
    if (clearanceAt(floor, point.x, point.y) > 0.3) {
      return point;
    }
  }
  return { x, y };
}

export function centreOf(place: Place | undefined): Vector {
  if (place === undefined) {
    return { x: 0, y: 0 };
  }
  return place.kind === "point"
    ? place.at
    : { x: (place.area.minX + place.area.maxX) / 2, y: (place.area.minY + place.area.maxY) / 2 };
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
