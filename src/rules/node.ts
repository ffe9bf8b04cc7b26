import type { Seconds } from "../quantity/time.ts";
import type { Atom } from "./atom.ts";
import type { Formula, Window } from "./formula.ts";

/**
 * What a formula is computed by: `once`, `historically` and windows that do not reach the present are made of the few
 * operators here (see `nodeOf`). Those with a memory have a slot in it.
 */
export type Node =
  | { readonly kind: "atom"; readonly atom: Atom }
  | { readonly kind: "always" }
  | { readonly kind: "not"; readonly of: Node }
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  /** F since G over [now - span, now]. */
  | {
      readonly kind: "since";
      readonly left: Node;
      readonly right: Node;
      readonly span: Seconds;
      readonly slot: number;
    }
  /** F as it was `by` ago [s]. */
  | { readonly kind: "delay"; readonly of: Node; readonly by: Seconds; readonly slot: number }
  | { readonly kind: "previously"; readonly of: Node; readonly slot: number };

/** How many slots of each kind a formula needs. */
export type Slots = { readonly since: number; readonly delay: number; readonly previously: number };

export type Compiled = { readonly node: Node; readonly slots: Slots };

type Count = { since: number; delay: number; previously: number };

/** What computes a formula. */
export function compile(formula: Formula): Compiled {
  const slots: Count = { since: 0, delay: 0, previously: 0 };
  const node = nodeOf(formula, slots);
  return { node, slots };
}

const ALWAYS: Node = { kind: "always" };

function nodeOf(formula: Formula, slots: Count): Node {
  switch (formula.kind) {
    case "number":
    case "word":
    case "place":
      return { kind: "atom", atom: formula };
    case "not":
      return negated(nodeOf(formula.of, slots));
    case "and":
    case "or":
    case "implies": {
      const left = nodeOf(formula.left, slots);
      const right = nodeOf(formula.right, slots);
      return formula.kind === "implies"
        ? { kind: "or", left: negated(left), right }
        : { kind: formula.kind, left, right };
    }
    case "once":
      return sinceIn(formula.window, ALWAYS, nodeOf(formula.of, slots), slots);
    case "historically":
      return historically(formula.window, nodeOf(formula.of, slots), slots);
    case "since":
      return heldSince(formula.window, formula.left, formula.right, slots);
    case "previously":
      return { kind: "previously", of: nodeOf(formula.of, slots), slot: slots.previously++ };
  }
}

function negated(of: Node): Node {
  return of.kind === "not" ? of.of : { kind: "not", of };
}

function historically(window: Window, of: Node, slots: Count): Node {
  return negated(sinceIn(window, ALWAYS, negated(of), slots));
}

/** [now - to, now - from] is [u - (to - from), u] as it was `from` ago. */
function sinceIn({ from, to }: Window, left: Node, right: Node, slots: Count): Node {
  const since: Node = { kind: "since", left, right, span: to - from, slot: slots.since++ };
  return from === 0 ? since : { kind: "delay", of: since, by: from, slot: slots.delay++ };
}

/** F since G in a window that ended `from` ago: so it was then, and F has held from then on. */
function heldSince(window: Window, left: Formula, right: Formula, slots: Count): Node {
  const then = sinceIn(window, nodeOf(left, slots), nodeOf(right, slots), slots);
  return window.from === 0
    ? then
    : {
        kind: "and",
        left: historically({ from: 0, to: window.from }, nodeOf(left, slots), slots),
        right: then,
      };
}
