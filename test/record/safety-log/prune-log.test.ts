import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { logFiles } from "../../../src/record/safety-log/log-folder.ts";
import { pruneLog } from "../../../src/record/safety-log/prune-log.ts";
import { tellLog } from "../../../src/record/safety-log/tell-log.ts";
import { verifyLog } from "../../../src/record/safety-log/verify-log.ts";
import { openLog, START_TIME, write } from "./written.ts";

const YEAR = 366 * 86_400;

/** A log with entries of today and of so many years later. */
async function aged(years: number): Promise<{ readonly path: string; readonly now: number }> {
  const { folder, path, log } = openLog();
  await log.close(write(log, 60));
  const now = START_TIME + years * YEAR + 86_400;
  const later = openLog(folder, {}, now).log;
  await later.close(write(later, 10, now));
  return { path, now: now + 10 };
}

describe("pruning", () => {
  it("touches nothing before its time", async () => {
    const { path, now } = await aged(0.9);
    const before = readFileSync(join(path, logFiles(path)[0]!.name));
    expect(pruneLog(path, now)).toMatchObject({ records: 0, files: 0 });
    expect(readFileSync(join(path, logFiles(path)[0]!.name))).toEqual(before);
  });

  it("takes decisions after a year, keeps acts and versions, and leaves a log that is whole", async () => {
    const { path, now } = await aged(1.1);
    const found = pruneLog(path, now);
    const told = tellLog(path, logFiles(path), {}).join("\n");

    expect(found.records).toBeGreaterThan(15);
    expect(verifyLog(path, { now }).sentence).toMatch(/is whole/);
    expect(told).toContain("reset by ada refused");
    expect(told.split("content removed").length).toBeGreaterThan(15);
    expect(verifyLog(path, { now: START_TIME + 100 }).sentence).toMatch(
      /lost its content \d+ days too early/,
    );
  });

  it("takes a whole file when the one after it began more than five years ago, and not before", async () => {
    const { folder, path, log } = openLog();
    await log.close(write(log, 60));
    for (const years of [1, 6.5]) {
      const at = START_TIME + years * YEAR;
      const next = openLog(folder, {}, at).log;
      await next.close(write(next, 10, at));
    }
    const now = START_TIME + 6.5 * YEAR + 10;
    expect(pruneLog(path, now)).toMatchObject({ files: 1 });
    expect(logFiles(path).map(({ number }) => number)).toEqual([2, 3]);
    expect(verifyLog(path, { now })).toMatchObject({ state: "whole" });
    expect(verifyLog(path, { now: START_TIME + 2 * YEAR }).state).toBe("broken");
  });

  it("believes the log's own last record rather than a clock that runs ahead", async () => {
    const { path } = await aged(0.5);
    expect(pruneLog(path, START_TIME + 50 * YEAR)).toMatchObject({ records: 0, files: 0 });
  });
});
