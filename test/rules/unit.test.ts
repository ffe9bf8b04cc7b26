import { describe, expect, it } from "vitest";
import { readQuantity } from "../../src/rules/unit.ts";

describe("readQuantity", () => {
  it.each([
    ["0.5 m", "m", 0.5],
    ["50cm", "m", 0.5],
    ["500 mm", "m", 0.5],
    ["0.3 m/s", "m/s", 0.3],
    ["300 mm/s", "m/s", 0.3],
    ["3.6 km/h", "m/s", 1],
    ["1.5 rad/s", "rad/s", 1.5],
    ["180 deg/s", "rad/s", Math.PI],
    ["5 s", "s", 5],
    ["20 ms", "s", 0.02],
    ["2 min", "s", 120],
    ["3", "1", 3],
    ["20 %", "1", 0.2],
    ["-1.5e2 m", "m", -150],
    ["+2 m", "m", 2],
    [" .5 m ", "m", 0.5],
    ["0", "m/s", 0],
  ] as const)("reads %s", (text, unit, value) => {
    expect(readQuantity(text, unit).value).toBeCloseTo(value, 12);
  });

  it.each([
    ["0.5", "m", "the unit must be one of 'm', 'cm', 'mm', and it has none"],
    ["5 s", "m", "and it is 's'"],
    ["0 kg", "m", "and it is 'kg'"],
    ["5 toString", "m", "and it is 'toString'"],
    ["fast", "m/s", "'fast' is no number with a unit"],
    ["1 m x", "m", "'1 m x' is no number with a unit"],
    ["x 1 m", "m", "'x 1 m' is no number with a unit"],
    ["", "m", "'' is no number with a unit"],
    ["1 2", "1", "is no number with a unit"],
    ["inf", "s", "is no number with a unit"],
  ] as const)("refuses %s", (text, unit, sentence) => {
    expect(readQuantity(text, unit).trouble).toContain(sentence);
    expect(readQuantity(text, unit).value).toBeUndefined();
  });
});
