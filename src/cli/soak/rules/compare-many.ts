import { compareOnce } from "./compare.ts";

/** Seeds that one job compares, from `first` on. */
export type CompareJob = { readonly first: number; readonly count: number };

/** How many differences there were, some of them for a person, and how often each verdict was drawn. */
export type Comparison = {
  readonly compared: number;
  readonly different: number;
  readonly examples: readonly string[];
  readonly verdicts: { readonly [verdict: string]: number };
};

/** Drawn formulas over drawn traces, by the watch and by the oracle. */
export function compareMany({ first, count }: CompareJob): Comparison {
  const verdicts: { [verdict: string]: number } = {};
  const differences: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const outcome = compareOnce(seed);
    outcome.verdicts.forEach((verdict) => {
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    });
    if (outcome.difference !== "") {
      differences.push(outcome.difference);
    }
  }
  return {
    compared: count,
    different: differences.length,
    examples: differences.slice(0, 3),
    verdicts,
  };
}

/** The figures of all jobs together. */
export function addUp(comparisons: readonly Comparison[]): Comparison {
  return comparisons.reduce(
    (sum, part) => ({
      compared: sum.compared + part.compared,
      different: sum.different + part.different,
      examples: [...sum.examples, ...part.examples].slice(0, 10),
      verdicts: Object.fromEntries(
        ["kept", "broken", "unknown"].map((verdict) => [
          verdict,
          (sum.verdicts[verdict] ?? 0) + (part.verdicts[verdict] ?? 0),
        ]),
      ),
    }),
    { compared: 0, different: 0, examples: [], verdicts: {} },
  );
}
