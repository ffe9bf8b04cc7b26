import { turnBetween } from "../quantity/angle.ts";
import type { Vector } from "../quantity/vector.ts";
import { COMFORT_TABLE } from "../theory-of-mind/feeling/comfort-table.ts";
import { valueAt } from "../theory-of-mind/feeling/curve.ts";

/**
 * A way that people on it will mind less: a little aside or a little slower, and early. It only chooses among commands;
 * what keeps people unhurt is not in here.
 */
/** Somebody, with the places where they will most likely be, `STEP` apart from now on, odom frame [m]. */
export type Somebody = { readonly places: readonly Vector[] };

export type Around = {
  readonly people: readonly Somebody[];
  /** What the scanner sees that is nobody, odom frame [m]. */
  readonly fixed: readonly Vector[];
};

/** How to go on towards a goal. */
export type Manner = {
  /** Off the straight way [rad]. */
  readonly turn: number;
  /** At most so fast [m/s]. */
  readonly speed: number;
  /** Whether somebody is so near that a robot which is held lets them pass. */
  readonly company: "near" | "nobody";
};

/** Between two places looked at [s], and how many: 3.2 s. */
export const STEP = 0.4;
const STEPS = 8;

const TURNS = [0, 0.2, -0.2, 0.45, -0.45, 0.75, -0.75, 1.1, -1.1];
const SPEEDS = [1, 0.75, 0.5, 0.25];

/** Whoever is farther from the robot than this is not thought of [m], and no more than so many are [1]. */
const FAR = 7;
const MOST = 12;

/** How fast it turns towards a new way [rad/s]. */
const SPIN = 1.5;

/** Somebody as near as this is let pass [m]. */
const NEAR = 2.5;

/** Room to what stands: nearer than the first is no way, nearer than the second is disliked [m]. */
const NO_WAY = 0.45;
const DISLIKED = 0.65;

/** What a way is judged by: getting on, what people bear, keeping to a choice. Assumed; `coalign soak minds` measures what they do. */
const GETTING_ON = 5;
const KEEPING = 0.25;
const TIGHT = 2;
/** A moving robot counts as nearer, by this time of its motion [s]. */
const MOVING = 0.3;

type Place = Vector & { readonly yaw: number };

/** The way and the speed that come nearest to the goal for what they cost those around. */
export function gentleManner(
  at: Place,
  goal: Vector,
  { people, fixed }: Around,
  fastest: number,
  before: Manner,
): Manner {
  const sorted = people
    .map((somebody) => ({ somebody, distance: distanceTo(at, somebody.places[0] ?? at) }))
    .filter(({ distance }) => distance < FAR)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST);
  const near = sorted.map(({ somebody }) => somebody);
  if (near.length === 0) {
    return { turn: 0, speed: fastest, company: "nobody" };
  }
  const company = (sorted[0]?.distance ?? Infinity) < NEAR ? "near" : "nobody";
  let best: Manner = { turn: 0, speed: 0, company };
  let least = costOf(best, at, goal, { people: near, fixed }, fastest, before);
  for (const share of SPEEDS) {
    for (const turn of TURNS) {
      const manner: Manner = { turn, speed: share * fastest, company };
      const cost = costOf(manner, at, goal, { people: near, fixed }, fastest, before);
      if (cost < least) {
        [best, least] = [manner, cost];
      }
    }
  }
  return best;
}

function costOf(
  manner: Manner,
  at: Place,
  goal: Vector,
  around: Around,
  fastest: number,
  before: Manner,
): number {
  const toward = Math.atan2(goal.y - at.y, goal.x - at.x) + manner.turn;
  const far = distanceTo(at, goal);
  let { x, y, yaw } = at;
  let pressure = 0;
  let tight = 0;
  for (let k = 1; k <= STEPS; k++) {
    const turn = turnBetween(yaw, toward);
    yaw += Math.max(-SPIN * STEP, Math.min(SPIN * STEP, turn));
    const speed = manner.speed * Math.max(0, Math.cos(turnBetween(yaw, toward)));
    const step = Math.min(speed * STEP, distanceTo({ x, y }, goal));
    x += step * Math.cos(yaw);
    y += step * Math.sin(yaw);
    pressure += pressureAt({ x, y }, speed, around.people, k);
    tight = Math.max(tight, tightness({ x, y }, around.fixed));
  }
  const gained = (far - distanceTo({ x, y }, goal)) / Math.min(fastest * STEP * STEPS, far + 1e-6);
  const changed = Math.abs(manner.turn - before.turn) + Math.abs(manner.speed - before.speed);
  return GETTING_ON * (1 - gained) + pressure / STEPS + tight + KEEPING * changed;
}

/** What the worst disturbance of anybody comes to, when the robot is there then. */
function pressureAt(
  place: Vector,
  speed: number,
  people: readonly Somebody[],
  step: number,
): number {
  let nearest = Infinity;
  for (const { places } of people) {
    const there = places[Math.min(step, places.length - 1)];
    nearest = there === undefined ? nearest : Math.min(nearest, distanceTo(place, there));
  }
  return valueAt(COMFORT_TABLE.pressure.person, Math.max(0, nearest - MOVING * speed));
}

function tightness(place: Vector, fixed: readonly Vector[]): number {
  let room = Infinity;
  for (const point of fixed) {
    room = Math.min(room, distanceTo(place, point));
  }
  return room < NO_WAY
    ? 100 * (1 + NO_WAY - room)
    : room < DISLIKED
      ? TIGHT * (DISLIKED - room)
      : 0;
}

function distanceTo(a: Vector, b: Vector): number {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  return Math.sqrt(dx * dx + dy * dy);
}
