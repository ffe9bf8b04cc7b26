import { type Future, futuresOf, RADIUS90 } from "../futures.ts";
import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";

/** How somebody may leave the straight line, before anything was learnt of a place. */
type Assumption = {
  /** The way in 4.8 s at the pace it is assumed of [m]. */
  readonly way: number;
  /** Along and aside of the heading, at every step ahead [m]. */
  readonly errors: Float64Array;
};

/** Paces of which something is assumed [m/s], and cases for each [1]. */
const PACES: readonly number[] = [0, 0.3, 0.6, 1.2, 1.8];
const CASES = 32;
/** Turn between one case and the next [rad], which spreads them evenly over all directions: the golden angle. */
const GOLDEN = 2.399963229728653;
/** Seconds of the whole way ahead [s]. */
const WHOLE = 4.8;

/** The assumed futures of everybody as cases of equal weight, evenly drawn from each. */
export const ASSUMED: readonly Assumption[] = PACES.flatMap((pace) => {
  const covariance = new Array<number>(16).fill(0);
  const futures = futuresOf({ x: 0, y: 0, vx: pace, vy: 0, covariance });
  return Array.from({ length: CASES }, (_, n) => caseOf(futures, pace, (n + 0.5) / CASES, n));
});

/** @param share - Where among all futures, by probability [1]. */
function caseOf(futures: readonly Future[], pace: number, share: number, n: number): Assumption {
  let rest = share;
  let chosen = futures[0];
  for (const future of futures) {
    chosen = future;
    if (rest < future.probability) {
      break;
    }
    rest -= future.probability;
  }
  const errors = new Float64Array(PATH);
  const within = chosen === undefined ? 0 : rest / chosen.probability;
  const far = Math.sqrt(-2 * Math.log(1 - Math.min(within, 0.999))) / RADIUS90;
  for (let h = 0; h < AHEAD; h++) {
    const { x, y } = chosen?.points[h] ?? { x: 0, y: 0 };
    const off = far * (chosen === undefined ? 0 : at(chosen.radius90, h));
    errors[2 * h] = x - (pace * WHOLE * (h + 1)) / AHEAD + off * Math.cos(n * GOLDEN);
    errors[2 * h + 1] = y + off * Math.sin(n * GOLDEN);
  }
  return { way: pace * WHOLE, errors };
}
