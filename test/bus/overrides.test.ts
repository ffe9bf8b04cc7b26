import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseValues, collectValues } from "../../src/bus/overrides.ts";
import { fits, parseParameterFile } from "../../src/bus/parameter-file.ts";
import { type ParameterSpecs, resolveParameters } from "../../src/bus/parameters.ts";

const SPECS = {
  speed: { kind: "number", default: 1, min: 0, max: 2, description: "Top speed [m/s]." },
  name: { kind: "string", default: "none", description: "Name." },
  "arm.reach": { kind: "number", default: 1, min: 0, max: 2, description: "Reach [m]." },
} as const satisfies ParameterSpecs;

function fileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "coalign-")), "robot.yaml");
  writeFileSync(path, text);
  return path;
}

function speedFrom(text: string, node = "/robot1/sup"): unknown {
  const { values } = collectValues(node, [{ kind: "file", path: fileOf(text) }]);
  return resolveParameters("sup", SPECS, chooseValues(values, SPECS).overrides).speed;
}

describe("collectValues", () => {
  it.each([
    ["the full name", "/robot1/sup: {ros__parameters: {speed: 0.5}}"],
    ["any namespace", "/**/sup: {ros__parameters: {speed: 0.5}}"],
    ["one part of any name", "/*/sup: {ros__parameters: {speed: 0.5}}"],
    ["every node", "/**: {ros__parameters: {speed: 0.5}}"],
    ["nested names", "robot1:\n  sup:\n    ros__parameters:\n      speed: 0.5\n"],
    ["a namespace without its first slash", "robot1/sup: {ros__parameters: {speed: 0.5}}"],
    ["a nested wildcard", "/**:\n  sup:\n    ros__parameters: {speed: 0.5}\n"],
    ["what launch_ros writes", "/robot1/sup:\n  ros__parameters:\n    speed: 0.5\n    name: x\n"],
  ])("finds values under %s", (_, text) => {
    expect(speedFrom(text)).toBe(0.5);
  });

  it.each([
    ["another namespace", "/robot2/sup: {ros__parameters: {speed: 0.5}}"],
    ["the bare name, which is the root namespace", "sup: {ros__parameters: {speed: 0.5}}"],
    ["another node", "/robot1/other: {ros__parameters: {speed: 0.5}}"],
  ])("leaves values for %s alone", (_, text) => {
    expect(speedFrom(text)).toBe(1);
  });

  it("doubts a file that names a node of this name elsewhere and not this one", () => {
    const path = fileOf("sup: {ros__parameters: {speed: 0.5}}");
    const { doubts } = collectValues("/robot1/sup", [{ kind: "file", path }]);
    expect(doubts).toEqual([
      `${path} has values for /sup, and this node is /robot1/sup: none of them applies`,
    ]);
    expect(collectValues("/sup", [{ kind: "file", path }]).doubts).toEqual([]);
  });

  it("lets later files win over earlier ones, and the command line over all files", () => {
    const first = { kind: "file", path: fileOf("/sup: {ros__parameters: {speed: 0.1}}") } as const;
    const second = { kind: "file", path: fileOf("/**: {ros__parameters: {speed: 0.2}}") } as const;
    const argument = { kind: "value", name: "speed", text: "0.3" } as const;
    const speed = (...sources: Parameters<typeof collectValues>[1]): unknown =>
      chooseValues(collectValues("/sup", sources).values, SPECS).overrides["speed"];

    expect(speed(first, second)).toBe(0.2);
    expect(speed(second, first)).toBe(0.1);
    expect(speed(argument, first, second)).toBe(0.3);
    expect(speed({ ...argument, node: "sup" })).toBe(0.3);
    expect(speed({ ...argument, node: "/sup" })).toBe(0.3);
    expect(speed({ ...argument, node: "other" }, first)).toBe(0.1);
  });

  it("demands of a value for this node that the node has it, and not of one for many nodes", () => {
    const resolve = (text: string): unknown => {
      const { values } = collectValues("/sup", [{ kind: "file", path: fileOf(text) }]);
      const { overrides, origins } = chooseValues(values, SPECS);
      return resolveParameters("sup", SPECS, overrides, origins);
    };

    expect(() => resolve("/sup:\n  ros__parameters:\n    speed: 1\n    sped: 1\n")).toThrow(
      /robot.yaml line 4: sup has no parameter 'sped'; it has: speed, name, arm.reach$/,
    );
    expect(() => resolve("/**/sup: {ros__parameters: {sped: 1}}")).toThrow(/'sped'/);
    expect(resolve("/**: {ros__parameters: {sped: 1, speed: 0.5}}")).toMatchObject({ speed: 0.5 });
    expect(() => resolve("/**: {ros__parameters: {speed: 5}}")).toThrow(
      /robot.yaml line 1: sup: parameter 'speed' must be a number from 0 to 2, and not 5$/,
    );
  });

  it("reads values as ROS 2 does", () => {
    const [section] = parseParameterFile(
      "f",
      "n:\n  ros__parameters:\n    arm: {reach: 0.5, deep: {er: [1, 2]}}\n    a: yes\n    b: 'yes'\n    c: off\n    d: .nan\n    e: 007\n    f: [on, text]\n",
    );
    expect(section?.values.map(({ name, value, line }) => [name, value, line])).toEqual([
      ["arm.reach", 0.5, 3],
      ["arm.deep.er", [1, 2], 3],
      ["a", true, 4],
      ["b", "yes", 5],
      ["c", false, 6],
      ["d", NaN, 7],
      ["e", 7, 8],
      ["f", [true, "text"], 9],
    ]);
  });

  it.each([
    ["speed: 1", /f line 1: 'speed' must be a node or a namespace/],
    ["n:\n  speed: 1", /f line 2: 'speed' must be a node or a namespace/],
    ["n:\n  ros__parameters: 3", /f line 2: 'ros__parameters' must be a node/],
    ["n:\n  ros__parameters:\n    speed:", /f line \d: a ROS 2 parameter is a number/],
    ["n:\n  ros__parameters:\n    speed: [", /f line \d: \S/],
    ["- a", /f line 1: the file must begin with the name of a node/],
  ])("refuses the text %j with its line", (text, sentence) => {
    const path = fileOf(text).replace(/.*\//, "");
    expect(() => parseParameterFile("f", text)).toThrow(sentence);
    expect(path).toBe("robot.yaml");
  });

  it("refuses a file that is not there and a value that is no YAML", () => {
    expect(() => collectValues("/sup", [{ kind: "file", path: "/none.yaml" }])).toThrow(
      /^the parameter file \/none.yaml does not exist$/,
    );
    expect(() => collectValues("/sup", [{ kind: "value", name: "speed", text: "[1" }])).toThrow(
      /^the argument -p speed:=\[1 line 1: \S/,
    );
  });

  it("takes an empty file for one that says nothing", () => {
    expect(speedFrom("")).toBe(1);
    expect(speedFrom("# nothing\n")).toBe(1);
  });
});

describe("fits", () => {
  it.each([
    ["/**", "/a", true],
    ["/**", "/a/b/c", true],
    ["/*", "/a", true],
    ["/*", "/a/b", false],
    ["/**/c", "/a/b/c", true],
    ["/**/c", "/c", true],
    ["/a/**/c", "/a/c", true],
    ["/a/**", "/b/c", false],
    ["/a/*/c", "/a/c", false],
    ["/ab", "/a", false],
  ])("%s on %s: %s", (pattern, node, expected) => {
    expect(fits(pattern, node)).toBe(expected);
  });
});
