import { describe, expect, it } from "vitest";
import { parseUsage, type OptionSpecs } from "../../src/cli/usage.ts";

const OPTIONS = {
  world: { kind: "text", value: "NAME", meaning: "" },
  bus: { kind: "text", value: "BUS", oneOf: ["ros2", "loopback"], meaning: "" },
  seed: { kind: "integer", value: "N", min: 0, max: 10, meaning: "" },
  speed: { kind: "number", value: "X", min: 0.1, max: 10, orWord: "max", meaning: "" },
  headless: { kind: "flag", meaning: "" },
} as const satisfies OptionSpecs;

function parse(...args: string[]) {
  return parseUsage(
    { name: "go", words: { value: "NAME", min: 0, max: 1, rosArgs: true }, options: OPTIONS },
    args,
  );
}

describe("parseUsage", () => {
  it("reads options in both spellings, words, and what follows --ros-args", () => {
    const given = parse(
      "a",
      "--seed",
      "3",
      "--speed=max",
      "--headless",
      "--ros-args",
      "-p",
      "x:=1",
    );

    expect(given.options).toMatchObject({ seed: 3, speed: Infinity, headless: true, help: false });
    expect(given.options.world).toBeUndefined();
    expect(given.words).toEqual(["a"]);
    expect(given.rosArgs).toEqual(["--ros-args", "-p", "x:=1"]);
  });

  it.each([
    [["--wurld", "x"], "coalign go has no option --wurld; did you mean --world?"],
    [["--zzzzzzz"], "coalign go has no option --zzzzzzz; coalign go --help lists them"],
    [["-x"], "coalign go has no option -x; coalign go --help lists them"],
    [["--toString"], "coalign go has no option --toString"],
    [["--seed"], "--seed needs a value: a whole number from 0 to 10"],
    [["--seed", "1.5"], "--seed must be a whole number from 0 to 10, and not '1.5'"],
    [["--seed", "11"], "--seed must be a whole number from 0 to 10, and not '11'"],
    [["--seed=-1"], "and not '-1'"],
    [["--seed", "NaN"], "and not 'NaN'"],
    [["--seed", "0x"], "and not '0x'"],
    [["--speed", "fast"], "--speed must be a number from 0.1 to 10 or 'max', and not 'fast'"],
    [["--speed", "Infinity"], "and not 'Infinity'"],
    [["--bus", "can"], "--bus must be one of ros2, loopback, and not 'can'"],
    [["--world", "--headless"], "--world needs a value: NAME"],
    [["--headless=yes"], "--headless takes no value, and not 'yes'"],
    [["a", "b"], "coalign go takes NAME, and not 'b' besides"],
  ])("refuses %j with one sentence", (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence);
  });

  it("refuses --ros-args where nobody would read them", () => {
    const command = { name: "go", words: { value: "", min: 0, max: 0 }, options: {} };

    expect(() => parseUsage(command, ["--ros-args", "-p", "x:=1"])).toThrow(
      "coalign go takes no --ros-args; coalign run and launch/sim.launch.py do",
    );
  });

  it("says what is missing, but not to one who asks for help", () => {
    const command = { name: "go", words: { value: "NODE…", min: 1, max: 9 }, options: {} };

    expect(() => parseUsage(command, [])).toThrow("coalign go needs NODE…");
    expect(parseUsage(command, ["--help"]).options.help).toBe(true);
  });
});
