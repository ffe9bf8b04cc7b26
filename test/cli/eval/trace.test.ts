import { describe, expect, it } from "vitest";
import { parseSample } from "../../../src/cli/eval/trace.ts";

describe("parseSample", () => {
  it("reads numbers, words, infinities and what is not known", () => {
    const line =
      '{"time": 1.5, "speed": 0.3, "person_distance": "inf", "x": "-inf", "spin": null, "driver": "teleop"}';

    expect(parseSample(line, "t:1")).toEqual({
      time: 1.5,
      signals: {
        speed: 0.3,
        person_distance: Infinity,
        x: -Infinity,
        spin: undefined,
        driver: "teleop",
      },
    });
    expect(parseSample('{"time": 0, "driver": null}', "t:1").signals.driver).toBeUndefined();
  });

  it.each([
    ["", "t:1: a sample is a JSON object"],
    ["[1]", "t:1: a sample is a JSON object"],
    ["null", "t:1: a sample is a JSON object"],
    ["{}", 't:1: a sample needs its time in seconds, "time": 12.5'],
    ['{"time": "1"}', "t:1: a sample needs its time"],
    ['{"time": 1, "sped": 1}', "t:1: 'sped' is no signal; there are person_distance,"],
    ['{"time": 1, "speed": "fast"}', 't:1: speed must be a number, null, "inf" or "-inf"'],
    ['{"time": 1, "speed": "toString"}', "t:1: speed must be a number"],
    ['{"time": 1, "speed": true}', "t:1: speed must be a number"],
    ['{"time": 1, "driver": "me"}', "t:1: driver must be null or one of teleop, autonomy, nobody"],
  ])("refuses %s", (line, sentence) => {
    expect(() => parseSample(line, "t:1")).toThrow(sentence);
  });
});
