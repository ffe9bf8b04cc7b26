import { type ComfortTable, logistic, pressureOf, wordVariance } from "../comfort.ts";
import { type Example, prepare, type Prepared, scalesOf } from "./example.ts";
import { leastSquares } from "./levenberg-marquardt.ts";
import { penalties, startParameters, tableOf } from "./parameters.ts";

/** Rounds of the search at first, and after the examples were weighed anew. */
const FIRST_ROUNDS = 40;
const LATER_ROUNDS = 15;
/** How often the examples are weighed by how sure a word at their comfort is. */
const WEIGHINGS = 3;
/** The variance of a word that has weight 1 [1]. */
const USUAL_VARIANCE = 0.016;

/**
 * Fits the model to examples: least squares in the score, each weighed by how much people agree where it lies.
 * @param smoothness - How much the curves are held from bending [1].
 */
export function fitComfort(examples: readonly Example[], smoothness: number): ComfortTable {
  return fitPrepared(examples.map(prepare), smoothness);
}

/** As `fitComfort`. */
export function fitPrepared(examples: readonly Prepared[], smoothness: number): ComfortTable {
  const scales = scalesOf(examples);
  const weights = new Float64Array(examples.length).fill(1);
  const residuals = (parameters: Float64Array): Float64Array => {
    const table = tableOf(parameters, scales);
    const held = penalties(parameters, smoothness);
    const rest = new Float64Array(examples.length + held.length);
    examples.forEach((example, k) => {
      rest[k] = (weights[k] ?? 0) * (predict(example, table) - example.score);
    });
    rest.set(held, examples.length);
    return rest;
  };
  let parameters = startParameters();
  for (let n = 0; n < WEIGHINGS; n++) {
    parameters = leastSquares(residuals, parameters, n === 0 ? FIRST_ROUNDS : LATER_ROUNDS);
    const table = tableOf(parameters, scales);
    examples.forEach((example, k) => {
      weights[k] = Math.sqrt(USUAL_VARIANCE / wordVariance(predict(example, table)));
    });
  }
  return tableOf(parameters, scales);
}

/** As `comfortOf`, of a prepared example. */
export function predict({ near, circumstances }: Prepared, table: ComfortTable): number {
  let ease = table.ease;
  let k = 0;
  for (const { weight, centre } of Object.values(table.circumstances)) {
    const value = circumstances[k] ?? NaN;
    ease += Number.isNaN(value) ? 0 : weight * (value - centre);
    k++;
  }
  let worst = 0;
  for (const nearness of near) {
    worst = Math.max(worst, pressureOf(nearness, table));
  }
  return logistic(ease - worst);
}
