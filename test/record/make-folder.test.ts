import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "../../src/record/make-folder.ts";

describe("makeFolder", () => {
  let scratch = "";

  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), "coalign-folder-"));
  });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  it("makes a folder and those above it, and leaves one that is there", () => {
    makeFolder(join(scratch, "a", "b c", "d"));
    makeFolder(join(scratch, "a", "b c", "d"));

    expect(existsSync(join(scratch, "a", "b c", "d"))).toBe(true);
  });

  it("refuses a place below a file, and a file", () => {
    writeFileSync(join(scratch, "file"), "");

    expect(() => makeFolder(join(scratch, "file", "a"))).toThrow();
    expect(() => makeFolder(join(scratch, "file"))).toThrow("EEXIST");
  });

  it.runIf(existsSync("/proc/self"))("ends where no folder can ever be", () => {
    expect(() => makeFolder("/proc/nowhere/a")).toThrow("ENOENT");
  });
});
