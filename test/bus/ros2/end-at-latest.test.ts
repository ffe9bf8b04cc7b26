import { fork } from "node:child_process";
import { describe, expect, it } from "vitest";
import { bundleProgram, Program } from "../../support/program.ts";

const program = await bundleProgram("test/bus/ros2/end-at-latest-program.ts");
const start = (ms: number): Program =>
  new Program(fork(program, [String(ms)], { silent: true, execArgv: [], env: {} }));

describe("an end that may hang", () => {
  it("ends the process when the main thread does not come back, and says what it waited for", async () => {
    const hung = start(60_000);
    expect(await hung.ended(20)).toBe("SIGKILL");
    expect(hung.output).toContain("the loop did not end within 0.5 s");
  });

  it("does nothing when it comes back in time", async () => {
    const ended = start(100);
    expect(await ended.ended(20)).toBe("0");
    expect(ended.output).toBe("");
  });
});
