import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFact, writeFact } from "../../src/record/fact-text.ts";
import { ShapeError } from "../../src/record/shape.ts";
import { anyFact } from "./arbitrary-fact.ts";

/** The same value with its fields in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([k, v]) => [k, reversed(v)]),
      )
    : value;
}

describe("facts as text", () => {
  it("come back to the bit", () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        expect(readFact(writeFact(fact))).toEqual(fact);
      }),
    );
  });

  it("keep the sign of zero", () => {
    const fact = { kind: "reset", by: "", received: -0 } as const;
    expect(writeFact(fact)).toBe('{"by":"","kind":"reset","received":{"number":"-0"}}');
    expect(readFact(writeFact(fact))).toEqual(fact);
    expect(readFact(writeFact(fact))).not.toEqual({ ...fact, received: 0 });
  });

  it("have one text whatever the order of their fields", () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        expect(writeFact(reversed(fact) as typeof fact)).toBe(writeFact(fact));
      }),
    );
  });

  it("are one line of JSON", () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        const line = writeFact(fact);
        expect(line).not.toMatch(/[\n\r]/);
        expect(() => void JSON.parse(line)).not.toThrow();
      }),
    );
  });

  it.each([
    ["no JSON", "{", /a fact must be JSON: \{/],
    ["of an unknown kind", '{"kind":"wish"}', /a fact must be of kind settings, command/],
    ["of a kind that is a word of JavaScript", '{"kind":"constructor"}', /must be of kind/],
    ["a list", "[]", /must be of kind/],
    ["short of a field", '{"by":"a","kind":"reset"}', /the fact 'reset'.received must be a number/],
    [
      "too long by a field",
      '{"by":"a","kind":"reset","received":1,"and":2}',
      /the fact 'reset' has a field 'and' nobody knows/,
    ],
    [
      "of a wrong word",
      '{"because":"boredom","by":"a","kind":"stop","received":1}',
      /the fact 'stop'.because must be one of .*human-veto, .*not 'boredom'/,
    ],
    [
      "a number in words nobody knows",
      '{"by":"a","kind":"reset","received":{"number":"many"}}',
      /received must be a number/,
    ],
  ])("that are %s are refused with one sentence", (_, line, sentence) => {
    expect(() => readFact(line)).toThrow(ShapeError);
    expect(() => readFact(line)).toThrow(sentence);
  });
});
