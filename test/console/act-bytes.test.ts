import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalBytes } from "../../src/authority/act.ts";
import { actBytes } from "../../src/console/act-bytes.ts";

describe("actBytes", () => {
  it("makes the very bytes that the supervisor checks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("reset" as const, "resume" as const),
        fc.tuple(
          fc.string({ unit: "binary" }),
          fc.string(),
          fc.string({ unit: "grapheme" }),
          fc.string(),
        ),
        fc.nat(0x7fffffff),
        fc.nat(999_999_999),
        (act, [robot, operator, reason, nonce], sec, nanosec) => {
          const page = actBytes({ act, robot, operator, reason, sec, nanosec, nonce });
          const robotSide = canonicalBytes({
            act,
            robot,
            operator_name: operator,
            reason,
            nonce,
            stamp: { sec, nanosec },
          });
          expect(page).toEqual(robotSide);
        },
      ),
    );
  });
});
