/** One world of a seed: groups spread into people, traits drawn, starts and schedules jittered. */
import { createRandom, type Random } from "../../quantity/random.ts";
import type { Vector } from "../../quantity/vector.ts";
import { CHARACTER_TRAITS } from "../people/characters.ts";
import type {
  Activity,
  Character,
  GroupDescription,
  Jitter,
  PersonStart,
  Place,
  Range,
  Rectangle,
  Stand,
  Structure,
  WorldDescription,
  WorldInstance,
} from "./description.ts";
import { nearestStructure } from "./footprint.ts";

/** Room around a person's start that nothing else fills [m]: body radius and a hand's breadth. */
const ROOM = 0.3;

/** Structures above this are no obstacle [m]. */
const HEADROOM = 2;

/** Points proposed for a start. */
const TRIES = 60;

/** Drawn speeds and heights stay within this many standard deviations of the mean. */
const TAILS = 2;

/** What is already taken in the world being made. */
type Taken = {
  readonly structures: readonly Structure[];
  readonly discs: { readonly x: number; readonly y: number; readonly radius: number }[];
  readonly bounds: Rectangle;
};

function draw(random: Random, mean: number, deviation: number): number {
  return mean + deviation * Math.min(TAILS, Math.max(-TAILS, random.normal()));
}

function inRange(random: Random, range: Range): number {
  return random.between(range.low, range.high);
}

function within(random: Random, reach: number): number {
  return random.between(-reach, reach);
}

function isFree(taken: Taken, point: Vector, room: number): boolean {
  const { minX, minY, maxX, maxY } = taken.bounds;
  if (
    point.x < minX + room ||
    point.x > maxX - room ||
    point.y < minY + room ||
    point.y > maxY - room
  ) {
    return false;
  }
  if ((nearestStructure(taken.structures, point, HEADROOM)?.distance ?? Infinity) < room) {
    return false;
  }
  return taken.discs.every(
    (disc) => Math.hypot(disc.x - point.x, disc.y - point.y) >= room + disc.radius,
  );
}

/** The first free point of those proposed, else the one farthest from any structure. */
function settle(taken: Taken, propose: () => Vector): Vector {
  let best = propose();
  let clearest = -Infinity;
  for (let i = 0; i < TRIES; i++) {
    const point = i === 0 ? best : propose();
    if (isFree(taken, point, ROOM)) {
      best = point;
      break;
    }
    const clearance = nearestStructure(taken.structures, point, HEADROOM)?.distance ?? 0;
    if (clearance > clearest) {
      best = point;
      clearest = clearance;
    }
  }
  taken.discs.push({ ...best, radius: ROOM });
  return best;
}

function stretch(plan: readonly Activity[], factor: number): readonly Activity[] {
  return plan.map((activity) =>
    "duration" in activity
      ? {
          ...activity,
          duration: {
            low: activity.duration.low * factor,
            high: activity.duration.high * factor,
          },
        }
      : activity,
  );
}

type Who = {
  readonly id: string;
  readonly character: Character;
  readonly start: Stand;
  readonly plan: readonly Activity[];
  readonly repeat: boolean;
  readonly speed: number | undefined;
  readonly height: number | undefined;
  readonly delay: number;
};

function personStart(who: Who, jitter: Jitter, random: Random): PersonStart {
  const traits = CHARACTER_TRAITS[who.character];
  const speed = who.speed ?? draw(random, traits.speed.mean, traits.speed.deviation);
  return {
    id: who.id,
    character: who.character,
    start: who.start,
    plan: stretch(who.plan, 1 + within(random, jitter.schedule)),
    repeat: who.repeat,
    speed: speed * (1 + within(random, jitter.speed)),
    height: who.height ?? draw(random, traits.height.mean, traits.height.deviation),
    delay: who.delay + inRange(random, jitter.delay),
  };
}

function drawCharacter(group: GroupDescription, random: Random): Character {
  let rest = random.uniform() * group.mix.reduce((sum, { share }) => sum + share, 0);
  for (const { character, share } of group.mix) {
    rest -= share;
    if (rest < 0) {
      return character;
    }
  }
  return group.mix.at(-1)?.character ?? "adult";
}

function pointIn(place: Place, random: Random): Vector {
  if (place.kind === "point") {
    return { x: place.at.x + within(random, 1), y: place.at.y + within(random, 1) };
  }
  const { minX, minY, maxX, maxY } = place.area;
  return { x: random.between(minX, maxX), y: random.between(minY, maxY) };
}

/** Members of a group that walks together start within reach of the first [m]. */
const HUDDLE = 1.5;

function spread(
  group: GroupDescription,
  world: WorldDescription,
  taken: Taken,
  random: Random,
): readonly PersonStart[] {
  const place = world.places.find(({ name }) => name === group.start);
  if (place === undefined) {
    return [];
  }
  const together = group.walk === "together";
  const delay = inRange(random, group.delay);
  const yaw = random.between(-Math.PI, Math.PI);
  const factor = 1 + within(random, world.jitter.schedule);
  let first: Vector | undefined;
  return Array.from({ length: group.count }, (_, i) => {
    const own = random.fork(`member ${i}`);
    const near = first;
    const at = settle(taken, () =>
      together && near !== undefined
        ? { x: near.x + within(own, HUDDLE), y: near.y + within(own, HUDDLE) }
        : pointIn(place, own),
    );
    first ??= at;
    const who = {
      id: `${group.id}-${i + 1}`,
      character: drawCharacter(group, own),
      start: { ...at, yaw: together ? yaw : own.between(-Math.PI, Math.PI) },
      plan: group.plan,
      repeat: group.repeat,
      speed: undefined,
      height: undefined,
      delay: together ? delay : inRange(own, group.delay),
    };
    const start = personStart(who, world.jitter, own);
    return together
      ? { ...start, delay, plan: stretch(group.plan, factor), group: group.id }
      : start;
  });
}

/**
 * The world this seed makes. Every person and robot draws from a stream of its own, so adding one changes no other's draws.
 * @param seed - Whole number.
 */
export function instantiate(world: WorldDescription, seed: number): WorldInstance {
  const { structures, bounds, jitter } = world;
  const random = createRandom(seed);
  const taken: Taken = { structures, bounds, discs: [] };
  const robots = world.robots.map((robot) => {
    const own = random.fork(`robot ${robot.id}`);
    const start = {
      x: robot.start.x + within(own, jitter.robotPosition),
      y: robot.start.y + within(own, jitter.robotPosition),
      yaw: robot.start.yaw + within(own, jitter.robotHeading),
    };
    taken.discs.push({ x: start.x, y: start.y, radius: robot.radius });
    return { ...robot, start };
  });
  const individuals = world.people.map((person) => {
    const own = random.fork(`person ${person.id}`);
    const at = settle(taken, () => ({
      x: person.start.x + within(own, jitter.position),
      y: person.start.y + within(own, jitter.position),
    }));
    const start = { ...at, yaw: person.start.yaw + within(own, jitter.heading) };
    return personStart(
      { ...person, start, speed: person.speed, height: person.height },
      jitter,
      own,
    );
  });
  const members = world.groups.flatMap((group) =>
    spread(group, world, taken, random.fork(`group ${group.id}`)),
  );
  const { name, objects, places } = world;
  const people = [...individuals, ...members];
  return { name, seed, bounds, structures, objects, places, people, robots };
}
