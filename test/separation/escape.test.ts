import { describe, expect, it } from "vitest";
import { escapeRun } from "../../src/cli/soak/escape/escape-run.ts";
import { sampleSize } from "../support/sample-size.ts";

describe("a robot wedged among things and people", { timeout: 60_000 }, () => {
  it("gets out, loses no clearance and never goes towards a person", () => {
    const runs = Array.from({ length: sampleSize(8) }, (_, k) => escapeRun(6001 + k));

    expect(Math.max(...runs.map(({ lost }) => lost))).toBeLessThanOrEqual(0.001);
    expect(runs.reduce((sum, { towards }) => sum + towards, 0)).toBe(0);
    const left = runs.filter((run) => run.left === "left").length;
    expect(left / runs.length).toBeGreaterThanOrEqual(0.99);
  });

  it("does not pass from one leg of a person to the other", () => {
    const runs = [414, 608].slice(0, sampleSize(2)).map(escapeRun);

    expect(runs.map(({ towards }) => towards)).toEqual(runs.map(() => 0));
    expect(Math.max(...runs.map(({ lost }) => lost))).toBeLessThanOrEqual(0.001);
  });
});
