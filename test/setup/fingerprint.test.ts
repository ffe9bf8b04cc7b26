import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashContents, hashTexts, hashTimes, listFiles } from "../../src/setup/fingerprint.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-fingerprint-"));
  mkdirSync(join(folder, "msg"));
  writeFileSync(join(folder, "msg", "B.msg"), "bool b\n");
  writeFileSync(join(folder, "A.msg"), "bool a\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a fingerprint", () => {
  it("keeps the borders between texts", () => {
    expect(hashTexts("a", "b")).not.toBe(hashTexts("ab"));
    expect(hashTexts("ab", "")).not.toBe(hashTexts("", "ab"));
    expect(hashTexts("a", "b")).toBe(hashTexts("a", "b"));
  });

  it("lists files in an order of its own", () => {
    expect(listFiles(folder)).toEqual(["A.msg", "msg/B.msg"]);
    expect(listFiles(join(folder, "none"))).toEqual([]);
  });

  it("of contents changes with a content or a name, not with a time", () => {
    const before = hashContents(folder, listFiles(folder));
    utimesSync(join(folder, "A.msg"), 1, 1);
    expect(hashContents(folder, listFiles(folder))).toBe(before);
    writeFileSync(join(folder, "A.msg"), "bool c\n");
    expect(hashContents(folder, listFiles(folder))).not.toBe(before);
  });

  it("of times changes with a time", () => {
    const before = hashTimes(folder, listFiles(folder));
    expect(hashTimes(folder, listFiles(folder))).toBe(before);
    utimesSync(join(folder, "A.msg"), 1, 1);
    expect(hashTimes(folder, listFiles(folder))).not.toBe(before);
  });
});
