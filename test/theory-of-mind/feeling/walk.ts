import fc from "fast-check";
import type { Met } from "../../../src/theory-of-mind/feeling/encounter.ts";
import {
  type Feelings,
  feelingsAfter,
  NO_FEELINGS,
} from "../../../src/theory-of-mind/feeling/feelings.ts";
import type { Sign } from "../../../src/theory-of-mind/feeling/sign.ts";
import { evenly } from "../../support/evenly.ts";

/** Between two steps [s]. */
export const TICK = 0.1;

/** Somebody 2 m ahead of a robot at the origin who has seen it, looking at it. */
export const SOMEBODY: Met = {
  id: "a",
  x: 2,
  y: 0,
  vx: 0,
  vy: 0,
  front: Math.PI,
  posture: "standing",
  seesRobot: 1,
  awareOfRobot: 1,
  age: 0,
};

/** One step of an encounter: the person from the robot, and the robot's velocity. */
export type Pass = {
  readonly person: Met;
  readonly vx: number;
  readonly vy: number;
};

/** Feelings after steps, one `TICK` apart, with the robot at the origin. */
export function liveThrough(passes: readonly Pass[], other?: Met): Feelings {
  return passes.reduce(
    (feelings, { person, vx, vy }, k) =>
      feelingsAfter(feelings, {
        now: k * TICK,
        robot: { x: 0, y: 0, vx, vy },
        people: other === undefined ? [person] : [person, other],
        groups: other === undefined ? [] : [[person.id, other.id]],
      }),
    NO_FEELINGS,
  );
}

/** So many seconds of the same. */
export function lasting(
  seconds: number,
  pass: Partial<Met> & { vx?: number; sign?: Sign },
): Pass[] {
  const { vx = 0, ...person } = pass;
  return Array.from({ length: Math.round(seconds / TICK) }, () => ({
    person: { ...SOMEBODY, ...person, vx: 0 },
    vx,
    vy: 0,
  }));
}

export const anyPass: fc.Arbitrary<Pass> = fc.record({
  person: fc.record({
    id: fc.constant("a"),
    x: evenly(-4, 4),
    y: evenly(-4, 4),
    vx: evenly(-2, 2),
    vy: evenly(-2, 2),
    front: fc.option(evenly(-3, 3), { nil: undefined }),
    posture: fc.constantFrom("standing", "sitting", "lying", ""),
    seesRobot: evenly(0, 1),
    awareOfRobot: evenly(0, 1),
    age: evenly(0, 5),
  }),
  vx: evenly(-1.5, 1.5),
  vy: evenly(-1.5, 1.5),
});

export const anySign: fc.Arbitrary<Sign> = fc.record({
  expression: fc.constantFrom("", "scared", "happy", "sad", "neutral", "unheard of"),
  valence: fc.oneof(evenly(-1, 1), fc.constant(NaN)),
  arousal: fc.oneof(evenly(-1, 1), fc.constant(NaN)),
  confidence: evenly(0, 1),
});
