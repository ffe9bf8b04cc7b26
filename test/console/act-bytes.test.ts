import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTS, canonicalBytes } from "../../src/authority/act.ts";
import { actBytes } from "../../src/console/act-bytes.ts";

const number = fc.double({ noNaN: true });

describe("actBytes", () => {
  it("makes the very bytes that the supervisor checks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTS),
        fc.record({
          robot: fc.string({ unit: "binary" }),
          boot: fc.string(),
          reason: fc.string({ unit: "grapheme" }),
          nonce: fc.string(),
          waiver: fc.record({
            line: fc.string({ unit: "grapheme" }),
            x: number,
            y: number,
            radius: number,
            duration: number,
            speed: number,
          }),
          limit: fc.record({ speed: number, spin: number }),
        }),
        fc.string(),
        fc.nat(0x7fffffff),
        fc.nat(999_999_999),
        (act, fields, operator, sec, nanosec) => {
          const page = actBytes({ act, ...fields, operator, sec, nanosec });
          const robotSide = canonicalBytes({
            act,
            ...fields,
            operator_name: operator,
            stamp: { sec, nanosec },
          });
          expect(page).toEqual(robotSide);
        },
      ),
    );
  });
});
