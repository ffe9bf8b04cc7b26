import { describe, expect, it } from "vitest";
import type { Twist } from "../../../src/quantity/frame.ts";
import type { Entry } from "../../../src/record/safety-log/entry.ts";
import { logFiles } from "../../../src/record/safety-log/log-folder.ts";
import { tellLog } from "../../../src/record/safety-log/tell-log.ts";
import { openLog, START_TIME } from "./written.ts";

async function told(...entries: readonly Entry[]): Promise<readonly string[]> {
  const { path, log } = openLog();
  entries.forEach((entry, i) => log.append(entry, START_TIME + i));
  await log.close(START_TIME + entries.length);
  return tellLog(path, logFiles(path), {}).filter((line) => !line.includes(" file 1 of "));
}

type Reason = Extract<Entry, { readonly kind: "mode" }>["reasons"][number];

function because(reason: Partial<Reason>): Entry {
  const reasons = [
    { id: "command-stale", source: "command", margin: -0.005, unit: "s", age: 0.205, ...reason },
  ];
  return { kind: "mode", from: "moving", to: "stopped", reasons, sentence: "It stands." };
}

describe("a safety log, told to a person", () => {
  it.each<readonly [Partial<Reason>, string]>([
    [{}, "command-stale: the command is too old, by 0.005 s (command, 0.205 s old)"],
    [
      { id: "rule-limit", source: "calm: Go slow.", margin: 0.3, unit: "m/s", age: 0 },
      "rule-limit: a rule limits it now, at most 0.3 m/s (calm: Go slow., now)",
    ],
    [
      { id: "rule-limit", source: "r", margin: Infinity, unit: "m/s" },
      "rule-limit: a rule limits it now (r, 0.205 s old)",
    ],
    [
      { id: "zone-stop", source: "front", margin: 0, unit: "m/s", age: 0.0004 },
      "zone-stop: something is in a stop zone, at most 0 m/s (front, now)",
    ],
    [
      { id: "lock-held", source: "/dock", margin: 0.5, age: 0 },
      "lock-held: a lock holds it (/dock, now)",
    ],
    [
      { id: "scan-missing", source: "scan", margin: NaN, age: Infinity },
      "scan-missing: it has no view of its surroundings (scan, not heard so far)",
    ],
    [
      { id: "second-publisher", source: "rogue", margin: -Infinity, age: 0 },
      "second-publisher: somebody publishes what one alone may (rogue, now)",
    ],
    [{ id: "of-another-version", source: "" }, "of-another-version: by 0.005 s (0.205 s old)"],
    [{ id: "of-another-version", margin: 1 }, "of-another-version (command, 0.205 s old)"],
  ])("says in words what a reason rests on: %j", async (reason, line) => {
    expect((await told(because(reason))).join()).toContain(`\n    ${line}`);
  });

  it("says of many bounds the tightest, and how many more there are", async () => {
    const bound = (margin: number, source: string): Reason => ({
      id: "protective-separation",
      source,
      margin,
      unit: "m/s",
      age: 0.01,
    });
    const reasons = [bound(0.4, "a"), bound(0.2, "b"), bound(0.3, "c")];
    const [line = ""] = await told({
      kind: "mode",
      from: "moving",
      to: "slowed",
      reasons,
      sentence: "It slows.",
    });

    expect(line.split("\n").slice(1)).toEqual([
      "    protective-separation: somebody or something is too near, at most 0.2 m/s (b, 0.010 s old, and 2 more)",
    ]);
  });

  it("says what was asked and what was given, axis by axis where there is any", async () => {
    const decision = (asked: Twist, given: Twist): Entry => ({
      kind: "decision",
      mode: "slowed",
      driver: "autonomy",
      asked,
      given,
      scale: 0.5,
      reasons: [],
      sentence: "It slows.",
    });
    const lines = await told(
      decision({ vx: 1.2, vy: 0, wz: -0.5 }, { vx: 0.6, vy: 0, wz: -0.25 }),
      decision({ vx: 0, vy: 0.4, wz: 0 }, { vx: 0, vy: 0, wz: 0 }),
    );

    expect(lines[0]).toContain(
      "slowed, autonomy asked 1.200 m/s and -0.500 rad/s, given 0.600 m/s and -0.250 rad/s: It slows.",
    );
    expect(lines[1]).toContain("asked 0.400 m/s sideways, given nothing: It slows.");
  });

  it("lets nobody write a line of their own, nor move the cursor", async () => {
    const why =
      'x")\n2026-11-23 12:00:09.000 #9 resumed (, ada): The robot may move again.\u001b[1A\u202e';
    const lines = await told(
      {
        kind: "act",
        act: "reset",
        by: "eve\r",
        why,
        outcome: "refused",
        sentence: "a\u2028b\u0085",
      },
      because({ source: "lidar\nzone-stop" }),
    );

    expect(lines).toHaveLength(2);
    expect(lines.join("\n").split("\n")).toHaveLength(3);
    expect(lines.join("")).not.toMatch(/[\r\u001b\u202e\u2028\u0085]/);
    expect(lines[0]).toContain("\\u{a}2026-11-23 12:00:09.000 #9 resumed");
    expect(lines[1]).toContain("(lidar\\u{a}zone-stop, ");
  });
});
