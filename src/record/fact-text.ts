import type { Fact } from "../kernel/fact.ts";

/**
 * Facts as canonical JSON: numbers to the last bit (JSON keeps doubles), and those JSON has no word for as texts.
 */
const NOT_FINITE: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity };

/** The fact as one line of text. */
export function writeFact(fact: Fact): string {
  return JSON.stringify(fact, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value)
      ? { number: String(value) }
      : Object.is(value, -0)
        ? { number: "-0" }
        : value,
  );
}

/**
 * The fact in one line of text, the same to the bit.
 * @throws SyntaxError when the line is no JSON.
 */
export function readFact(text: string): Fact {
  return JSON.parse(text, (_, value: unknown) => unwrap(value)) as Fact;
}

function unwrap(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("number" in value)) {
    return value;
  }
  const word = String(value.number);
  return word === "-0" ? -0 : NOT_FINITE[word];
}
