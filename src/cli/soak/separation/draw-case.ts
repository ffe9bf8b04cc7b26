import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { add, direction, norm, scale, subtract, type Vector } from "../../../quantity/vector.ts";
import type { Stand } from "../../../world/scenario/description.ts";
import { drawFixtures, isFree } from "./fixtures.ts";
import {
  FASTEST,
  type Fixture,
  HALF,
  type SeparationCase,
  type TrueBase,
  type Walker,
} from "./separation-case.ts";

/** What is declared of the braking of both bases [m/s²], and what their files say [m/s²], [m/s]. */
export const DECLARED = {
  braking: 1.8,
  acceleration: 1.5,
  speed: { diff_base: 1.2, omni_base: 1.0 },
};

/** How far the world's base is off what is declared, either way [1]. */
const ERROR = 0.2;

/** Longest time from a command to the motors [s]. */
const LONGEST_LATENCY: Seconds = 0.15;

/** Room around the robot's start, its goals and its straight ways between them [m]. */
const ROOM = 0.65;

/** How fast the robot turns and drives if nobody holds it [rad/s], [m/s]: to send walkers where it will be. */
const SPIN = 2;
const CRUISE = 1.1;

/** Draws everything about one episode. The same seed gives the same case. */
export function drawCase(seed: number, duration: Seconds): SeparationCase {
  const random = createRandom(seed).fork("separation");
  const place = (["open", "walls", "corridor"] as const)[random.index(3)] ?? "open";
  const robot = random.chance(0.5) ? "diff_base" : "omni_base";
  const commander = random.chance(0.7) ? "goals" : "reckless";
  const fixtures = drawFixtures(place, random.fork("fixtures"));
  const way = drawWay(place, fixtures, random.fork("goals"));
  const people = random.fork("people");
  const count = 1 + people.index(4);
  const walkers = Array.from({ length: count }, (_, i) =>
    drawWalker(`walker${i}`, way, fixtures, duration, people.fork(`${i}`)),
  );
  return {
    seed,
    place,
    robot,
    commander,
    start: way.start,
    goals: way.goals,
    fixtures,
    walkers: walkers.filter((walker) => walker !== undefined),
    base: drawBase(robot, random.fork("base")),
  };
}

function drawBase(robot: SeparationCase["robot"], random: Random): TrueBase {
  const off = (value: number): number => value * random.between(1 - ERROR, 1 + ERROR);
  return {
    speed: off(DECLARED.speed[robot]),
    acceleration: off(DECLARED.acceleration),
    braking: off(DECLARED.braking),
    latency: random.between(0, LONGEST_LATENCY),
    load: random.between(1 - ERROR, 1 + ERROR),
  };
}

type Way = { readonly start: Stand; readonly goals: readonly Vector[] };

/** A start and goals with straight free ways between them, the last one back to the first goal. */
function drawWay(
  place: SeparationCase["place"],
  fixtures: readonly Fixture[],
  random: Random,
): Way {
  const half = place === "corridor" ? { x: HALF - 1, y: 0.3 } : { x: HALF - 1.5, y: HALF - 1.5 };
  const point = (): Vector => ({
    x: random.between(-half.x, half.x),
    y: random.between(-half.y, half.y),
  });
  const goals: Vector[] = [];
  let at = firstFree(point, (p) => isFree(p, fixtures, ROOM)) ?? { x: 0, y: 0 };
  const start = { ...at, yaw: random.between(-Math.PI, Math.PI) };
  for (let i = 0; i < 4; i++) {
    const from = at;
    const goal = firstFree(
      point,
      (p) => norm(subtract(p, from)) > 2 && isWayFree(from, p, fixtures),
    );
    if (goal !== undefined) {
      goals.push(goal);
      at = goal;
    }
  }
  return { start, goals: goals.length > 0 ? goals : [{ x: start.x + 0.1, y: start.y }] };
}

function firstFree(draw: () => Vector, good: (point: Vector) => boolean): Vector | undefined {
  for (let i = 0; i < 60; i++) {
    const point = draw();
    if (good(point)) {
      return point;
    }
  }
  return undefined;
}

function isWayFree(from: Vector, to: Vector, fixtures: readonly Fixture[]): boolean {
  const steps = Math.ceil(norm(subtract(to, from)) / 0.2);
  return Array.from({ length: steps + 1 }, (_, i) =>
    add(from, scale(subtract(to, from), i / steps)),
  ).every((point) => isFree(point, fixtures, ROOM));
}

/** Where the robot would be at a time, and which way it would face, if nobody held it. */
function unheld({ start, goals }: Way, time: Seconds): Stand {
  let at: Vector = start;
  let { yaw } = start;
  let left = time;
  for (let i = 0; ; i++) {
    const goal = goals[i % goals.length] ?? at;
    const way = subtract(goal, at);
    const heading = Math.atan2(way.y, way.x);
    const turning = Math.abs(Math.atan2(Math.sin(heading - yaw), Math.cos(heading - yaw))) / SPIN;
    const driving = norm(way) / CRUISE + 0.5;
    if (left <= turning || i > 20) {
      return { ...at, yaw };
    }
    yaw = heading;
    left -= turning;
    if (left < driving) {
      return { ...add(at, scale(way, left / driving)), yaw };
    }
    left -= driving;
    at = goal;
  }
}

/** How far a walker comes from and goes on to [m], and how near the robot's place it aims [m]. */
const WAY = [1.8, 5.5] as const;
const AIM = 0.35;

/** Nearest that a walker starts to the robot [m]. */
const APART = 1.2;

/**
 * Somebody who will walk through the place where the robot would be then, from any bearing, behind included, and then
 * back and forth. Undefined where there is no room for such a walk.
 */
function drawWalker(
  id: string,
  way: Way,
  fixtures: readonly Fixture[],
  duration: Seconds,
  random: Random,
): Walker | undefined {
  for (let i = 0; i < 40; i++) {
    const meeting = random.between(1.5, 0.8 * duration);
    const robot = unheld(way, meeting);
    const from = direction(robot.yaw + random.between(-Math.PI, Math.PI));
    const speed = random.between(0.4, FASTEST);
    const centre = {
      x: robot.x + random.between(-AIM, AIM),
      y: robot.y + random.between(-AIM, AIM),
    };
    const length = Math.min(random.between(...WAY), speed * meeting);
    const start = add(centre, scale(from, length));
    const beyond = subtract(centre, scale(from, random.between(...WAY)));
    const good =
      norm(subtract(start, way.start)) > APART &&
      [start, beyond].every((point) => isFree(point, fixtures, 0.4));
    if (good) {
      return {
        id,
        start,
        goals: [beyond, start],
        speed,
        height: random.between(1.5, 1.9),
        delay: Math.max(0, meeting - length / speed),
      };
    }
  }
  return undefined;
}
