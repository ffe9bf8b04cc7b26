import type { Unit } from "../kernel/reason.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";
import {
  isNumberSignal,
  type NumberSignal,
  NUMBERS,
  type SignalName,
  type WordSignal,
} from "./signal.ts";

export const COMPARISONS = ["<", "<=", ">", ">=", "=", "!="] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** How far back a temporal operator looks: from `to` ago until `from` ago, both included [s]; `to` may be infinite. */
export type Window = { readonly from: Seconds; readonly to: Seconds };

/** The whole past, the present included. */
export const EVER: Window = { from: 0, to: Infinity };

/**
 * A formula of past-time metric temporal logic over dense time, as a person wrote it.
 *
 * Every signal holds its value from its sample until the next one (the sample's own moment included, the next one not).
 * At a moment t, with the moments t' of the past that lie in the window [t - to, t - from]:
 * - `once` F: F was true at one of them at least; false when there is none;
 * - `historically` F: F was true at all of them; true when there is none;
 * - F `since` G: G was true at one of them, and F at every moment after it until now, now included;
 * - `previously` F: F was true at the moment of the sample before the newest one; false when there is none.
 */
export type Formula =
  | {
      readonly kind: "number";
      readonly signal: NumberSignal;
      readonly is: Comparison;
      /** In the signal's unit. */
      readonly than: number;
    }
  | {
      readonly kind: "word";
      readonly signal: WordSignal;
      readonly is: "=" | "!=";
      readonly word: string;
    }
  | { readonly kind: "place"; readonly name: string; readonly outline: readonly Vector[] }
  | { readonly kind: "not"; readonly of: Formula }
  | { readonly kind: "and" | "or" | "implies"; readonly left: Formula; readonly right: Formula }
  | { readonly kind: "once" | "historically"; readonly window: Window; readonly of: Formula }
  | {
      readonly kind: "since";
      readonly window: Window;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: "previously"; readonly of: Formula };

/** The formulas directly inside a formula. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case "number":
    case "word":
    case "place":
      return [];
    case "not":
    case "once":
    case "historically":
    case "previously":
      return [formula.of];
    case "and":
    case "or":
    case "implies":
    case "since":
      return [formula.left, formula.right];
  }
}

/** The signals a formula speaks of, each once, in the order in which it names them. */
export function signalsOf(formula: Formula): readonly SignalName[] {
  return [...new Set(everySignal(formula))];
}

function everySignal(formula: Formula): readonly SignalName[] {
  const inside = partsOf(formula).flatMap(everySignal);
  return [...ownSignals(formula), ...inside];
}

function ownSignals(formula: Formula): readonly SignalName[] {
  if (formula.kind === "place") {
    return ["x", "y"];
  }
  return formula.kind === "number" || formula.kind === "word" ? [formula.signal] : [];
}

/** The unit its margin is in: the one of all its comparisons, or "1" where they differ or none has one. */
export function unitOf(formula: Formula): Unit {
  const [first, ...others] = new Set(everyUnit(formula));
  return first === undefined || others.length > 0 ? "1" : first;
}

function everyUnit(formula: Formula): readonly Unit[] {
  const numbers = signalsOf(formula).filter(isNumberSignal);
  return numbers.map((name) => NUMBERS[name].unit);
}
