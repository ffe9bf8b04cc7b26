import { describe, expect, it } from "vitest";
import { actsOnRunning, needsRos2 } from "../../src/setup/needs.mjs";
import { startsProcesses } from "../../src/setup/run-tests.mjs";

describe("needsRos2", () => {
  it.each([
    "start",
    "start --bus ros2",
    "start --bus=loopback --bus ros2",
    "run safety_supervisor",
    "bench relay",
    "bench veto",
    "soak",
    "soak --seeds 3",
    "soak deadman --seeds 3",
    "soak acts stops",
    "soak input-ends",
    "soak zero-hold --duration 60",
    "soak rogue",
    "waive dock --x 1 --y 2",
    "limit --speed 1",
    "setup",
    "status",
    "why p1",
  ])("coalign %s does", (words) => {
    expect(needsRos2(words.split(" "))).toBe(true);
  });

  it.each([
    "",
    "start --bus loopback",
    "start --seed 1 --bus=loopback",
    "start --help",
    "--version",
    "replay file.mcap",
    "eval pedestrians --data x",
    "bench world",
    "soak acts",
    "soak waivers --seeds 3",
    "keys",
  ])("coalign %s does not", (words) => {
    expect(needsRos2(words.split(" "))).toBe(false);
  });
});

describe("actsOnRunning", () => {
  it("is true of an operator's acts, which nothing may delay", () => {
    expect(
      ["stop", "reset", "resume", "waive", "limit", "status"].every((act) => actsOnRunning([act])),
    ).toBe(true);
    expect(["start", "run", "bench", ""].some((act) => actsOnRunning([act]))).toBe(false);
  });
});

describe("startsProcesses", () => {
  const files = [
    "test/kernel/decide.test.ts",
    "test/ros2/veto.test.ts",
    "test/bus/contract.test.ts",
  ];

  it("is true of a run of everything", () => {
    expect(startsProcesses(files, [])).toBe(true);
    expect(startsProcesses(files, ["--coverage"])).toBe(true);
  });

  it("is true when a chosen file does", () => {
    expect(startsProcesses(files, ["veto"])).toBe(true);
    expect(startsProcesses(files, ["kernel", "test/bus"])).toBe(true);
  });

  it("is false when none of the chosen files does", () => {
    expect(startsProcesses(files, ["test/kernel"])).toBe(false);
  });
});
