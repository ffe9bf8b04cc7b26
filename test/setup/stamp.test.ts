import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isStampedWith, readStamp, writeStamp } from "../../src/setup/stamp.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-stamp-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a stamp", () => {
  it("says that a thing is whole only for the very key it was made with", () => {
    const path = join(folder, "deep", "stamp.json");
    expect(isStampedWith(readStamp(path), "a")).toBe(false);
    writeStamp(path, { key: "a", version: "3.11" });
    expect(isStampedWith(readStamp(path), "a")).toBe(true);
    expect(isStampedWith(readStamp(path), "b")).toBe(false);
    expect(readStamp(path)?.["version"]).toBe("3.11");
  });

  it("leaves no draft behind", () => {
    writeStamp(join(folder, "stamp.json"), { key: "a" });
    expect(readdirSync(folder)).toEqual(["stamp.json"]);
  });

  it.each(["", '{"key": "a"', "[]", "null", '"a"'])(
    "counts as missing when it holds %j",
    (text) => {
      writeFileSync(join(folder, "stamp.json"), text);
      expect(readStamp(join(folder, "stamp.json"))).toBeUndefined();
    },
  );
});
