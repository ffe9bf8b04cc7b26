import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../../src/record/safety-log/entry.ts";
import { openSafetyLog, type SafetyLog } from "../../../src/record/safety-log/safety-log.ts";
import type { SafetyLogOptions } from "../../../src/record/safety-log/safety-log-options.ts";
import { scratch } from "../scratch.ts";

/** System clock at which test logs begin [s since 1970]: 2026-11-23, 12:00. */
export const START_TIME = 1_795_435_200;

/** The entries a supervisor writes, one of each kind in turn. */
export function entryNumber(i: number): Entry {
  const reason = {
    id: "protective-separation",
    source: "scan",
    margin: 0.1 * (i % 7),
    unit: "m/s",
    age: 0.02,
  };
  const twist = { vx: 0.5, vy: -0, wz: i % 11 === 0 ? NaN : i / 100 };
  const sentence = `Sentence ${i}: ä, "quoted", \\.`;
  const entries: readonly Entry[] = [
    {
      kind: "decision",
      mode: "slowed",
      driver: "autonomy",
      asked: twist,
      given: { vx: 0, vy: 0, wz: 0 },
      scale: 0.25,
      reasons: [reason],
      sentence,
    },
    { kind: "mode", from: "moving", to: "slowed", reasons: [reason], sentence },
    { kind: "latch", event: "latched", because: "human-veto", by: "/veto", sentence },
    { kind: "act", act: "reset", by: "ada", why: "clear", outcome: "refused", sentence },
    { kind: "version", software: "0.1.0", parameters: "ab", rules: "", sentence },
    { kind: "note", about: "test", sentence },
  ];
  return entries[i % entries.length]!;
}

export function optionsIn(folder: string, more: Partial<SafetyLogOptions> = {}): SafetyLogOptions {
  return { robot: "r1", keyFile: join(folder, "keys", "robot.pem"), pace: "at once", ...more };
}

/** A folder with a log in `log` and its key in `keys`, and the log that is written there. */
export function openLog(
  folder = scratch(),
  more: Partial<SafetyLogOptions> = {},
  at = START_TIME,
): { readonly folder: string; readonly path: string; readonly log: SafetyLog } {
  const path = join(folder, "log");
  return { folder, path, log: openSafetyLog(path, optionsIn(folder, more), at) };
}

/** Writes entries, so many a second [1], tending the log as a supervisor does. */
export function write(log: SafetyLog, count: number, at = START_TIME, rate = 20): number {
  for (let i = 0; i < count; i++) {
    const now = at + i / rate;
    log.append(entryNumber(i), now);
    log.tend(now);
  }
  return at + count / rate;
}

/** A copy of a log's folder as the end of its process or of the power would leave it. */
export function copyOf(path: string): string {
  const copy = join(scratch(), "log");
  cpSync(path, copy, { recursive: true });
  return copy;
}
