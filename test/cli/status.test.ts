import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Reason, SourceAge, SupervisorState } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { main } from "../../src/cli/coalign.ts";
import { tellState } from "../../src/cli/status.ts";
import { CAUSES } from "../../src/kernel/reason.ts";

describe("coalign status", () => {
  let out = "";
  let err = "";
  beforeEach(() => {
    out = "";
    err = "";
    vi.stubEnv("COALIGN_ROS2", "none");
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      err += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it("tells the failsafe table where no supervisor answers, and that nothing is marked", async () => {
    expect(await main(["status", "--causes"])).toBe(0);
    for (const id of Object.keys(CAUSES)) {
      expect(out).toContain(` ${id} `);
    }
    expect(out).toMatch(/nothing is marked: .*ROS 2/);
    expect(err).toBe("");
  });

  it("fails where no supervisor answers and nothing else was asked for", async () => {
    expect(await main(["status"])).toBe(1);
    expect(await main(["status", "--causes", "--json"])).toBe(1);
    expect(out).toBe("");
  });

  it("says what stops the robot, and what that rests on", () => {
    const reasons = [
      Reason.create({ id: "rule-broken", sentence: "a rule forbids", source: "calm" }),
    ];
    const sources = [SourceAge.create({ source: "rules", trouble: "rule-broken" })];
    const said = tellState(SupervisorState.create({ mode: "stopped", reasons, sources }));
    expect(said).toContain("  rule-broken: a rule forbids (calm)");
    expect(said).toContain("rules (advisory): 0.000 s old, allowed 0 s, rule-broken");
  });

  it("writes what others wrote without anything that a terminal obeys", () => {
    const bad = "x\u001b[2J\ny\u202e\u009bz";
    const plain = "x\\u{1b}[2J\\u{a}y\\u{202e}\\u{9b}z";
    const said = tellState(
      SupervisorState.create({
        mode: "latched",
        sentence: bad,
        driver: bad,
        latched: true,
        latched_by: bad,
        reasons: [Reason.create({ id: "a", sentence: "b", source: bad })],
        sources: [SourceAge.create({ source: bad })],
      }),
    );
    expect(said.split(plain)).toHaveLength(6);
    expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(said.split("\n")).toHaveLength(5);
  });
});
