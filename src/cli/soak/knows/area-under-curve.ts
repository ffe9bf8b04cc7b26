/** One answer with what was true. */
export type Answered = { readonly score: number; readonly truth: boolean };

/**
 * Area under the receiver operating characteristic [1]: how often a true case scores above a false one, ties counting half
 * (Mann and Whitney's U). NaN where one of both is missing.
 */
export function areaUnderCurve(answers: readonly Answered[]): number {
  const sorted = [...answers].sort((a, b) => a.score - b.score);
  let ranks = 0;
  let right = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) {
      to++;
    }
    const trueOnes = sorted.slice(from, to).filter(({ truth }) => truth).length;
    ranks += (trueOnes * (from + to + 1)) / 2;
    right += trueOnes;
    from = to;
  }
  const wrong = sorted.length - right;
  return (ranks - (right * (right + 1)) / 2) / (right * wrong);
}
