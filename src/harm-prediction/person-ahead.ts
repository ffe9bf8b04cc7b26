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

/**
 * A future resampled to the steps of the roll-outs.
 * @param offset - How much later than the estimate the roll-outs begin [s].
 */
export function courseOf(
  person: PersonAhead,
  future: PersonFuture,
  count: number,
  step: number,
  offset: number,
): Course {
  const x = new Float64Array(count + 1);
  const y = new Float64Array(count + 1);
  const deviation = new Float64Array(count + 1);
  const { points, radius90 } = future;
  const last = points.length - 1;
  for (let k = 0; k <= count; k++) {
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
  return { x, y, deviation };
}

/** Which future each roll-out takes. */
export function choicesOf(futures: readonly PersonFuture[], draws: Draws): Uint8Array {
  const total = futures.reduce((sum, { probability }) => sum + probability, 0);
  const choices = new Uint8Array(draws.choice.length);
  for (let r = 0; r < choices.length; r++) {
    let rest = (draws.choice[r] ?? 0) * total;
    let chosen = 0;
    while (chosen < futures.length - 1 && rest >= (futures[chosen]?.probability ?? 0)) {
      rest -= futures[chosen]?.probability ?? 0;
      chosen++;
    }
    choices[r] = chosen;
  }
  return choices;
}
