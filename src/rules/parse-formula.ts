import type { Seconds } from "../quantity/time.ts";
import { Cursor } from "./cursor.ts";
import { EVER, type Formula, partsOf, type Window } from "./formula.ts";
import { parseAtom, type Places } from "./parse-atom.ts";
import { FormulaError } from "./token.ts";

/** Longest window [s]; only `inf`, which needs no memory of single samples, is longer. */
export const LONGEST_WINDOW: Seconds = 3600;

/** Shortest time that a window may end ago [s], unless it ends now. */
export const SHORTEST_DELAY: Seconds = 0.001;

/** How deep operators that look back may be nested [1]. */
export const DEEPEST = 5;

/**
 * Reads a formula. In order of binding, the tightest first: comparisons; `not`, `once`, `historically`, `previously`;
 * `since`; `and`; `or`; `implies`, which alone groups to the right.
 * @throws FormulaError saying where and what would be right.
 */
export function parseFormula(text: string, places: Places): Formula {
  const cursor = new Cursor(text);
  const formula = implication(cursor, places);
  const { kind, text: rest, at } = cursor.peek();
  if (kind !== "end") {
    throw new FormulaError(at, `'${rest}' follows a formula that is already whole`);
  }
  if (depthOf(formula) > DEEPEST) {
    throw new FormulaError(
      0,
      `once, historically, since and previously may be nested ${DEEPEST} deep at most`,
    );
  }
  return formula;
}

function implication(cursor: Cursor, places: Places): Formula {
  const left = disjunction(cursor, places);
  return cursor.took("implies")
    ? { kind: "implies", left, right: implication(cursor, places) }
    : left;
}

function disjunction(cursor: Cursor, places: Places): Formula {
  let left = conjunction(cursor, places);
  while (cursor.took("or")) {
    left = { kind: "or", left, right: conjunction(cursor, places) };
  }
  return left;
}

function conjunction(cursor: Cursor, places: Places): Formula {
  let left = sinces(cursor, places);
  while (cursor.took("and")) {
    left = { kind: "and", left, right: sinces(cursor, places) };
  }
  return left;
}

function sinces(cursor: Cursor, places: Places): Formula {
  let left = unary(cursor, places);
  while (cursor.took("since")) {
    const window = windowAt(cursor);
    left = { kind: "since", window, left, right: unary(cursor, places) };
  }
  return left;
}

function unary(cursor: Cursor, places: Places): Formula {
  if (cursor.took("not")) {
    return { kind: "not", of: unary(cursor, places) };
  }
  if (cursor.took("previously")) {
    return { kind: "previously", of: unary(cursor, places) };
  }
  const kind = (["once", "historically"] as const).find((word) => cursor.took(word));
  if (kind !== undefined) {
    const window = windowAt(cursor);
    return { kind, window, of: unary(cursor, places) };
  }
  if (cursor.took("(")) {
    const inside = implication(cursor, places);
    cursor.expect(")");
    return inside;
  }
  return parseAtom(cursor, places);
}

/** `[1 s, 5 s]`: from 5 s ago until 1 s ago. Without one, the whole past. */
function windowAt(cursor: Cursor): Window {
  const { at } = cursor.peek();
  if (!cursor.took("[")) {
    return EVER;
  }
  const from = cursor.quantity("s");
  cursor.expect(",");
  const to = cursor.took("inf") ? Infinity : cursor.quantity("s");
  cursor.expect("]");
  const trouble = troubleWith({ from, to });
  if (trouble !== undefined) {
    throw new FormulaError(at, trouble);
  }
  return { from, to };
}

function troubleWith({ from, to }: Window): string | undefined {
  if (!(from >= 0 && to >= from)) {
    return "a window is [FROM, TO] with 0 <= FROM <= TO, both ago";
  }
  if (from > LONGEST_WINDOW || (to > LONGEST_WINDOW && to !== Infinity)) {
    return `a window looks back ${LONGEST_WINDOW} s at most, or to inf`;
  }
  return from > 0 && from < SHORTEST_DELAY
    ? `a window ends now, or ${SHORTEST_DELAY} s ago or earlier`
    : undefined;
}

/** How deep operators that look back are nested. */
function depthOf(formula: Formula): number {
  const inside = Math.max(0, ...partsOf(formula).map(depthOf));
  return inside + (LOOKING_BACK.has(formula.kind) ? 1 : 0);
}

const LOOKING_BACK: ReadonlySet<Formula["kind"]> = new Set([
  "once",
  "historically",
  "since",
  "previously",
]);
