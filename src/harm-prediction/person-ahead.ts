import { deviationOf, type Draws } from "./draws.ts";

/** One person as the forecast needs it, in odom. */
export type PersonAhead = {
  readonly id: string;
  /** Probability that there is such a person [1]. */
  readonly confidence: number;
  /** [m] */
  readonly x: number;
  readonly y: number;
  /** Standard deviation of the position, the same in every direction [m]. */
  readonly deviation: number;
  /** [m] */
  readonly radius: number;
  /** 0 when unknown [m]. */
  readonly height: number;
  readonly posture: string;
  /** Probability that this person knows the robot is here [1]. */
  readonly aware: number;
  readonly futures: readonly PersonFuture[];
  /** Other sets of futures that are to be feared no less: the largest harm counts. */
  readonly besides?: readonly (readonly PersonFuture[])[] | undefined;
};

/** One way a person may go on. */
export type PersonFuture = {
  readonly probability: number;
  /** Time between two points, the first one step ahead of the estimate [s]. */
  readonly step: number;
  /** [m] */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Radius that holds the person with probability 0.9 [m]. */
  readonly radius90: Float64Array;
};

/** Middle and deviation of one future at every step of the roll-outs [m]. */
export type Course = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly deviation: Float64Array;
};

/** Room for a course over a number of steps. */
export function blankCourse(count: number): Course {
  return {
    x: new Float64Array(count + 1),
    y: new Float64Array(count + 1),
    deviation: new Float64Array(count + 1),
  };
}

/**
 * Draws a future, resampled to the steps of the roll-outs, into a course.
 * @param step - Time of one step of the roll-outs [s].
 * @param offset - How much later than the estimate the roll-outs begin [s].
 */
export function drawCourse(
  { x, y, deviation }: Course,
  person: PersonAhead,
  future: PersonFuture,
  step: number,
  offset: number,
): void {
  const { points, radius90 } = future;
  const last = points.length - 1;
  for (let k = 0; k < x.length; k++) {
    const at = Math.min(Math.max(0, (offset + k * step) / future.step), last + 1);
    const before = Math.min(Math.floor(at), last);
    const share = at - before;
    const from = before === 0 ? person : (points[before - 1] ?? person);
    const to = points[before] ?? from;
    const wide = before === 0 ? person.deviation : deviationOf(radius90[before - 1] ?? 0);
    x[k] = from.x + share * (to.x - from.x);
    y[k] = from.y + share * (to.y - from.y);
    deviation[k] = wide + share * (deviationOf(radius90[before] ?? 0) - wide);
  }
}

/** Writes down which future each roll-out takes. */
export function choose(choices: Uint8Array, futures: readonly PersonFuture[], draws: Draws): void {
  const total = futures.reduce((sum, { probability }) => sum + probability, 0);
  for (let r = 0; r < choices.length; r++) {
    let rest = (draws.choice[r] ?? 0) * total;
    let chosen = 0;
    while (chosen < futures.length - 1 && rest >= (futures[chosen]?.probability ?? 0)) {
      rest -= futures[chosen]?.probability ?? 0;
      chosen++;
    }
    choices[r] = chosen;
  }
}
