import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import { looseningEstimate } from "../estimates.ts";
import type { Formula } from "../formula.ts";
import { parseFormula } from "../parse-formula.ts";
import type { Places } from "../parse-atom.ts";
import { type Ceiling, type Rule, type RuleBook, SEVERITIES, STANDING_STILL } from "../rule.ts";
import { FormulaError } from "../token.ts";
import { readQuantity } from "../unit.ts";
import { Misread, RulesError } from "./rules-error.ts";
import { YamlValue } from "./yaml-value.ts";

/** How long a sample speaks for the time after it where the file does not say [s]. */
export const DEFAULT_HOLD: Seconds = 0.5;

/** Most rules of one file. */
const MOST_RULES = 200;

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const RULE_KEYS = [
  ...["id", "clause", "formula", "broken", "unknown", "before_start"],
  ...["waivable", "severity", "source"],
];

/**
 * Reads a file of rules, see `launch/rules.yaml`.
 * @param text - Its content.
 * @param file - Its name, for the sentences.
 * @throws RulesError with one sentence for each rule that cannot be read.
 */
export function readRules(text: string, file: string): RuleBook {
  const troubles: Misread[] = [];
  const book = attempt(troubles, () => bookIn(YamlValue.of(text), troubles));
  if (book === undefined || troubles.length > 0) {
    throw new RulesError(
      troubles.map(({ line, message }) => `${file}:${line}: ${message}`).join("\n"),
    );
  }
  return book;
}

/** What a reading gives; undefined when it was refused, and why is noted. */
function attempt<T>(troubles: Misread[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misread) {
      troubles.push(error);
      return undefined;
    }
    throw error;
  }
}

function bookIn(root: YamlValue, troubles: Misread[]): RuleBook {
  const top = root.entries("a file of rules", ["hold", "places", "rules"]);
  const held = top.get("hold");
  const hold = held === undefined ? DEFAULT_HOLD : positive(held, "hold", "s");
  const places = placesIn(top.get("places"));
  const items = required(root, top, "a file of rules", "rules").items("rules");
  if (items.length === 0 || items.length > MOST_RULES) {
    throw root.misread(`a file of rules has at least one rule, and ${MOST_RULES} at most`);
  }
  const ids = new Set<string>();
  const rules = items.flatMap((item) => attempt(troubles, () => ruleIn(item, places, ids)) ?? []);
  return { rules, hold };
}

function required(
  whole: YamlValue,
  entries: ReadonlyMap<string, YamlValue>,
  what: string,
  key: string,
): YamlValue {
  const value = entries.get(key);
  if (value === undefined) {
    throw whole.misread(`${what} needs '${key}'`);
  }
  return value;
}

function positive(value: YamlValue, what: string, unit: "s" | "m/s" | "rad/s"): number {
  const { value: number, trouble } = readQuantity(value.text(what), unit);
  if (trouble !== undefined) {
    throw value.misread(`${what}: ${trouble}`);
  }
  if (!(number >= 0) || (unit === "s" && number === 0)) {
    throw value.misread(`${what} must be ${unit === "s" ? "more than 0" : "0 or more"}`);
  }
  return number;
}

function placesIn(value: YamlValue | undefined): Places {
  const named = value?.entries("places") ?? new Map<string, YamlValue>();
  return new Map([...named].map(([name, outline]) => [name, outlineIn(name, outline)]));
}

function outlineIn(name: string, value: YamlValue): readonly Vector[] {
  const what = `the place '${name}'`;
  const corners = value.items(what).map((corner) => {
    const [x, y, ...more] = corner.items(`a corner of ${what}`);
    if (x === undefined || y === undefined || more.length > 0) {
      throw corner.misread(`a corner of ${what} is [x, y] in metres, frame odom`);
    }
    return { x: x.number("x"), y: y.number("y") };
  });
  const repeated = corners.some(({ x, y }, at) => {
    const before = corners.at(at - 1);
    return before?.x === x && before.y === y;
  });
  if (corners.length < 3 || repeated) {
    throw value.misread(`${what} has at least three corners, none twice in a row`);
  }
  return corners;
}

function ruleIn(item: YamlValue, places: Places, ids: Set<string>): Rule {
  const entries = item.entries("a rule", RULE_KEYS);
  const need = (key: string): YamlValue => required(item, entries, "a rule", key);
  const id = need("id").text("id");
  if (!ID.test(id)) {
    throw need("id").misread(`'${id}' is no id: small letters and digits with '-' between them`);
  }
  if (ids.has(id)) {
    throw need("id").misread(`'${id}' is the id of another rule of this file`);
  }
  ids.add(id);
  const broken = ceilingIn(need("broken"));
  const unknown = entries.get("unknown")?.word("unknown", ["stop", "as-broken"]) ?? "stop";
  return {
    id,
    clause: need("clause").text("clause"),
    source: need("source").text("source"),
    formula: formulaIn(need("formula"), places),
    text: need("formula").text("formula").replace(/\s+/g, " "),
    broken,
    unknown: unknown === "stop" ? STANDING_STILL : broken,
    past: entries.get("before_start")?.word("before_start", ["unknown", "left-out"]) ?? "unknown",
    ...weightIn(need("severity"), entries.get("waivable")),
  };
}

function weightIn(
  severity: YamlValue,
  waivable: YamlValue | undefined,
): Pick<Rule, "severity" | "waivable"> {
  const weight = severity.word("severity", SEVERITIES);
  const waived = waivable?.word("waivable", YES_OR_NO) ?? "no";
  if (weight === "red-line" && waived === "yes") {
    throw severity.misread("a red-line is never waived; leave 'waivable' out or say no");
  }
  return { severity: weight, waivable: waived === "yes" ? "waivable" : "never-waived" };
}

const YES_OR_NO = ["yes", "no"] as const;

/** `stop`, or a map with a largest speed, a largest yaw rate or both. */
function ceilingIn(value: YamlValue): Ceiling {
  if (!value.isMap()) {
    value.word("broken", ["stop"]);
    return STANDING_STILL;
  }
  const entries = value.entries("broken", ["speed", "spin"]);
  const speed = entries.get("speed");
  const spin = entries.get("spin");
  if (speed === undefined && spin === undefined) {
    throw value.misread("broken must be stop, or name a speed, a spin or both");
  }
  return {
    speed: speed === undefined ? Infinity : positive(speed, "speed", "m/s"),
    spin: spin === undefined ? Infinity : positive(spin, "spin", "rad/s"),
  };
}

function formulaIn(value: YamlValue, places: Places): Formula {
  const text = value.text("formula");
  try {
    const formula = parseFormula(text, places);
    const loosening = looseningEstimate(formula);
    if (loosening === undefined) {
      return formula;
    }
    throw value.misread(
      `formula: '${loosening}' is an estimate, which may only make the robot more careful; here more of it could let ` +
        `the robot go on: turn its comparison round, as 'not ${loosening} > 0'`,
    );
  } catch (error) {
    if (error instanceof FormulaError) {
      const { line, column } = value.placeOf(text, error.at);
      const where = column === undefined ? "" : `column ${column}: `;
      throw new Misread(line, `${where}formula: ${error.message}`);
    }
    throw error;
  }
}
