import { describe, expect, it } from "vitest";
import { EVER, type Formula } from "../../src/rules/formula.ts";
import { parseFormula } from "../../src/rules/parse-formula.ts";
import { FormulaError } from "../../src/rules/token.ts";

const RAMP = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 4, y: 2 },
];
const PLACES = new Map([["ramp", RAMP]]);

function parse(text: string): Formula {
  return parseFormula(text, PLACES);
}

function refusal(text: string, places = PLACES): FormulaError {
  try {
    parseFormula(text, places);
  } catch (error) {
    if (error instanceof FormulaError) {
      return error;
    }
  }
  throw new Error(`'${text}' was not refused`);
}

const slow: Formula = { kind: "number", signal: "speed", is: "<", than: 1 };
const still: Formula = { kind: "number", signal: "spin", is: "=", than: 0 };
const alone: Formula = { kind: "number", signal: "people", is: "<=", than: 0 };
const manual: Formula = { kind: "word", signal: "driver", is: "=", word: "teleop" };

describe("parseFormula", () => {
  it.each([
    ["speed < 1 m/s", slow],
    ["  speed<1m/s ", slow],
    ["spin = 0", still],
    ["people <= 0", alone],
    ["speed > .5 m/s", { ...slow, is: ">", than: 0.5 }],
    ["speed >= 1.5e-1 m/s", { ...slow, is: ">=", than: 0.15 }],
    ["speed != 2. m/s", { ...slow, is: "!=", than: 2 }],
    ["x > -2 m", { kind: "number", signal: "x", is: ">", than: -2 }],
    ["driver = teleop", manual],
    ["driver != nobody", { ...manual, is: "!=", word: "nobody" }],
    ['in_place("ramp")', { kind: "place", name: "ramp", outline: RAMP }],
    ["((speed < 1 m/s))", slow],
    ["previously speed < 1 m/s", { kind: "previously", of: slow }],
    ["once speed < 1 m/s", { kind: "once", window: EVER, of: slow }],
  ] satisfies [string, Formula][])("reads %s", (text, formula) => {
    expect(parse(text)).toEqual(formula);
  });

  it.each([
    ["[0 s, 5 s]", 0, 5],
    ["[0, 5 s]", 0, 5],
    ["[1 s,1 s]", 1, 1],
    ["[0.001 s, 1 s]", 0.001, 1],
    ["[500 ms, 2 min]", 0.5, 120],
    ["[3600 s, 3600 s]", 3600, 3600],
    ["[1 s, inf]", 1, Infinity],
  ])("reads the window %s", (window, from, to) => {
    expect(parse(`historically${window} speed < 1 m/s`)).toEqual({
      kind: "historically",
      window: { from, to },
      of: slow,
    });
    expect(parse(`speed < 1 m/s since${window} spin = 0`)).toEqual({
      kind: "since",
      window: { from, to },
      left: slow,
      right: still,
    });
  });

  it("binds not and once before since, since before and, and before or, or before implies", () => {
    const text =
      "not speed < 1 m/s since once spin = 0 and people <= 0 or driver = teleop implies spin = 0";

    expect(parse(text)).toEqual({
      kind: "implies",
      left: {
        kind: "or",
        left: {
          kind: "and",
          left: {
            kind: "since",
            window: EVER,
            left: { kind: "not", of: slow },
            right: { kind: "once", window: EVER, of: still },
          },
          right: alone,
        },
        right: manual,
      },
      right: still,
    });
  });

  it("groups and, or and since to the left, implies to the right", () => {
    expect(parse("spin = 0 and people <= 0 and speed < 1 m/s")).toEqual({
      kind: "and",
      left: { kind: "and", left: still, right: alone },
      right: slow,
    });
    expect(parse("spin = 0 or people <= 0 or speed < 1 m/s")).toEqual({
      kind: "or",
      left: { kind: "or", left: still, right: alone },
      right: slow,
    });
    expect(parse("spin = 0 since people <= 0 since speed < 1 m/s")).toEqual({
      kind: "since",
      window: EVER,
      left: { kind: "since", window: EVER, left: still, right: alone },
      right: slow,
    });
    expect(parse("spin = 0 implies people <= 0 implies speed < 1 m/s")).toEqual({
      kind: "implies",
      left: still,
      right: { kind: "implies", left: alone, right: slow },
    });
  });

  it("heeds parentheses", () => {
    expect(parse("not (spin = 0 and people <= 0)")).toEqual({
      kind: "not",
      of: { kind: "and", left: still, right: alone },
    });
  });

  it.each([
    ["", 0, "a signal is expected where the formula ends"],
    ["speed", 5, "one of < <= > >= = != is expected where the formula ends"],
    ["speed <", 7, "a number is expected where the formula ends"],
    ["speed < fast", 8, "a number is expected where there is 'fast'"],
    ["speed < 1 m", 8, "the unit must be one of 'm/s', 'mm/s', 'km/h', and it is 'm'"],
    ["speed < 1", 8, "the unit must be one of 'm/s', 'mm/s', 'km/h', and it has none"],
    ["people < 1 m", 9, "the unit must be one of none, '%', and it is 'm'"],
    ["speed < 1 m/s speed", 14, "'speed' follows a formula that is already whole"],
    ["speed < 1 m/s)", 13, "')' follows"],
    ["(speed < 1 m/s", 14, "')' is expected where the formula ends"],
    [
      "sped < 1 m/s",
      0,
      "'sped' is no signal; there are person_distance, obstacle_distance, speed,",
    ],
    ["3 < speed", 0, "a signal is expected where there is '3'"],
    ["speed ~ 1", 6, "'~' has no meaning in a formula"],
    ["driver < teleop", 7, "= or != is expected where there is '<'"],
    ["driver = robot", 9, "one of teleop, autonomy, nobody is expected where there is 'robot'"],
    ["in_place(ramp)", 9, "the name of a place in double quotes is expected where there is 'ramp'"],
    ["in_place ramp", 9, "'(' is expected where there is 'ramp'"],
    ['in_place("ramp"', 15, "')' is expected where the formula ends"],
    ['in_place("dock")', 9, "'dock' is no place of this file; it names ramp"],
    ["once[5 s, 1 s] spin = 0", 4, "a window is [FROM, TO] with 0 <= FROM <= TO, both ago"],
    ["once[-1 s, 1 s] spin = 0", 4, "a window is [FROM, TO]"],
    ["once[0 s, 3601 s] spin = 0", 4, "a window looks back 3600 s at most, or to inf"],
    ["once[3601 s, inf] spin = 0", 4, "a window looks back 3600 s at most, or to inf"],
    ["once[0.0009 s, 1 s] spin = 0", 4, "a window ends now, or 0.001 s ago or earlier"],
    ["once[0 s, 5] spin = 0", 10, "the unit must be one of 's', 'ms', 'min', and it has none"],
    ["once[0 s 5 s] spin = 0", 9, "',' is expected where there is '5'"],
    ["once[0 s, 5 s spin = 0", 14, "']' is expected where there is 'spin'"],
    ["once[inf, 5 s] spin = 0", 5, "a number is expected where there is 'inf'"],
    [`${"once ".repeat(6)}spin = 0`, 0, "may be nested 5 deep at most"],
    ["(".repeat(300) + "spin = 0" + ")".repeat(300), 0, "at most 500 words and signs"],
  ])("refuses %s at %d: %s", (text, at, sentence) => {
    const error = refusal(text);

    expect(error.message).toContain(sentence);
    expect(error.at).toBe(at);
  });

  it("says so when a file names no places", () => {
    expect(refusal('in_place("dock")', new Map()).message).toContain("it names none");
  });

  it("takes five operators that look back above one another, and as many as it likes side by side", () => {
    expect(() => parse("once not previously historically once once spin = 0")).not.toThrow();
    expect(() => parse(Array(60).fill("once spin = 0").join(" and "))).not.toThrow();
    expect(refusal("once once (spin = 0 since once once previously people <= 0)").at).toBe(0);
  });

  it("takes a formula of 500 words and signs, the end included, and no longer one", () => {
    const long = `${"not ".repeat(496)}spin = 0`;

    expect(() => parse(long)).not.toThrow();
    expect(refusal(`not ${long}`).message).toContain("at most 500");
  });
});
