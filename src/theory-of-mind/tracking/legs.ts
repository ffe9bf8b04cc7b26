import { toOuter } from "../../quantity/frame.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Sweep } from "../view.ts";
import { type Background, isBackground } from "./background.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/** Something of human size that the lidar sees: in the lidar's frame. */
export type Shape = Vector & {
  readonly kind: "pair" | "leg" | "body";
  /** Standard deviation of the person's place [m]. */
  readonly deviation: number;
};

/** What one sweep shows: shapes that may be people, and points of what is too wide for one, in the lidar's frame. */
export type Found = {
  readonly shapes: readonly Shape[];
  readonly wide: readonly (readonly [number, number])[];
};

/** Somebody who is known of, in the lidar's frame. */
export type Known = Vector & {
  /** [m/s] */
  readonly speed: number;
};

/** Wider than this is no leg, no person [m]: legs of 0.1-0.18 m, two in stride or sitting knees up to 0.6 m. */
const LEG = 0.18;
const PERSON = 0.62;
/** Legs of one person are no farther apart, standing and in stride [m], at this speed and faster [m/s]. */
const STANCE = 0.36;
const STRIDE = 0.75;
const STRIDING = 0.4;
/** Legs of somebody who is known of are no farther from it [m]. */
const OWN = 0.45;
/** How much farther surfaces are looked at, so that a wall is not cut into legs where it ends [m]. */
const BEYOND = 1;
/** A beam this near to the end of something wide meets its edge [m]. */
const EDGE = 0.25;
/** The middle of a leg, of a body behind its surface [m]. */
const LEG_DEPTH = 0.06;
const BODY_DEPTH = 0.1;
/** Standard deviations of the place of a person known by two legs, by one leg, by a body [m]. */
const BY_PAIR = 0.05;
const BY_LEG = 0.12;
const BY_BODY = 0.08;

/** Legs and bodies within a distance [m], what stands for good left out; who is known of tells whose legs they are. */
export function shapesOf(
  sweep: Sweep,
  background: Background,
  within: number,
  known: readonly Known[],
): Found {
  const segments = segmentsOf(sweep, within + BEYOND);
  const wide = segments.filter(({ width }) => width > PERSON);
  const narrow = segments.filter(
    (one) =>
      one.width <= PERSON &&
      Math.hypot(one.x, one.y) < within &&
      !isEdge(one, wide) &&
      !isPartOfPlace(one, sweep, background),
  );
  const bodies = narrow.filter(({ width }) => width > LEG);
  const legs = narrow.filter(({ width }) => width <= LEG);
  return {
    shapes: [
      ...bodies.map((one): Shape => ({
        ...deeper(one, BODY_DEPTH),
        kind: "body",
        deviation: BY_BODY,
      })),
      ...byPerson(
        legs.map((one) => deeper(one, LEG_DEPTH)),
        known,
      ),
    ],
    wide: wide.flatMap(({ points }) => points),
  };
}

/** The edge of something round: a single beam just beyond the end of what is too wide for a person. */
function isEdge(one: Segment, wide: readonly Segment[]): boolean {
  return (
    one.beams === 1 &&
    wide.some(({ points }) =>
      [points[0], points.at(-1)].some(
        (end) => end !== undefined && Math.hypot(end[0] - one.x, end[1] - one.y) < EDGE,
      ),
    )
  );
}

/** A piece of wall seen between two people is as narrow as a leg: most of it lies where something wide was. */
function isPartOfPlace(one: Segment, { pose }: Sweep, background: Background): boolean {
  const known = one.points.filter(([px, py]) => {
    const { x, y } = toOuter(pose, { x: px, y: py });
    return isBackground(background, x, y);
  });
  return 2 * known.length > one.points.length;
}

function deeper({ x, y }: Vector, depth: number): Vector {
  const far = Math.max(1e-6, Math.hypot(x, y));
  return { x: x + (depth * x) / far, y: y + (depth * y) / far };
}

/** Legs of those who are known of first, then the others by twos, the nearest to each other first. */
function byPerson(legs: readonly Vector[], known: readonly Known[]): readonly Shape[] {
  const owned = new Map<Known, Vector[]>();
  const rest: Vector[] = [];
  for (const leg of legs) {
    const owner = ownerOf(leg, known);
    if (owner === undefined) {
      rest.push(leg);
    } else {
      owned.set(owner, [...(owned.get(owner) ?? []), leg]);
    }
  }
  const theirs = [...owned].flatMap(([owner, own]) =>
    paired(own, owner.speed > STRIDING ? STRIDE : STANCE),
  );
  return [...theirs, ...paired(rest, STANCE)];
}

function ownerOf(leg: Vector, known: readonly Known[]): Known | undefined {
  let nearest = OWN;
  let owner: Known | undefined;
  for (const one of known) {
    const far = Math.hypot(one.x - leg.x, one.y - leg.y);
    if (far < nearest) {
      nearest = far;
      owner = one;
    }
  }
  return owner;
}

/** Legs by twos no farther apart than given [m], the nearest to each other first; those left over alone. */
function paired(legs: readonly Vector[], most: number): readonly Shape[] {
  const ways = legs.flatMap((one, a) =>
    legs.slice(a + 1).map((other, more) => ({
      a,
      b: a + 1 + more,
      apart: Math.hypot(one.x - other.x, one.y - other.y),
    })),
  );
  ways.sort((one, other) => one.apart - other.apart);
  const taken = new Set<number>();
  const pairs = ways.flatMap(({ a, b, apart }): readonly Shape[] => {
    const [one, other] = [legs[a], legs[b]];
    if (apart > most || taken.has(a) || taken.has(b) || one === undefined || other === undefined) {
      return [];
    }
    taken.add(a).add(b);
    const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    return [{ ...middle, kind: "pair", deviation: BY_PAIR }];
  });
  const single = legs.filter((_, k) => !taken.has(k));
  return [...pairs, ...single.map((one): Shape => ({ ...one, kind: "leg", deviation: BY_LEG }))];
}
