import type { Bound } from "../kernel/limit.ts";
import { type Pose, toInner } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { add, dot, rotate, scale, type Vector } from "../quantity/vector.ts";
import { type Footprint, gapTo } from "./footprint.ts";
import { anySpeed, closingSpeed, type Stopping } from "./protective-distance.ts";

/** A person as the theory of mind estimates it, in the odometry frame. */
export type EstimatedPerson = {
  readonly id: string;
  /** [m] */
  readonly position: Vector;
  /** [m/s] */
  readonly velocity: Vector;
  /** Standard deviations of position [m] and velocity [m/s]. */
  readonly positionDeviation: number;
  readonly velocityDeviation: number;
  /** Disc on the ground that holds the body [m]. */
  readonly radius: number;
  /** Probability that there is such a person [1]. */
  readonly confidence: number;
};

/** What the estimates advise: it can only lower what is allowed. */
export type PeopleAdvice = {
  /** The person who slows the robot most. */
  readonly about: string;
  readonly speed: number;
  readonly spin: number;
  readonly bounds: readonly Bound[];
};

/** An estimate less certain than this is left to the scanner [1]; one that is not a number is not. */
const BELIEVED = 0.5;

/** What a walking person may gain within a step [m/s²]. */
const ACCELERATION = 1;

/** Deviations of a position above this say nothing about where somebody is [m]. */
const LOST = 0.5;

/** More people than this are not near a robot: the estimate is broken, and believing it would take too long [1]. */
export const MOST_PEOPLE = 500;

const TOO_MANY: PeopleAdvice = {
  about: "more people than can be true",
  speed: 0,
  spin: 0,
  bounds: [],
};

/** Keeps the protective distance, with measured instead of assumed speeds, to everyone believed to be there. */
export function peopleLimit(
  people: readonly EstimatedPerson[],
  age: Seconds,
  base: Pose<"odom", "base">,
  footprint: Footprint,
  stopping: Stopping,
): PeopleAdvice {
  if (people.length > MOST_PEOPLE) {
    return TOO_MANY;
  }
  const advices = people
    .filter((p) => !(p.confidence < BELIEVED || p.positionDeviation > LOST))
    .map((person) => adviceFor(person, age, base, footprint, stopping));
  const most = [...advices].sort((a, b) => a.speed - b.speed)[0];
  return {
    about: most?.bound.source ?? "",
    speed: most?.speed ?? Infinity,
    spin: Infinity,
    bounds: advices.map((advice) => advice.bound),
  };
}

function adviceFor(
  person: EstimatedPerson,
  age: Seconds,
  base: Pose<"odom", "base">,
  footprint: Footprint,
  stopping: Stopping,
): { readonly speed: number; readonly bound: Bound } {
  const point = toInner(base, add(person.position, scale(person.velocity, age)));
  const gap = gapTo(footprint, point);
  const closing = -dot(rotate(person.velocity, -base.yaw), gap.towards) + person.velocityDeviation;
  const approach = { speed: Math.max(0, closing), acceleration: ACCELERATION };
  const allowance = { intrusion: person.radius, sensing: person.positionDeviation, positioning: 0 };
  const { radius, positionDeviation, confidence } = person;
  const known = [point.x, point.y, closing, radius, positionDeviation, confidence].every(
    Number.isFinite,
  );
  const atMost = known ? closingSpeed(gap.distance, approach, stopping, allowance) : 0;
  return {
    speed: known ? anySpeed(gap.distance, approach, stopping, allowance) : 0,
    bound: {
      x: gap.towards.x,
      y: gap.towards.y,
      turn: gap.lever,
      atMost,
      because: "person-near",
      source: person.id,
    },
  };
}
