import { describe, expect, it } from "vitest";
import { readRules } from "../../../src/rules/file/read-rules.ts";
import { RulesError } from "../../../src/rules/file/rules-error.ts";
import { STANDING_STILL } from "../../../src/rules/rule.ts";

const RULE = `
  - id: pause
    clause: No motion for 5 s after a person was within 0.5 m.
    formula: not once[0 s, 5 s] person_distance < 0.5 m
    broken: stop
    severity: serious
    source: ISO 0000:2020 1.2`;

const FILE = `hold: 0.4 s
rules:${RULE}
`;

function refusal(text: string): string {
  try {
    readRules(text, "r.yaml");
  } catch (error) {
    if (error instanceof RulesError) {
      return error.message;
    }
    throw error;
  }
  throw new Error("it was not refused");
}

/** The file with one line of its rule changed, or with lines more. */
function changed(line: string, into: string): string {
  expect(FILE).toContain(line);
  return FILE.replace(line, into);
}

describe("readRules", () => {
  it("reads a rule, with what is left out on the safe side", () => {
    const { rules, hold } = readRules(FILE, "r.yaml");

    expect(hold).toBe(0.4);
    expect(rules).toEqual([
      {
        id: "pause",
        clause: "No motion for 5 s after a person was within 0.5 m.",
        source: "ISO 0000:2020 1.2",
        text: "not once[0 s, 5 s] person_distance < 0.5 m",
        formula: {
          kind: "not",
          of: {
            kind: "once",
            window: { from: 0, to: 5 },
            of: { kind: "number", signal: "person_distance", is: "<", than: 0.5 },
          },
        },
        broken: STANDING_STILL,
        unknown: STANDING_STILL,
        past: "unknown",
        waivable: "never-waived",
        severity: "serious",
      },
    ]);
  });

  it("reads everything a rule may say", () => {
    const text = `places:
  dock: [[0, 0], [2, 0], [2, 1.5]]
rules:
  - id: slow-2
    clause: 5
    formula: >-
      in_place("dock") implies
      speed < 0.5 m/s
    broken: { speed: 30 cm/s, spin: 0.5 rad/s }
    unknown: as-broken
    before_start: left-out
    waivable: yes
    severity: minor
    source: me
`.replace("30 cm/s", "0.3 m/s");
    const [rule] = readRules(text, "r.yaml").rules;

    expect(rule).toMatchObject({
      clause: "5",
      text: 'in_place("dock") implies speed < 0.5 m/s',
      broken: { speed: 0.3, spin: 0.5 },
      unknown: { speed: 0.3, spin: 0.5 },
      past: "left-out",
      waivable: "waivable",
      severity: "minor",
    });
    expect(rule?.formula).toMatchObject({
      left: {
        name: "dock",
        outline: [
          { x: 0, y: 0 },
          { x: 2, y: 0 },
          { x: 2, y: 1.5 },
        ],
      },
    });
    expect(readRules(text, "r.yaml").hold).toBe(0.5);
  });

  it.each([
    ["{ speed: 0.3 m/s }", { speed: 0.3, spin: Infinity }],
    ["{ spin: 0 }", { speed: Infinity, spin: 0 }],
    ["{ speed: 0 m/s, spin: 0 rad/s }", STANDING_STILL],
  ])("reads what may be done while it is broken: %s", (written, ceiling) => {
    const [rule] = readRules(changed("broken: stop", `broken: ${written}`), "r.yaml").rules;

    expect(rule?.broken).toEqual(ceiling);
    expect(rule?.unknown).toEqual(STANDING_STILL);
  });

  it.each([
    ["", "r.yaml:1: a file of rules must be a map from names to values"],
    ["rules: [", "r.yaml:1: no YAML: "],
    ["a: 1\na: 2", "r.yaml:2: no YAML: Map keys must be unique"],
    ["- 1", "r.yaml:1: a file of rules must be a map from names to values"],
    ["hold: 1 s", "r.yaml:1: a file of rules needs 'rules'"],
    ["hold: 1 s\nrules: []", "r.yaml:1: a file of rules has at least one rule, and 200 at most"],
    ["rules: none", "r.yaml:1: rules must be a list"],
    [
      "hold: 1 s\nrule: 3",
      "r.yaml:2: a file of rules has no 'rule'; it may have hold, places, rules",
    ],
    ["hold: 1", "r.yaml:1: hold: the unit must be one of 's', 'ms', 'min', and it has none"],
    ["hold: 0 s", "r.yaml:1: hold must be more than 0"],
    ["hold: -1 s", "r.yaml:1: hold must be more than 0"],
    ["hold: [1]", "r.yaml:1: hold must be a text"],
    ["hold:", "r.yaml:1: hold must be a text"],
    ["rules:\n  - 5", "r.yaml:2: a rule must be a map from names to values"],
    ["places: 1", "r.yaml:1: places must be a map"],
    ["places:\n  a: 1", "r.yaml:2: the place 'a' must be a list"],
    ["places:\n  a: [[0, 0], [1, 0]]", "r.yaml:2: the place 'a' has at least three corners"],
    ["places:\n  a: [[0, 0], [1, 0], [1, 0]]", "none twice in a row"],
    ["places:\n  a: [[0, 0], [1, 0], [1, 1], [0, 0]]", "none twice in a row"],
    [
      "places:\n  a: [[0, 0], [1, 0], [1]]",
      "r.yaml:2: a corner of the place 'a' is [x, y] in metres",
    ],
    ["places:\n  a: [[0, 0], [1, 0], [1, 2, 3]]", "a corner of the place 'a' is [x, y] in metres"],
    ["places:\n  a: [[0, 0], [1, 0], []]", "a corner of the place 'a' is [x, y] in metres"],
    ["places:\n  a: [[0, 0], [1, 0], 5]", "a corner of the place 'a' must be a list"],
    ["places:\n  a: [[0, 0], [1, 0], [1, north]]", "r.yaml:2: y must be a number"],
    ["places:\n  a: [[0, 0], [1, 0], [.inf, 1]]", "r.yaml:2: x must be a number"],
  ])("refuses the file %j", (text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });

  it.each([
    [
      "id: pause",
      "id: Pause",
      "r.yaml:3: 'Pause' is no id: small letters and digits with '-' between",
    ],
    ["id: pause", "id: a--b", "'a--b' is no id"],
    ["id: pause", "id: -b", "'-b' is no id"],
    ["id: pause", "id: b-", "'b-' is no id"],
    ["id: pause", "id: x pause", "is no id"],
    ["    severity: serious\n", "", "r.yaml:3: a rule needs 'severity'"],
    ["    broken: stop\n", "", "r.yaml:3: a rule needs 'broken'"],
    [
      "clause: No",
      "claus: No",
      "r.yaml:4: a rule has no 'claus'; it may have id, clause, formula, broken, unknown, before_start, waivable, severity, source",
    ],
    ["source: ISO 0000:2020 1.2", "source:", "r.yaml:8: source must be a text"],
    [
      "severity: serious",
      "severity: grave",
      "r.yaml:7: severity must be red-line or serious or minor, and it is 'grave'",
    ],
    [
      "severity: serious",
      "severity: red-line\n    waivable: yes",
      "r.yaml:7: a red-line is never waived",
    ],
    [
      "severity: serious",
      "severity: minor\n    waivable: true",
      "r.yaml:8: waivable must be yes or no, and it is 'true'",
    ],
    [
      "severity: serious",
      "severity: minor\n    unknown: go",
      "r.yaml:8: unknown must be stop or as-broken, and it is 'go'",
    ],
    [
      "severity: serious",
      "severity: minor\n    before_start: never",
      "r.yaml:8: before_start must be unknown or left-out",
    ],
    ["broken: stop", "broken: go", "r.yaml:6: broken must be stop, and it is 'go'"],
    [
      "broken: stop",
      "broken: {}",
      "r.yaml:6: broken must be stop, or name a speed, a spin or both",
    ],
    ["broken: stop", "broken: { speed: 1 m }", "r.yaml:6: speed: the unit must be one of 'm/s'"],
    ["broken: stop", "broken: { speed: -1 m/s }", "r.yaml:6: speed must be 0 or more"],
    [
      "broken: stop",
      "broken: { turn: 1 rad/s }",
      "r.yaml:6: broken has no 'turn'; it may have speed, spin",
    ],
    ["< 0.5 m", "< 0.5 kg", "r.yaml:5: column 51: formula: the unit must be one of"],
    [
      "not once[0 s, 5 s] person_distance < 0.5 m",
      "'speed < 1 m'",
      "r.yaml:5: column 23: formula: the unit",
    ],
    [
      "not once[0 s, 5 s] person_distance < 0.5 m",
      ">-\n      speed <\n      1 m",
      "r.yaml:5: formula: the unit must be one of",
    ],
    ["not once[0 s, 5 s] person_distance < 0.5 m", "[speed]", "r.yaml:5: formula must be a text"],
    ["not once[0 s, 5 s] person_distance < 0.5 m", "*a", "r.yaml:5: "],
  ])("refuses a rule where %j is %j", (line, into, sentence) => {
    expect(refusal(changed(line, into))).toContain(sentence);
  });

  it("refuses a second rule of the same id, and tells what is wrong with each rule", () => {
    const bad = RULE.replace("serious", "grave");

    expect(refusal(`rules:${RULE}${RULE}`)).toBe(
      "r.yaml:8: 'pause' is the id of another rule of this file",
    );
    expect(refusal(`rules:${bad}${bad.replace("pause", "other")}`).split("\n")).toEqual([
      expect.stringContaining("r.yaml:6: severity must be"),
      expect.stringContaining("r.yaml:12: severity must be"),
    ]);
  });

  it("takes 200 rules and no more", () => {
    const many = (count: number): string =>
      `rules:${Array.from({ length: count }, (_, at) => RULE.replace("pause", `r${at}`)).join("")}`;

    expect(readRules(many(200), "r.yaml").rules).toHaveLength(200);
    expect(refusal(many(201))).toContain("200 at most");
  });
});
