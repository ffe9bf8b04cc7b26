import type { Unit } from "../kernel/reason.ts";
import type { Seconds } from "../quantity/time.ts";
import { at, over, type Stretch } from "./evaluate.ts";
import { signalsOf, unitOf } from "./formula.ts";
import { type Draft, draftOf, freshMemory, type Memory, type Past } from "./memory.ts";
import { compile, type Compiled } from "./node.ts";
import type { Rule, RuleBook } from "./rule.ts";
import { isKnown, NOTHING_KNOWN, type SignalName, type Signals } from "./signal.ts";
import { isTrue, type Truth, UNKNOWN } from "./truth.ts";

/**
 * Watches rules over samples that come when they come. Every signal holds its value from its sample until the next one,
 * for `hold` at most; then it is unknown. A rule begins to watch with the first sample in which all its signals are
 * known. It is `kept` only if its formula is true whatever the unknown values were, `broken` if it is false whatever they
 * were, and else, or while one of its signals is missing, `unknown`. Work and memory depend on the windows, not on how
 * long it has watched.
 */
export type Watch = {
  readonly rules: readonly Watched[];
  /** The newest sample; absent before the first. */
  readonly last: { readonly time: Seconds; readonly signals: Signals } | undefined;
};

type Watched = {
  /** Absent until the rule has begun to watch. */
  readonly memory: Memory | undefined;
  /** What the time before counts as: what the rule says, and unknown after a clock went wrong. */
  readonly past: Past;
  /** Absent until there is one. */
  readonly verdict: Verdict | undefined;
  readonly since: Seconds;
};

export type Verdict = "kept" | "broken" | "unknown";

/** What a rule is worth at the newest sample. */
export type Finding = {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** How far it is inside (+) or outside (-) at worst, in `unit`. */
  readonly margin: number;
  /** The same at best; it differs from `margin` where something is not known. */
  readonly marginAtBest: number;
  readonly unit: Unit;
  /** Since when the verdict is what it is, on the clock of the samples [s]. */
  readonly since: Seconds;
  /** The signals it lacks now. */
  readonly missing: readonly SignalName[];
};

/** A book made ready to be watched. */
export type Prepared = { readonly entries: readonly Entry[]; readonly hold: Seconds };

type Entry = {
  readonly rule: Rule;
  readonly compiled: Compiled;
  readonly signals: readonly SignalName[];
  readonly unit: Unit;
};

export function prepare({ rules, hold }: RuleBook): Prepared {
  const entries = rules.map((rule) => ({
    rule,
    compiled: compile(rule.formula),
    signals: signalsOf(rule.formula),
    unit: unitOf(rule.formula),
  }));
  return { entries, hold };
}

/** A watch that has seen nothing. */
export function begin({ entries }: Prepared): Watch {
  const rules = entries.map(({ rule }) => unwatched(rule.past));
  return { rules, last: undefined };
}

function unwatched(past: Past): Watched {
  return { memory: undefined, past, verdict: undefined, since: -Infinity };
}

/** The watch after one more sample, and what each rule is worth now, in the order of the book. Never throws. */
export function watch(
  { entries, hold }: Prepared,
  before: Watch,
  signals: Signals,
  now: Seconds,
): { readonly watch: Watch; readonly findings: readonly Finding[] } {
  const sound = Number.isFinite(now) && now >= (before.last?.time ?? -Infinity);
  const stretches = sound ? stretchesUntil(before, hold, now) : [];
  const seen = entries.map((entry, index) => {
    const known = before.rules[index] ?? unwatched("unknown");
    return sound ? watchRule(entry, known, stretches, signals, now) : lostTrack(entry, now);
  });
  return {
    watch: {
      rules: seen.map(({ watched }) => watched),
      last: sound ? { time: now, signals } : undefined,
    },
    findings: seen.map(({ finding }) => finding),
  };
}

/** The time since the last sample, if any has passed: what it spoke for, and what nobody did. */
function stretchesUntil({ last }: Watch, hold: Seconds, now: Seconds): readonly Stretch[] {
  if (last === undefined) {
    return [];
  }
  const { time, signals } = last;
  const silent = Math.min(now, time + hold);
  const spoken = { signals, from: time, to: silent };
  const unspoken = { signals: NOTHING_KNOWN, from: silent, to: now };
  return [spoken, unspoken].filter(({ from, to }) => to > from);
}

type Seen = { readonly watched: Watched; readonly finding: Finding };

function watchRule(
  entry: Entry,
  known: Watched,
  stretches: readonly Stretch[],
  signals: Signals,
  now: Seconds,
): Seen {
  const { node, slots } = entry.compiled;
  const missing = entry.signals.filter((name) => !isKnown(signals, name));
  if (known.memory === undefined && missing.length > 0) {
    return seenAs(entry, known, undefined, UNKNOWN, missing, now);
  }
  const memory: Draft = draftOf(known.memory ?? freshMemory(slots, known.past, now));
  if (known.memory !== undefined) {
    stretches.forEach((stretch) => void over(node, memory, stretch));
  }
  const truth = at(node, memory, signals, now);
  return seenAs(entry, known, memory, missing.length > 0 ? UNKNOWN : truth, missing, now);
}

/** Time that goes back, or is no number, says nothing of the past: all rules begin anew, with an unknown past. */
function lostTrack(entry: Entry, now: Seconds): Seen {
  return seenAs(entry, unwatched("unknown"), undefined, UNKNOWN, [], now);
}

function seenAs(
  { rule, unit }: Entry,
  known: Watched,
  memory: Memory | undefined,
  truth: Truth,
  missing: readonly SignalName[],
  now: Seconds,
): Seen {
  const verdict = verdictOf(truth);
  const since = verdict === known.verdict ? known.since : now;
  return {
    watched: { memory, past: known.past, verdict, since },
    finding: {
      rule,
      verdict,
      margin: truth.least,
      marginAtBest: truth.most,
      unit,
      since,
      missing,
    },
  };
}

function verdictOf({ least, most }: Truth): Verdict {
  if (isTrue(least)) {
    return "kept";
  }
  return isTrue(most) ? "unknown" : "broken";
}
