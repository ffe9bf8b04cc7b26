import { describe, expect, it } from "vitest";
import { lackOfPython } from "../../../src/setup/ros2/find-python.mjs";
import { lackOfPlatform } from "../../../src/setup/ros2/find-tools.mjs";
import { explainPip } from "../../../src/setup/ros2/install-wheels.mjs";

const GOOD: Parameters<typeof lackOfPython>[0] = {
  version: [3, 12],
  executable: "/usr/bin/python3.12",
  include: "/usr/include/python3.12",
  headers: true,
  venv: true,
  implementation: "CPython",
};

describe("lackOfPython", () => {
  it.each([10, 11, 12, 13])("accepts Python 3.%i", (minor) => {
    expect(lackOfPython({ ...GOOD, version: [3, minor] })).toBeUndefined();
  });

  it.each([
    [{ version: [3, 9] }, "3.10 to 3.13"],
    [{ version: [3, 14] }, "3.10 to 3.13"],
    [{ version: [2, 11] }, "3.10 to 3.13"],
    [{ implementation: "PyPy" }, "not CPython"],
    [{ venv: false }, "python3-venv"],
    [{ headers: false }, "python3-dev"],
  ] as const)("refuses %j", (change, part) => {
    expect(lackOfPython({ ...GOOD, ...change } as typeof GOOD)).toContain(part);
  });
});

describe("lackOfPlatform", () => {
  it("accepts what the wheels are built for and nothing else", () => {
    expect(lackOfPlatform("linux", "x64")).toBeUndefined();
    expect(lackOfPlatform("linux", "arm64")).toContain("linux on arm64");
    expect(lackOfPlatform("darwin", "x64")).toContain("darwin on x64");
  });
});

describe("explainPip", () => {
  it.each([
    ["NewConnectionError('<...>: Failed to establish a new connection", "cannot be reached"],
    ["ERROR: No matching distribution found for ros-rcl==10.1.3", "ros-rcl==10.1.3"],
    ["OSError: [Errno 28] No space left on device", "disk is full"],
    ["anything else", "/log"],
  ])("makes one sentence of %j", (output, part) => {
    expect(explainPip("wheels", output, "/log")).toContain(part);
  });
});
