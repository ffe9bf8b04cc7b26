import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readLogLine } from "../../src/cli/log-line.ts";
import { tellParameters, tellValue } from "../../src/cli/ros-args.ts";

describe("tellValue", () => {
  it.each([
    [[1, 2.5, -3], "[1.0, 2.5, -3.0]"],
    [[1, 2], "[1, 2]"],
    [[], "[]"],
    [["a b", "c"], '["a b", "c"]'],
    ["it's: a #text", '"it\'s: a #text"'],
    ["true", '"true"'],
    [true, "true"],
    [0.5, "0.5"],
  ])("writes %j as %s, which YAML reads back", (value, text) => {
    expect(tellValue(value)).toBe(text);
    expect(parse(text)).toEqual(value);
  });
});

describe("tellParameters", () => {
  it("names the node each parameter is for", () => {
    expect(tellParameters("world", { seed: 3 })).toEqual(["-p", "world:seed:=3"]);
  });
});

describe("readLogLine", () => {
  it("reads what a node says and nothing else", () => {
    expect(readLogLine("[WARN] [world]: it is [odd]: very")).toEqual({
      node: "world",
      severity: "warn",
      sentence: "it is [odd]: very",
    });
    expect(readLogLine("    at file.js:3")).toBeUndefined();
    expect(readLogLine("[LOUD] [world]: x")).toBeUndefined();
  });
});
