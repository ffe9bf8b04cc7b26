import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive, readBirth, withLock } from "../../src/setup/lock.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-lock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const MODULE = new URL("../../src/setup/lock.mjs", import.meta.url).href;

/** Appends "in" and "out" around a wait, under the lock. */
const PROGRAM = `
const { withLock } = await import(${JSON.stringify(MODULE)});
const { appendFileSync } = await import("node:fs");
const [lock, log] = process.argv.slice(1);
for (let i = 0; i < 5; i++) {
  await withLock(lock, () => {}, async () => {
    appendFileSync(log, "in\\n");
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(log, "out\\n");
  });
}`;

describe("a lock", () => {
  it("lets one process in at a time", async () => {
    const log = join(folder, "log");
    const args = ["--input-type=module", "-e", PROGRAM, join(folder, "lock"), log];
    const codes = await Promise.all(
      [1, 2, 3, 4].map(
        async () =>
          await new Promise<number | null>((resolve) => {
            spawn(process.execPath, args, { stdio: "inherit" }).once("close", resolve);
          }),
      ),
    );
    const { readFileSync } = await import("node:fs");
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readFileSync(log, "utf8")).toBe("in\nout\n".repeat(20));
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it.each([
    ["of a process that is gone", JSON.stringify({ pid: 2 ** 22 + 1, born: "1" })],
    [
      "of a process whose number another one has now",
      JSON.stringify({ pid: process.pid, born: "1" }),
    ],
    ["that a full disk cut short", '{"pid":'],
  ])("%s is broken", async (_, text) => {
    const path = join(folder, "lock");
    writeFileSync(path, text);
    const result = await withLock(
      path,
      () => {
        throw new Error("waited for nobody");
      },
      () => Promise.resolve("done"),
    );
    expect(result).toBe("done");
  });

  it("is given back when the work fails", async () => {
    const path = join(folder, "lock");
    const work = (): Promise<never> => Promise.reject(new Error("work"));
    await expect(withLock(path, () => {}, work)).rejects.toThrow("work");
    expect(existsSync(path)).toBe(false);
  });

  it("knows this process", () => {
    expect(isAlive({ pid: process.pid, born: readBirth(process.pid) })).toBe(true);
    expect(isAlive({ pid: 0, born: "" })).toBe(false);
  });
});
