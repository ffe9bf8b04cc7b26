import { createRandom } from "../../../quantity/random.ts";
import { type Formula, signalsOf } from "../../../rules/formula.ts";
import { type Rule, STANDING_STILL } from "../../../rules/rule.ts";
import { isKnown } from "../../../rules/signal.ts";
import { begin, prepare, watch } from "../../../rules/watch.ts";
import { drawFormula, drawTrace } from "./draw.ts";
import { judge, type Trace, type Worth } from "./oracle.ts";

/** A rule of nothing but its formula. */
export function bareRule(formula: Formula, past: Rule["past"]): Rule {
  return {
    id: "drawn",
    clause: "drawn",
    source: "drawn",
    formula,
    text: "",
    broken: STANDING_STILL,
    unknown: STANDING_STILL,
    past,
    waivable: "never-waived",
    severity: "serious",
  };
}

/** What the watch says at each sample of a trace. */
export function watched(formula: Formula, trace: Trace): readonly Worth[] {
  const prepared = prepare({
    rules: [bareRule(formula, trace.past)],
    hold: trace.hold * trace.tick,
  });
  let state = begin(prepared);
  return trace.samples.flatMap(({ tick, signals }) => {
    const step = watch(prepared, state, signals, tick * trace.tick);
    state = step.watch;
    return step.findings.map(({ verdict, margin, marginAtBest }) => ({
      verdict,
      margin,
      marginAtBest,
    }));
  });
}

const LACKING: Worth = { verdict: "unknown", margin: -Infinity, marginAtBest: Infinity };

/** What the oracle says, and what a rule adds to a formula: without one of its signals it is unknown. */
export function expected(formula: Formula, trace: Trace): readonly Worth[] {
  const names = signalsOf(formula);
  const lacks = trace.samples.map(({ signals }) => names.some((name) => !isKnown(signals, name)));
  return judge(formula, trace).map((worth, at) => (lacks[at] === true ? LACKING : worth));
}

/** One difference, for a person: empty when there is none. */
export type Outcome = { readonly difference: string; readonly verdicts: readonly string[] };

/** One drawn formula over one drawn trace, by the watch and by the oracle. */
export function compareOnce(seed: number): Outcome {
  const random = createRandom(seed);
  const formula = drawFormula(random, 1 + random.index(4));
  const trace = drawTrace(random);
  const want = expected(formula, trace);
  const got = watched(formula, trace);
  const at = want.findIndex((worth, index) => !isSame(worth, got[index]));
  const difference =
    at < 0
      ? ""
      : `seed ${seed}, sample ${at}: ${JSON.stringify({ want: tellWorth(want[at]), got: tellWorth(got[at]), formula, trace })}`;
  return { difference, verdicts: want.map(({ verdict }) => verdict) };
}

function isSame(a: Worth, b: Worth | undefined): boolean {
  return a.verdict === b?.verdict && a.margin === b.margin && a.marginAtBest === b.marginAtBest;
}

function tellWorth(worth: Worth | undefined): string {
  return `${worth?.verdict} ${worth?.margin} … ${worth?.marginAtBest}`;
}
