import type { Vector } from "../quantity/vector.ts";
import type { Cursor } from "./cursor.ts";
import { COMPARISONS, type Comparison, type Formula } from "./formula.ts";
import {
  isNumberSignal,
  isWordSignal,
  type NumberSignal,
  NUMBERS,
  type WordSignal,
  WORDS,
} from "./signal.ts";
import { FormulaError } from "./token.ts";

/** Outlines of named places, frame odom [m]. */
export type Places = ReadonlyMap<string, readonly Vector[]>;

/** `speed > 0.3 m/s`, `driver = teleop` or `in_place("ramp")`. */
export function parseAtom(cursor: Cursor, places: Places): Formula {
  const { kind, text, at } = cursor.peek();
  if (kind !== "word") {
    throw cursor.refusal("a signal");
  }
  cursor.take();
  if (text === "in_place") {
    return placeAtom(cursor, places);
  }
  if (isNumberSignal(text)) {
    return numberAtom(cursor, text);
  }
  if (isWordSignal(text)) {
    return wordAtom(cursor, text);
  }
  const known = [...Object.keys(NUMBERS), ...Object.keys(WORDS)].join(", ");
  throw new FormulaError(at, `'${text}' is no signal; there are ${known}`);
}

function numberAtom(cursor: Cursor, signal: NumberSignal): Formula {
  const is = comparison(cursor);
  return { kind: "number", signal, is, than: cursor.quantity(NUMBERS[signal].unit) };
}

function comparison(cursor: Cursor): Comparison {
  const found = COMPARISONS.find((sign) => cursor.took(sign));
  if (found === undefined) {
    throw cursor.refusal(`one of ${COMPARISONS.join(" ")}`);
  }
  return found;
}

function wordAtom(cursor: Cursor, signal: WordSignal): Formula {
  const is = (["=", "!="] as const).find((sign) => cursor.took(sign));
  if (is === undefined) {
    throw cursor.refusal("= or !=");
  }
  const word = WORDS[signal].words.find((one) => cursor.took(one));
  if (word === undefined) {
    throw cursor.refusal(`one of ${WORDS[signal].words.join(", ")}`);
  }
  return { kind: "word", signal, is, word };
}

function placeAtom(cursor: Cursor, places: Places): Formula {
  cursor.expect("(");
  const { kind, text, at } = cursor.peek();
  if (kind !== "text") {
    throw cursor.refusal("the name of a place in double quotes");
  }
  cursor.take();
  cursor.expect(")");
  const name = text.slice(1, -1);
  const outline = places.get(name);
  if (outline === undefined) {
    const known = [...places.keys()].join(", ");
    throw new FormulaError(
      at,
      `'${name}' is no place of this file; ${known === "" ? "it names none" : `it names ${known}`}`,
    );
  }
  return { kind: "place", name, outline };
}
