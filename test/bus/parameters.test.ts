import { describe, expect, it } from "vitest";
import {
  ParameterError,
  type ParameterSpecs,
  resolveParameters,
} from "../../src/bus/parameters.ts";

const SPECS = {
  speed: { kind: "number", default: 1, min: 0, max: 2, description: "Top speed [m/s]." },
  count: { kind: "integer", default: 3, min: 1, max: 9, description: "How many [1]." },
  loud: { kind: "boolean", default: false, description: "Whether it speaks." },
  mode: { kind: "string", default: "calm", oneOf: ["calm", "brisk"], description: "Manner." },
  words: { kind: "strings", default: [], description: "Words." },
  stops: { kind: "numbers", default: [1, 2], description: "Stops [m]." },
} as const satisfies ParameterSpecs;

describe("resolveParameters", () => {
  it.each([
    [
      "speed",
      [0, -0, 2, 1e-300],
      [-1e-300, 2.0000001, NaN, Infinity, -Infinity, "1", null, true, 1n],
    ],
    ["count", [1, 9], [0, 10, 1.5, NaN, "3", undefined]],
    ["loud", [true, false], [1, 0, "true", null]],
    ["mode", ["calm", "brisk"], ["Calm", "", 1, ["calm"]]],
    ["words", [[], ["a", ""]], ["a", [1], [null], {}]],
    ["stops", [[], [0.5]], [1, ["1"], [NaN], [Infinity], new Float64Array(1)]],
  ])("takes for %s what fits and refuses the rest by name", (name, good, bad) => {
    for (const value of good) {
      expect(resolveParameters("node", SPECS, { [name]: value })).toMatchObject({ [name]: value });
    }
    for (const value of bad) {
      expect(() => resolveParameters("node", SPECS, { [name]: value })).toThrow(ParameterError);
      expect(() => resolveParameters("node", SPECS, { [name]: value })).toThrow(
        `'${name}' must be`,
      );
    }
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "does not take %s for a parameter because every object has it",
    (name) => {
      const overrides = JSON.parse(`{"${name}": 1}`) as { [name: string]: unknown };
      expect(() => resolveParameters("node", SPECS, overrides)).toThrow(/has no parameter/);
    },
  );

  it("refuses a default outside its own range", () => {
    const specs = { speed: { ...SPECS.speed, default: 3 } };
    expect(() => resolveParameters("node", specs, {})).toThrow(/from 0 to 2, and not 3/);
  });

  it("says where a value came from", () => {
    const resolve = (): unknown =>
      resolveParameters("node", SPECS, { speed: 9 }, { speed: "robot.yaml line 7" });
    expect(resolve).toThrow(/^robot.yaml line 7: node: parameter 'speed' must be/);
  });
});
