import { describe, expect, it } from "vitest";
import { restrict } from "../../src/rules/restrict.ts";
import type { Rule } from "../../src/rules/rule.ts";
import type { Signals } from "../../src/rules/signal.ts";
import type { Finding } from "../../src/rules/watch.ts";
import { findingsOf, ruleOf } from "../support/rule-book.ts";

const SLOW = { speed: 0.3, spin: Infinity };
const STEADY = { speed: 0.5, spin: 0.4 };

const rules: readonly Rule[] = [
  ruleOf("speed < 1 m/s", { id: "halt", clause: "Halt." }),
  ruleOf("spin < 1 rad/s", { id: "slow", clause: "Slow.", broken: SLOW, severity: "minor" }),
  ruleOf("people < 1", { id: "steady", clause: "Steady.", broken: STEADY, unknown: STEADY }),
];

const FINE: Signals = { speed: 0, spin: 0, people: 0 };

function find(signals: Signals, book = rules): readonly Finding[] {
  return findingsOf(book, [[0, { ...FINE, ...signals }]]).flat();
}

describe("restrict", () => {
  it("asks for nothing when every rule is kept, or there is none", () => {
    const nothing = {
      speed: Infinity,
      spin: Infinity,
      bounds: [],
      because: "rule-limit",
      about: "",
      trouble: "",
    };

    expect(restrict(find({}))).toEqual(nothing);
    expect(restrict([])).toEqual(nothing);
  });

  it("limits by the tightest of the broken rules and names the most severe", () => {
    expect(restrict(find({ spin: 2 }))).toEqual({
      speed: 0.3,
      spin: Infinity,
      bounds: [],
      because: "rule-limit",
      about: "slow: Slow. (by 1 rad/s)",
      trouble: "",
    });
    expect(restrict(find({ spin: 2, people: 3 }))).toEqual({
      speed: 0.3,
      spin: 0.4,
      bounds: [],
      because: "rule-limit",
      about: "steady: Steady.; also slow",
      trouble: "",
    });
  });

  it("forbids motion when one of them does, and names those that do", () => {
    expect(restrict(find({ speed: 2, spin: 2 }))).toEqual({
      speed: 0,
      spin: 0,
      bounds: [],
      because: "rule-broken",
      about: "halt: Halt. (by 1 m/s)",
      trouble: "rule-broken",
    });
  });

  it("lets the robot turn where only its speed is zero", () => {
    const turn = ruleOf("speed < 1 m/s", { broken: { speed: 0, spin: 0.5 } });

    expect(restrict(find({ speed: 2 }, [turn]))).toMatchObject({
      trouble: "",
      speed: 0,
      spin: 0.5,
    });
    const drive = ruleOf("speed < 1 m/s", { broken: { speed: 0.5, spin: 0 } });
    expect(restrict(find({ speed: 2 }, [drive]))).toMatchObject({
      trouble: "",
      speed: 0.5,
      spin: 0,
    });
  });

  it("stops for a rule that is unknown, and says what is missing", () => {
    expect(restrict(find({ spin: undefined }))).toMatchObject({
      trouble: "rule-broken",
      speed: 0,
      about: "slow: Slow. (spin is not known)",
    });
  });

  it("takes an unknown rule for a broken one where the rule says so", () => {
    expect(restrict(find({ people: NaN }))).toMatchObject({
      trouble: "",
      speed: 0.5,
      about: "steady: Steady. (people is not known)",
    });
  });

  it("says when it is the past that is not known, and when several signals are", () => {
    const past = ruleOf("once[1 s, 2 s] speed < 1 m/s", { past: "unknown" });
    const both = ruleOf("speed < 1 m/s or spin < 1 rad/s");

    expect(restrict(find({}, [past])).about).toContain("(what was before is not known)");
    expect(restrict(find({ speed: NaN, spin: NaN }, [both])).about).toContain(
      "(speed, spin are not known)",
    );
  });

  it("says by how much a rule is broken, where that is a number of one unit", () => {
    const about = (text: string, signals: Signals): string =>
      restrict(find(signals, [ruleOf(text, { id: "r", clause: "C." })])).about;

    expect(about("speed < 1 m/s", { speed: 1.12345 })).toBe("r: C. (by 0.12 m/s)");
    expect(about("speed < 1 m/s", { speed: Infinity })).toBe("r: C.");
    expect(about("speed < 1 m/s", { speed: 1 })).toBe("r: C.");
    expect(about("driver = teleop", { driver: "nobody" })).toBe("r: C.");
    expect(about("people < 1", { people: 4 })).toBe("r: C.");
    expect(about("speed < 1 m/s or spin < 1 rad/s", { speed: 2, spin: 3 })).toBe("r: C.");
  });

  it("orders by severity, whatever the order of the book", () => {
    const book = (["minor", "red-line", "serious"] as const).map((severity) =>
      ruleOf("speed < 1 m/s", { id: severity, severity }),
    );

    expect(restrict(find({ speed: 2 }, book)).about).toBe(
      "red-line: A clause. (by 1 m/s); also serious, minor",
    );
  });
});

describe("restrict with waivers", () => {
  const waivable = ruleOf("speed < 1 m/s", { id: "halt", waivable: "waivable" });
  const WAIVED = new Map([["halt", { speed: 0.1 }]]);

  it("leaves a crawl of a waived rule that is broken", () => {
    expect(restrict(find({ speed: 2 }, [waivable]), WAIVED)).toMatchObject({
      speed: 0.1,
      spin: 0.1,
      because: "rule-limit",
      trouble: "",
    });
  });

  it.each([
    [0.03, 0.03],
    [0.1, 0.1],
    [5, 0.1],
    [0, 0],
    [-1, 0],
    [NaN, 0],
  ])("leaves what was signed, %s m/s, and no more than a crawl", (signed, given) => {
    expect(
      restrict(find({ speed: 2 }, [waivable]), new Map([["halt", { speed: signed }]])),
    ).toMatchObject({ speed: given, spin: given, trouble: given === 0 ? "rule-broken" : "" });
  });

  it.each([
    ["it is not the one", waivable, { speed: 2 }, new Map([["other", { speed: 0.1 }]])],
    ["it may not be waived", ruleOf("speed < 1 m/s", { id: "halt" }), { speed: 2 }, WAIVED],
    ["it is a red line", { ...waivable, severity: "red-line" as const }, { speed: 2 }, WAIVED],
    ["it is unknown", waivable, { speed: NaN }, WAIVED],
  ])("changes nothing when %s", (_, rule, signals, waived) => {
    expect(restrict(find(signals, [rule]), waived)).toMatchObject({
      speed: 0,
      trouble: "rule-broken",
    });
  });

  it("changes nothing for a rule that is kept", () => {
    expect(restrict(find({}, [waivable]), WAIVED).speed).toBe(Infinity);
  });
});
