import { describe, expect, it } from "vitest";
import { differsFromLock, explainNpm } from "../../src/setup/npm-packages.mjs";

const LOCK = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", dev: true },
    "node_modules/only-windows": { version: "3.0.0", optional: true },
  },
};
const WHOLE = {
  packages: { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } },
};

describe("differsFromLock", () => {
  it("accepts an installation without the optional packages of other systems", () => {
    expect(differsFromLock(LOCK, WHOLE)).toBeUndefined();
  });

  it("finds a missing package", () => {
    const installed = { packages: { "node_modules/a": { version: "1.0.0" } } };
    expect(differsFromLock(LOCK, installed)).toBe("node_modules/b");
  });

  it("finds another version, of an optional package too", () => {
    const other = (place: string, version: string) => ({
      packages: { ...WHOLE.packages, [place]: { version } },
    });
    expect(differsFromLock(LOCK, other("node_modules/a", "1.0.1"))).toBe("node_modules/a");
    expect(differsFromLock(LOCK, other("node_modules/only-windows", "2.9.9"))).toBe(
      "node_modules/only-windows",
    );
  });

  it("finds a package that the lock file no longer names", () => {
    const installed = { packages: { ...WHOLE.packages, "node_modules/old": { version: "1.0.0" } } };
    expect(differsFromLock(LOCK, installed)).toBe("node_modules/old");
  });
});

describe("explainNpm", () => {
  it.each([
    ["npm error code EAI_AGAIN", "cannot be reached"],
    ["npm error code ENOTFOUND", "cannot be reached"],
    ["npm error code ENOSPC", "disk is full"],
    [
      "`npm ci` can only install packages when your package.json and package-lock.json are in sync",
      "npm install",
    ],
    ["npm error something else", "its output is in /log"],
  ])("makes one sentence of %j", (output, part) => {
    const sentence = explainNpm(output, "/log");
    expect(sentence).toContain(part);
    expect(sentence).not.toContain("\n");
  });
});
