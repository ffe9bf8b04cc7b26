import {
  Bound,
  HarmAlternative,
  HarmForecast,
  Limit,
  People,
  Person,
  PersonHarm,
} from "../../../bus/messages/coalign-msgs.gen.ts";
import { Point, Vector3 } from "../../../bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import type { Random } from "../../../quantity/random.ts";
import { type Seconds, type Stamp, stampOf } from "../../../quantity/time.ts";

/** Numbers that something learned, or somebody hostile, may come up with. */
const WILD = [NaN, Infinity, -Infinity, 0, -0, 1e300, -1e300, 5e-324, -1, 1e9] as const;

/** How bad a message is: every number sound, some wild, all of them. */
const WILDNESS = [0, 0, 0.05, 0.3, 1] as const;

/** Most people in one message [1]; a crowd is a flood. */
const FEW = 4;
const CROWD = 40;

type Number = (low: number, high: number) => number;

/** Advice about people: where they are believed to be, in the odometry frame around the origin. */
export function drawPeople(random: Random, now: Seconds): People {
  const number = numbers(random);
  const count = random.chance(0.05) ? CROWD : Math.floor(random.between(0, FEW + 1));
  return People.create({
    header: Header.create({ stamp: drawStamp(random, now), frame_id: "odom" }),
    people: Array.from({ length: count }, (_, i) => drawPerson(`person ${i}`, number)),
  });
}

function drawPerson(id: string, number: Number): Person {
  return Person.create({
    id,
    confidence: number(0, 1),
    position: Point.create({ x: number(-6, 6), y: number(-6, 6) }),
    velocity: Vector3.create({ x: number(-2, 2), y: number(-2, 2) }),
    covariance: Float64Array.from({ length: 16 }, () => number(0, 0.3)),
    radius: number(0.1, 0.5),
    height: number(1, 2),
    aware_of_robot: number(0, 1),
    sees_robot: number(0, 1),
  });
}

/** Advice about foreseen harm. */
export function drawForecast(random: Random, now: Seconds): HarmForecast {
  const number = numbers(random);
  const harm = (): HarmAlternative =>
    HarmAlternative.create({
      people: [PersonHarm.create({ person: "person", harm: number(-1, 1) })],
    });
  return HarmForecast.create({
    header: Header.create({ stamp: drawStamp(random, now), frame_id: "odom" }),
    horizon: number(0, 5),
    alternatives: random.chance(0.2) ? [] : [harm(), harm()],
    advice: Limit.create({
      speed: random.chance(0.2) ? Infinity : number(-0.5, 3),
      spin: random.chance(0.2) ? Infinity : number(-0.5, 5),
      bounds: random.chance(0.7)
        ? []
        : [Bound.create({ x: number(-1, 1), y: number(-1, 1), at_most: number(-1, 2) })],
    }),
    sentence: "It may hurt somebody.",
  });
}

/** Mostly of now; else old, from the future, never set, or absurd. */
function drawStamp(random: Random, now: Seconds): Stamp {
  if (random.chance(0.6)) {
    return stampOf(Math.max(0, now - random.between(0, 0.2)));
  }
  return pick(random, [
    { sec: 0, nanosec: 0 },
    { sec: -5, nanosec: 0 },
    { sec: 2 ** 31 - 1, nanosec: 2 ** 32 - 1 },
    stampOf(Math.max(0, now - 5)),
    stampOf(now + random.between(0, 5)),
  ]);
}

/** Draws numbers of one message, each wild by the same chance. */
function numbers(random: Random): Number {
  const wildness = pick(random, WILDNESS);
  return (low, high) => (random.chance(wildness) ? pick(random, WILD) : random.between(low, high));
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[random.index(items.length)] ?? items[0];
}
