import { goalInterval } from "../../../theory-of-mind/desire/tell-desire.ts";
import type { Answer } from "./judge-goals.ts";

/** Answers told with about the same probability are judged together where they are at least so many [1]. */
const BINS = 10;
const ENOUGH = 20;

/** How often the interval that is told with a probability holds the share of right answers in one hall [1]. */
export function coverageOf(halls: readonly (readonly Answer[])[]): number {
  const groups = halls.flatMap((answers) =>
    Array.from({ length: BINS }, (_, bin) =>
      answers.filter(
        ({ probability }) => Math.min(BINS - 1, Math.floor(BINS * probability)) === bin,
      ),
    ).filter(({ length }) => length >= ENOUGH),
  );
  const held = groups.filter((group) => {
    const mean = (of: (answer: Answer) => number): number =>
      group.reduce((sum, answer) => sum + of(answer), 0) / group.length;
    const { low, high } = goalInterval(mean(({ probability }) => probability));
    const share = mean(({ isRight }) => (isRight ? 1 : 0));
    return share >= low && share <= high;
  });
  return held.length / Math.max(1, groups.length);
}
