import type { Comparison, Formula } from "./formula.ts";
import { depthInside } from "./place.ts";
import { isKnown, type Signals } from "./signal.ts";
import { FALSE, known, TRUE, type Truth, UNKNOWN } from "./truth.ts";

/** What is true or false of one moment alone. */
export type Atom = Extract<Formula, { readonly kind: "number" | "word" | "place" }>;

/**
 * Worth of a comparison at one moment. A number's is its distance from the threshold, in the signal's unit; that of words
 * is infinite; that of a place is how deep the base's origin is inside it [m].
 */
export function truthOf(atom: Atom, signals: Signals): Truth {
  switch (atom.kind) {
    case "number": {
      const value = signals[atom.signal];
      return value === undefined || Number.isNaN(value)
        ? UNKNOWN
        : known(compare(value, atom.is, atom.than));
    }
    case "word":
      return isKnown(signals, atom.signal)
        ? (signals[atom.signal] === atom.word) === (atom.is === "=")
          ? TRUE
          : FALSE
        : UNKNOWN;
    case "place": {
      const { x = NaN, y = NaN } = signals;
      return Number.isFinite(x) && Number.isFinite(y)
        ? known(depthInside(atom.outline, { x, y }))
        : UNKNOWN;
    }
  }
}

function compare(value: number, is: Comparison, than: number): number {
  const distance = Math.abs(value - than);
  return holds(value, is, than) ? distance : -distance;
}

function holds(value: number, is: Comparison, than: number): boolean {
  switch (is) {
    case "<":
      return value < than;
    case "<=":
      return value <= than;
    case ">":
      return value > than;
    case ">=":
      return value >= than;
    case "=":
      return value === than;
    case "!=":
      return value !== than;
  }
}
