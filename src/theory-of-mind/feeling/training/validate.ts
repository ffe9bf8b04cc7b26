import { createRandom } from "../../../quantity/random.ts";
import { type Example, prepare, type Prepared } from "./example.ts";
import { fitPrepared, predict } from "./fit.ts";

/** How much curves may be held from bending: the one that validates best is taken. */
export const SMOOTHNESSES = [0.1, 0.3, 1] as const;

/** Folds of a validation, and of the choice inside each [1]. */
const FOLDS = 5;
const INNER_FOLDS = 4;

/** What a validation came to. */
export type Validation = {
  /** Mean squared error on examples the fit had not seen [1]. */
  readonly error: number;
  /** Its standard error [1]. */
  readonly standardError: number;
  readonly examples: number;
};

/**
 * Nested cross-validation: the smoothness too is chosen without the examples that are scored. Examples of one group are
 * never on both sides.
 */
export function validateNested(examples: readonly Example[], seed: number): Validation {
  const prepared = examples.map(prepare);
  return validationOf(
    foldsOf(prepared, FOLDS, seed).flatMap(({ learn, score }, fold) => {
      const table = fitPrepared(learn, choose(learn, INNER_FOLDS, seed + 1 + fold));
      return score.map((example) => (predict(example, table) - example.score) ** 2);
    }),
  );
}

/** The smoothness that validates best on all the examples. */
export function chooseSmoothness(examples: readonly Example[], seed: number): number {
  return choose(examples.map(prepare), FOLDS, seed);
}

/**
 * What people differ by in words about one scene: the variance of those of one group and the same scene [1], which no
 * model can be better than.
 */
export function disagreement(examples: readonly Example[]): Validation {
  const same = new Map<string, number[]>();
  for (const { scene, group, score } of examples) {
    const key = `${group} ${JSON.stringify(scene)}`;
    same.set(key, [...(same.get(key) ?? []), score]);
  }
  return validationOf(
    [...same.values()].filter((scores) => scores.length > 1).map((scores) => varianceOf(scores)),
  );
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function choose(examples: readonly Prepared[], folds: number, seed: number): number {
  const parts = foldsOf(examples, folds, seed);
  let best: { readonly smoothness: number; readonly error: number } | undefined;
  for (const smoothness of SMOOTHNESSES) {
    let error = 0;
    for (const { learn, score } of parts) {
      const table = fitPrepared(learn, smoothness);
      error += score.reduce((sum, one) => sum + (predict(one, table) - one.score) ** 2, 0);
    }
    best = best === undefined || error < best.error ? { smoothness, error } : best;
  }
  return best?.smoothness ?? SMOOTHNESSES[1];
}

function foldsOf(
  examples: readonly Prepared[],
  count: number,
  seed: number,
): readonly { readonly learn: readonly Prepared[]; readonly score: readonly Prepared[] }[] {
  const random = createRandom(seed);
  const names = [...new Set(examples.map(({ group }) => group))].sort();
  const foldOf = new Map(names.map((name) => [name, random.index(count)]));
  return Array.from({ length: count }, (_, fold) => ({
    learn: examples.filter(({ group }) => foldOf.get(group) !== fold),
    score: examples.filter(({ group }) => foldOf.get(group) === fold),
  }));
}

function validationOf(errors: readonly number[]): Validation {
  const count = Math.max(1, errors.length);
  const error = errors.reduce((sum, value) => sum + value, 0) / count;
  const variance = errors.reduce((sum, value) => sum + (value - error) ** 2, 0) / count;
  return { error, standardError: Math.sqrt(variance / count), examples: errors.length };
}
