import { describe, expect, it } from "vitest";
import { LimitTextError, readLimit, writeLimit } from "../../src/authority/limit-text.ts";
import { changeLimit, restrictionOf, unlimited } from "../../src/authority/limits.ts";

const CEILINGS = { speed: 1.2, spin: 2.5 };

describe("LimitTextError", () => {
  it("is known by its name where the command line tells it from a fault", () => {
    expect(new LimitTextError("").name).toBe("LimitTextError");
  });
});

describe("changeLimit", () => {
  it("lowers the ceilings and gives them back", () => {
    const lowered = changeLimit(CEILINGS, { speed: 0.4, spin: 1 }, "sam").limit!;
    const back = changeLimit(CEILINGS, CEILINGS, "sam").limit!;

    expect(restrictionOf(lowered, CEILINGS)).toEqual({
      speed: 0.4,
      spin: 1,
      bounds: [],
      because: "operator-limit",
      about: "sam",
      trouble: "",
    });
    expect(restrictionOf(back, CEILINGS)).toBeUndefined();
    expect(restrictionOf(unlimited(CEILINGS), CEILINGS)).toBeUndefined();
    expect(unlimited(CEILINGS)).toEqual({ ...CEILINGS, by: "" });
  });

  it("restricts when one of the two is lowered", () => {
    expect(restrictionOf({ ...CEILINGS, speed: 1, by: "" }, CEILINGS)?.speed).toBe(1);
    expect(restrictionOf({ ...CEILINGS, spin: 1, by: "" }, CEILINGS)?.spin).toBe(1);
  });

  it.each([
    [{ speed: 1.21, spin: 1 }, "the speed must be above 0 and at most the ceiling of 1.2 m/s"],
    [{ speed: 0, spin: 1 }, "the speed must be"],
    [{ speed: -1, spin: 1 }, "the speed must be"],
    [{ speed: NaN, spin: 1 }, "the speed must be"],
    [{ speed: 1, spin: 2.51 }, "the spin must be above 0 and at most the ceiling of 2.5 rad/s"],
    [{ speed: 1, spin: 0 }, "the spin must be"],
    [{ speed: 1, spin: Infinity }, "the spin must be"],
  ])("refuses %j", (terms, sentence) => {
    expect(changeLimit(CEILINGS, terms, "sam").refused).toContain(sentence);
  });
});

describe("the text of a limit", () => {
  const limit = { speed: 0.4, spin: 1, by: "sam" };

  it("keeps it over a restart, which gives no ceiling back", () => {
    expect(readLimit(writeLimit(limit), CEILINGS, "f")).toEqual(limit);
    expect(readLimit(writeLimit({ ...limit, speed: 9, spin: 9 }), CEILINGS, "f")).toEqual({
      ...CEILINGS,
      by: "sam",
    });
  });

  it.each([
    "",
    "null",
    "3",
    "{}",
    '{"speed": 0, "spin": 1, "by": "sam"}',
    '{"speed": 1, "spin": -1, "by": "sam"}',
    '{"speed": "1", "spin": 1, "by": "sam"}',
    '{"speed": 1, "spin": null, "by": "sam"}',
    '{"speed": 1, "spin": 1}',
    '{"speed": 1, "spin"',
  ])("refuses %j with the file's name", (text) => {
    expect(() => readLimit(text, CEILINGS, "limit.json")).toThrow("limit.json: must be");
  });
});
