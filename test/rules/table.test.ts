import { describe, expect, it } from "vitest";
import { STANDING_STILL } from "../../src/rules/rule.ts";
import { COLUMNS, rowsOf, tellCeiling } from "../../src/rules/table.ts";
import { ruleOf } from "../support/rule-book.ts";

describe("rowsOf", () => {
  it("has one row a rule, one text a column", () => {
    const rules = [
      ruleOf("speed < 1 m/s", { waivable: "waivable", broken: { speed: 0.3, spin: Infinity } }),
      ruleOf("spin < 1 rad/s", { id: "other" }),
    ];
    const [first, second] = rowsOf({ rules, hold: 1 });

    expect(first).toEqual([
      ...[
        "a-rule (serious)",
        "A clause.",
        "speed < 1 m/s",
        "at most 0.3 m/s",
        "stop",
        "yes",
        "a test",
      ],
    ]);
    expect(first).toHaveLength(COLUMNS.length);
    expect(second?.[0]).toBe("other (serious)");
    expect(second?.[5]).toBe("no");
    expect(COLUMNS).toEqual([
      ...["id", "clause", "holds", "when broken", "when unknown", "waivable", "source"],
    ]);
  });
});

describe("tellCeiling", () => {
  it.each([
    [STANDING_STILL, "stop"],
    [{ speed: 0.3, spin: Infinity }, "at most 0.3 m/s"],
    [{ speed: Infinity, spin: 0.5 }, "at most 0.5 rad/s"],
    [{ speed: 0, spin: 0.5 }, "at most 0 m/s and 0.5 rad/s"],
    [{ speed: 0.3, spin: 0 }, "at most 0.3 m/s and 0 rad/s"],
  ])("of %o is %s", (ceiling, words) => {
    expect(tellCeiling(ceiling)).toBe(words);
  });
});
