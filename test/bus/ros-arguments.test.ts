import { describe, expect, it } from "vitest";
import { parseRosArguments, resolveNodeName } from "../../src/bus/ros-arguments.ts";

describe("parseRosArguments", () => {
  it("takes parameters out and forwards the rest", () => {
    const found = parseRosArguments([
      "--headless",
      "--ros-args",
      ...["-p", "max_speed:=0.5", "--param", "sup:mode:=a:=b", "--params-file", "robot.yaml"],
      ...["-r", "__ns:=/robot1", "--remap", "sup:cmd_vel:=/base/cmd_vel", "--log-level", "debug"],
      "--disable-stdout-logs",
      "--",
      "--seed",
      "--ros-args",
      ...["-p", "late:=1"],
    ]);

    expect(found).toEqual({
      parameters: [
        { kind: "value", name: "max_speed", text: "0.5" },
        { kind: "value", node: "sup", name: "mode", text: "a:=b" },
        { kind: "file", path: "robot.yaml" },
        { kind: "value", name: "late", text: "1" },
      ],
      remaps: [
        { from: "__ns", to: "/robot1" },
        { node: "sup", from: "cmd_vel", to: "/base/cmd_vel" },
      ],
      forwarded: [
        ...["-r", "__ns:=/robot1", "--remap", "sup:cmd_vel:=/base/cmd_vel"],
        ...["--log-level", "debug", "--disable-stdout-logs"],
      ],
      others: ["--headless", "--seed"],
    });
  });

  it.each([
    [["-p", "speed=1"], /'-p speed=1' must have the form -p name:=value/],
    [["-p"], /-p needs a value/],
    [["--params-file"], /--params-file needs a value/],
    [["-r", "nonsense"], /must have the form -r from:=to/],
  ])("refuses %j in a sentence", (args, sentence) => {
    expect(() => parseRosArguments(["--ros-args", ...args])).toThrow(sentence);
  });
});

describe("resolveNodeName", () => {
  it.each([
    [[], "/sup"],
    [["__ns:=/robot1"], "/robot1/sup"],
    [["__ns:=/"], "/sup"],
    [["__ns:=/a/b/", "__node:=guard"], "/a/b/guard"],
    [["__name:=guard"], "/guard"],
    [["other:__node:=x", "sup:__node:=mine", "__node:=late"], "/mine"],
  ])("of sup under %j is %s", (rules, full) => {
    const args = ["--ros-args", ...rules.flatMap((rule) => ["-r", rule])];
    expect(resolveNodeName("sup", parseRosArguments(args).remaps)).toBe(full);
  });
});
