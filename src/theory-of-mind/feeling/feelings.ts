import type { Seconds } from "../../quantity/time.ts";
import { encounterOf, type Met, type RobotMotion } from "./encounter.ts";
import { type Feeling, feelingAfter, firstFeeling } from "./feeling.ts";

/** How everybody around feels about the robot: one value, handed in and handed back. Ids are those of this run. */
export type Feelings = {
  readonly at: Seconds;
  readonly robot: RobotMotion | undefined;
  readonly of: ReadonlyMap<string, Feeling>;
};

export const NO_FEELINGS: Feelings = { at: 0, robot: undefined, of: new Map() };

/** A change of velocity this small is no surprise [m/s²]: an ordinary start or stop. */
const ORDINARY = 0.8;
/** Over at least so long a change is told from noise [s]. */
const SHORTEST = 0.05;

/** What the robot's senses say of everybody at one moment. */
export type Moment = {
  /** ROS time [s]. */
  readonly now: Seconds;
  readonly robot: RobotMotion;
  readonly people: readonly Met[];
  /** Ids of those who deal with each other: talk, walk together. */
  readonly groups: readonly (readonly string[])[];
};

/** Feelings after a moment; those who are no longer believed in are forgotten. */
export function feelingsAfter(before: Feelings, { now, robot, people, groups }: Moment): Feelings {
  const jolt = joltOf(before, robot, now);
  const places = new Map(people.map((person) => [person.id, person]));
  const of = new Map(
    people.map((person) => {
      const others = groups
        .filter((group) => group.includes(person.id))
        .flatMap((group) =>
          group.flatMap((id) => (id === person.id ? [] : (places.get(id) ?? []))),
        );
      const encounter = encounterOf(person, robot, others, jolt);
      const known = before.of.get(person.id);
      return [
        person.id,
        known === undefined ? firstFeeling(encounter, now) : feelingAfter(known, encounter, now),
      ];
    }),
  );
  return { at: now, robot, of };
}

/** What of a change of the robot's velocity nobody would expect [m/s²]. */
function joltOf({ robot: before, at }: Feelings, robot: RobotMotion, now: Seconds): number {
  if (before === undefined || now - at <= 0) {
    return 0;
  }
  const change = Math.hypot(robot.vx - before.vx, robot.vy - before.vy);
  return Math.max(0, change / Math.max(SHORTEST, now - at) - ORDINARY);
}
