import type { Random } from "../../quantity/random.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { PersonStart, Place, WorldInstance } from "../scenario/description.ts";
import { CHARACTER_TRAITS } from "./characters.ts";
import { clearanceAt, createFloor, type Floor } from "./floor.ts";
import { createGrid } from "./neighbours.ts";
import { createRoutes } from "./routes.ts";
import { createScreens } from "./sight.ts";
import type { Crowd, Mind, Notice, Stop } from "./state.ts";

/** What of a world a crowd is made from. */
export type CrowdWorld = Pick<WorldInstance, "bounds" | "structures" | "places" | "people">;

/** Points drawn once in an area; people who wander there go from one to another. */
const POINTS = 12;

/** Room such a point has around it [m]. */
const ROOM = 0.4;

/** Between two thoughts of one person [s]. */
export const THINK_PERIOD = 0.1;

function stopOf(place: Place, floor: Floor, random: Random): Stop {
  if (place.kind === "point") {
    return { points: [place.at], facing: place.facing };
  }
  const { minX, minY, maxX, maxY } = place.area;
  const points: Vector[] = [];
  let best: Vector = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
  for (let i = 0; i < POINTS * 20 && points.length < POINTS; i++) {
    const point = { x: random.between(minX, maxX), y: random.between(minY, maxY) };
    const clearance = clearanceAt(floor, point.x, point.y);
    if (clearance >= ROOM) {
      points.push(point);
    } else if (clearance > clearanceAt(floor, best.x, best.y)) {
      best = point;
    }
  }
  return { points: points.length > 0 ? points : [best], facing: undefined };
}

function leaderOf(people: readonly PersonStart[], index: number): number {
  const group = people[index]?.group;
  return group === undefined ? index : people.findIndex((other) => other.group === group);
}

function mindOf(
  people: readonly PersonStart[],
  index: number,
  person: PersonStart,
  random: Random,
): Mind {
  const traits = CHARACTER_TRAITS[person.character];
  const leader = leaderOf(people, index);
  const members = people.flatMap((other, i) =>
    person.group !== undefined && other.group === person.group ? [i] : [],
  );
  const slowest = Math.min(person.speed, ...members.map((i) => people[i]?.speed ?? Infinity));
  const lag = Math.min(2, Math.max(-2, random.normal()));
  return {
    traits,
    plan: person.plan,
    repeat: person.repeat,
    random,
    walkSpeed: leader === index ? slowest : person.speed,
    reaction: Math.max(0.2, traits.reaction.mean + traits.reaction.deviation * lag),
    makesRoom: random.chance(traits.yields),
    leader,
    rank: Math.max(0, members.indexOf(index)),
    followers: leader === index ? members.filter((i) => i !== index) : [],
    step: -1,
    phase: "before",
    until: person.delay,
    goalX: person.start.x,
    goalY: person.start.y,
    field: undefined,
    goalsLeft: 0,
    facing: person.start.yaw,
    slowSince: 0,
    escapeUntil: 0,
    escapeTurn: 0,
    waypoint: { x: person.start.x, y: person.start.y },
    waypointUntil: 0,
    whim: "none",
    whimUntil: 0,
    wobble: 0,
    fall: "none",
    fallUntil: 0,
    lieFor: 0,
    yieldUntil: 0,
    yieldX: 0,
    yieldY: 0,
    startledUntil: 0,
    gazeUntil: 0,
    gazeTurn: 0,
    stareUntil: 0,
  };
}

function createNotice(): Notice {
  const none = new Float64Array(0);
  return {
    robots: 0,
    exposure: none,
    seenAt: none,
    aware: new Uint8Array(0),
    awareSince: none,
    x: none,
    y: none,
    vx: none,
    vy: none,
  };
}

/**
 * The people of a world, standing where they start at time 0.
 * @param random - A stream of their own; each person draws from a fork of it.
 */
export function createCrowd(world: CrowdWorld, random: Random): Crowd {
  const { bounds, structures, people } = world;
  const count = people.length;
  const floor = createFloor(bounds, structures);
  const column = (valueOf: (person: PersonStart) => number): Float64Array =>
    Float64Array.from(people, valueOf);
  const places = world.places.map(
    (place) => [place.name, stopOf(place, floor, random.fork(`place ${place.name}`))] as const,
  );
  return {
    count,
    people: people.map(({ id, character, group, height }) => ({
      id,
      character,
      group,
      height,
      radius: CHARACTER_TRAITS[character].radius,
    })),
    height: column((person) => person.height),
    radius: column((person) => CHARACTER_TRAITS[person.character].radius),
    x: column((person) => person.start.x),
    y: column((person) => person.start.y),
    vx: new Float64Array(count),
    vy: new Float64Array(count),
    heading: column((person) => person.start.yaw),
    gaze: column((person) => person.start.yaw),
    phase: new Float64Array(count),
    upright: new Float64Array(count).fill(1),
    doing: new Uint8Array(count),
    posture: new Uint8Array(count),
    eyesDown: new Uint8Array(count),
    seesRobot: new Uint8Array(count),
    knowsRobot: new Uint8Array(count),
    time: 0,
    wishX: new Float64Array(count),
    wishY: new Float64Array(count),
    face: column((person) => person.start.yaw),
    look: column((person) => person.start.yaw),
    limit: new Float64Array(count).fill(1),
    due: Float64Array.from({ length: count }, (_, i) => (THINK_PERIOD * (i % 5)) / 5),
    minds: people.map((person, i) => mindOf(people, i, person, random.fork(`person ${person.id}`))),
    notice: createNotice(),
    stops: new Map(places),
    floor,
    routes: createRoutes(floor, bounds.maxX - bounds.minX, bounds.maxY - bounds.minY),
    screens: createScreens(structures),
    grid: createGrid(bounds, count),
  };
}
