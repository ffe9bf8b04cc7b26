import type { Formula } from "./formula.ts";
import type { NumberSignal } from "./signal.ts";

/** Signals that somebody infers. They only advise: nobody need speak of them, and the more they say, the less is allowed. */
export const ESTIMATES: ReadonlySet<NumberSignal> = new Set(["people", "harm"]);

/** Whether a comparison can only become true, or only false, as its signal rises from 0. */
type Trend = "rises" | "falls" | "neither";

/** The estimate that could let the robot go on where it rises, as `people > 0` would alone; undefined when there is none. */
export function looseningEstimate(formula: Formula): NumberSignal | undefined {
  return looseningIn(formula, "rises");
}

/** @param wrong - The trend that no comparison may have where it stands. */
function looseningIn(formula: Formula, wrong: Trend): NumberSignal | undefined {
  switch (formula.kind) {
    case "number": {
      const isSafe = !ESTIMATES.has(formula.signal) || trendOf(formula) === turned(wrong);
      return isSafe ? undefined : formula.signal;
    }
    case "word":
    case "place":
      return undefined;
    case "not":
      return looseningIn(formula.of, turned(wrong));
    case "once":
    case "historically":
    case "previously":
      return looseningIn(formula.of, wrong);
    case "implies":
      return looseningIn(formula.left, turned(wrong)) ?? looseningIn(formula.right, wrong);
    case "and":
    case "or":
    case "since":
      return looseningIn(formula.left, wrong) ?? looseningIn(formula.right, wrong);
  }
}

function turned(trend: Trend): Trend {
  return trend === "rises" ? "falls" : "rises";
}

/** Estimates are never below 0: being 0 is lost by rising, and not being 0 is won. */
function trendOf({ is, than }: Extract<Formula, { readonly kind: "number" }>): Trend {
  switch (is) {
    case "<":
    case "<=":
      return "falls";
    case ">":
    case ">=":
      return "rises";
    case "=":
      return than === 0 ? "falls" : "neither";
    case "!=":
      return than === 0 ? "rises" : "neither";
  }
}
