import { toOuter } from "../../quantity/frame.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Sweep } from "../view.ts";
import { type Background, isBackground } from "./background.ts";
import { isCrowd, isThing, partsOf } from "./figure.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/** Something of human size that the lidar sees: in the lidar's frame. */
export type Shape = Vector & {
  readonly kind: "pair" | "leg" | "body" | "thing";
  /** Probability that it is of a person [1]. */
  readonly confidence: number;
  /** Standard deviation of the person's place [m]. */
  readonly deviation: number;
};

/** What one sweep shows: shapes that may be people, and what is too wide for one, in the lidar's frame. */
export type Found = {
  readonly shapes: readonly Shape[];
  readonly wide: readonly Segment[];
};

/** Somebody who is known of, in the lidar's frame. */
export type Known = Vector & {
  /** [m/s] */
  readonly speed: number;
  /** Whether it is no thing for sure. */
  readonly proven: boolean;
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
/** Shapes this near to somebody are of that person [m]. */
const OF_PROVEN = 0.4;
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

/** Probability that a shape is of a person, standing still for all one knows: two legs look like few other things [1]. */
const A_PAIR = 0.8;
const A_BODY = 0.7;
const A_THING = 0.1;
/** One alone, seen near enough for the other to be seen too [m]. */
const A_LEG_ALONE = 0.3;
const PLAIN = 3;
const A_LEG: { readonly [C in Segment["cut"]]: number } = {
  no: 0.5,
  "one side": 0.4,
  "both sides": 0.2,
};
/** The same of what is beside a wall or a large thing, as a factor [1]; places looked at around it [m]. */
const BESIDE = 0.5;
const ROUND: readonly (readonly [number, number])[] = [
  [0.2, 0],
  [-0.2, 0],
  [0, 0.2],
  [0, -0.2],
];
/** Legs and bodies within a distance [m], what stands for good left out; who is known of tells whose legs they are. */
export function shapesOf(
  sweep: Sweep,
  background: Background,
  within: number,
  known: readonly Known[],
): Found {
  const segments = segmentsOf(sweep, within + BEYOND);
  const broad = segments.filter(({ width }) => width > PERSON);
  const crowded = new Set(broad.filter((one) => isCrowd(one)));
  const wide = broad.filter((one) => !crowded.has(one));
  const narrow = [
    ...segments.filter(({ width }) => width <= PERSON),
    ...[...crowded].flatMap((one) => partsOf(one, PERSON)),
  ].filter(
    (one) =>
      Math.hypot(one.x, one.y) < within &&
      !isEdge(one, wide) &&
      !isPartOfPlace(one, sweep, background),
  );
  const bodies = narrow.filter(({ width }) => width > LEG);
  const legs = narrow.filter(({ width }) => width <= LEG);
  return {
    shapes: [...bodies.map(bodyOf), ...byPerson(legs.map(legOf), known)].map((shape) =>
      !isOfProven(shape, known) && isBeside(shape, sweep, background)
        ? { ...shape, confidence: BESIDE * shape.confidence }
        : shape,
    ),
    wide,
  };
}

function bodyOf(one: Segment): Shape {
  const isSmooth = isThing(one);
  return {
    ...deeper(one, BODY_DEPTH),
    kind: isSmooth ? "thing" : "body",
    confidence: isSmooth ? A_THING : A_BODY,
    deviation: BY_BODY,
  };
}

function legOf(one: Segment): Leg {
  return { ...deeper(one, LEG_DEPTH), confidence: A_LEG[one.cut] };
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

/** Whether a shape is near somebody who is no thing for sure. */
export function isOfProven({ x, y }: Vector, known: readonly Known[]): boolean {
  return known.some((one) => one.proven && Math.hypot(one.x - x, one.y - y) < OF_PROVEN);
}

/** Whether a shape is as near to what stands for good as its edges are. */
function isBeside(shape: Shape, { pose }: Sweep, background: Background): boolean {
  const { x, y } = toOuter(pose, shape);
  return ROUND.some(([dx, dy]) => isBackground(background, x + dx, y + dy));
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

/** Something as narrow as a leg, with the probability that it is one [1]. */
type Leg = Vector & { readonly confidence: number };

/** Legs of those who are known of first, then the others by twos, the nearest to each other first. */
function byPerson(legs: readonly Leg[], known: readonly Known[]): readonly Shape[] {
  const owned = new Map<Known, Leg[]>();
  const rest: Leg[] = [];
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
function paired(legs: readonly Leg[], most: number): readonly Shape[] {
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
    const confidence = Math.min(A_PAIR, 2 * Math.min(one.confidence, other.confidence));
    return [{ ...middle, kind: "pair", confidence, deviation: BY_PAIR }];
  });
  const single = legs.filter((_, k) => !taken.has(k));
  return [
    ...pairs,
    ...single.map((one): Shape => ({
      ...one,
      kind: "leg",
      confidence:
        Math.hypot(one.x, one.y) < PLAIN ? Math.min(A_LEG_ALONE, one.confidence) : one.confidence,
      deviation: BY_LEG,
    })),
  ];
}
