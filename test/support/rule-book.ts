import { parseFormula } from "../../src/rules/parse-formula.ts";
import { type Rule, STANDING_STILL } from "../../src/rules/rule.ts";
import type { Signals } from "../../src/rules/signal.ts";
import { begin, type Finding, prepare, type Watch, watch } from "../../src/rules/watch.ts";

/** A rule that stops when it is broken, told by its formula and what a test cares about. */
export function ruleOf(text: string, differently: Partial<Rule> = {}): Rule {
  return {
    id: "a-rule",
    clause: "A clause.",
    source: "a test",
    formula: parseFormula(text, new Map()),
    text,
    broken: STANDING_STILL,
    unknown: STANDING_STILL,
    past: "left-out",
    waivable: "never-waived",
    severity: "serious",
    ...differently,
  };
}

export type Sample = readonly [time: number, signals: Signals];

/** What a watch over rules finds at each sample, rule by rule. */
export function findingsOf(
  rules: readonly Rule[],
  samples: readonly Sample[],
  hold = Infinity,
): readonly (readonly Finding[])[] {
  const prepared = prepare({ rules, hold });
  let state: Watch = begin(prepared);
  return samples.map(([time, signals]) => {
    const step = watch(prepared, state, signals, time);
    state = step.watch;
    return step.findings;
  });
}

/** The verdicts on one rule, sample by sample. */
export function verdictsOn(rule: Rule, samples: readonly Sample[], hold = Infinity): string[] {
  return findingsOf([rule], samples, hold).map(([finding]) => finding?.verdict ?? "");
}
