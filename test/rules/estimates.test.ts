import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looseningEstimate } from "../../src/rules/estimates.ts";
import { parseFormula } from "../../src/rules/parse-formula.ts";
import { ruleOf, verdictsOn } from "../support/rule-book.ts";

const of = (text: string) => looseningEstimate(parseFormula(text, new Map()));

describe("an estimate in a rule", () => {
  it.each([
    "people < 3",
    "people <= 0 or speed < 0.3 m/s",
    "not people > 2",
    "not once[0 s, 5 s] harm >= 0.3",
    "people > 0 implies speed < 0.3 m/s",
    "not (people > 0 and previously harm > 0.1)",
    "people < 3 since[0 s, 5 s] people < 1",
    "historically[0 s, 5 s] people = 0",
    "people != 0 implies asked_speed < 0.5 m/s",
    "speed > 1 m/s or driver = teleop",
    "speed = 1 m/s",
  ])("may take from what is allowed: %s", (text) => {
    expect(of(text)).toBeUndefined();
  });

  it.each([
    ["people > 0", "people"],
    ["harm >= 0.1 or speed < 0.3 m/s", "harm"],
    ["not people < 3", "people"],
    ["people < 3 implies speed < 0.3 m/s", "people"],
    ["speed < 1 m/s implies people > 2", "people"],
    ["not (speed < 1 m/s since people <= 2)", "people"],
    ["(people < 1 and harm > 0.1) since speed < 1 m/s", "harm"],
    ["speed < 1 m/s since once people > 0", "people"],
    ["previously people > 0", "people"],
    ["historically harm > 0", "harm"],
    ["people = 2", "people"],
    ["not people = 2", "people"],
    ["people != 2", "people"],
    ["people != 0", "people"],
    ["not people = 0", "people"],
  ])("may not give: %s", (text, signal) => {
    expect(of(text)).toBe(signal);
  });

  it("makes no rule kept that was not, where the rule may be read", () => {
    const texts = [
      "people < 3",
      "not once[0 s, 2 s] people > 1",
      "people > 0 implies speed < 0.5 m/s",
      "people < 4 since[0 s, 3 s] people < 1",
      "historically[0 s, 1 s] people = 0 or speed < 0.5 m/s",
      "not (people > 0 and previously people > 1)",
    ];
    const sample = fc.record({
      step: fc.constantFrom(0.1, 0.5, 1),
      people: fc.nat(5),
      more: fc.nat(3),
      speed: fc.constantFrom(0.2, 0.8),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(sample, { minLength: 1, maxLength: 12 }),
        (text, samples) => {
          let time = 0;
          const steps = samples.map(({ step, ...rest }) => ({ ...rest, time: (time += step) }));
          const few = verdictsOn(
            ruleOf(text),
            steps.map(({ time: at, people, speed }) => [at, { people, speed }]),
          );
          const many = verdictsOn(
            ruleOf(text),
            steps.map(({ time: at, people, more, speed }) => [
              at,
              { people: people + more, speed },
            ]),
          );
          return many.every((verdict, k) => verdict !== "kept" || few[k] === "kept");
        },
      ),
    );
  });
});
