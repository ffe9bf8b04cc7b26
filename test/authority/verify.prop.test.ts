import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Act, canonicalBytes, NO_LIMIT, NO_WAIVER } from "../../src/authority/act.ts";
import { createKeyPair, signAct } from "../../src/authority/keys.ts";
import { parseOperators } from "../../src/authority/operators.ts";
import { NO_NONCES, verifyAct } from "../../src/authority/verify.ts";
import { evenly } from "../support/evenly.ts";

const pair = createKeyPair();
const operators = parseOperators(
  JSON.stringify({ anna: { publicKey: pair.publicKey, role: "operator" } }),
  "operators.json",
);

const acts: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom("reset", "resume", ""),
  robot: fc.string({ unit: "binary", maxLength: 12 }),
  operator_name: fc.constantFrom("anna", "ann", ""),
  reason: fc.string({ maxLength: 12 }),
  stamp: fc.record({ sec: fc.integer({ min: 0, max: 2 ** 31 - 1 }), nanosec: fc.nat(999_999_999) }),
  nonce: fc.string({ maxLength: 20 }),
  boot: fc.string({ maxLength: 20 }),
  waiver: fc.record({
    line: fc.string({ unit: "binary", maxLength: 12 }),
    x: evenly(-10, 10),
    y: evenly(-10, 10),
    radius: evenly(0, 4),
    duration: evenly(0, 40),
    speed: evenly(0, 0.2),
  }),
  limit: fc.record({ speed: evenly(0, 3), spin: evenly(0, 3) }),
});

describe("canonicalBytes", () => {
  it("differs wherever two acts differ", () => {
    fc.assert(
      fc.property(acts, acts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);

        expect(Buffer.compare(canonicalBytes(a), canonicalBytes(b)) === 0).toBe(same);
      }),
    );
  });
});

describe("verifyAct", () => {
  it("refuses an act that was changed in any one field after it was signed", () => {
    const honest: Act = {
      act: "reset",
      robot: "r",
      operator_name: "anna",
      reason: "clear",
      stamp: { sec: 100, nanosec: 0 },
      nonce: "0123456789abcdef",
      boot: "first",
      waiver: NO_WAIVER,
      limit: NO_LIMIT,
    };
    const { signature } = signAct(pair.privateKey, honest);
    const expected = { act: "reset", robot: "r", since: 0 } as const;

    expect(verifyAct(operators, expected, { ...honest, signature }, 101, NO_NONCES).accepted).toBe(
      "anna",
    );
    fc.assert(
      fc.property(
        acts,
        fc.constantFrom(...(Object.keys(honest) as (keyof Act)[])),
        (other, field) => {
          fc.pre(JSON.stringify(other[field]) !== JSON.stringify(honest[field]));
          const changed = { ...honest, [field]: other[field], signature };

          expect(verifyAct(operators, expected, changed, 101, NO_NONCES).accepted).toBeUndefined();
        },
      ),
    );
  });
});
