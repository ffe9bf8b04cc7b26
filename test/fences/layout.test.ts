import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/repository.ts";

/** Folders and files at the root; besides them only dotfiles. */
const TOP = new Set([
  ...["src", "launch", "urdf", "worlds", "msgs", "test"],
  ...["package.json", "package-lock.json", "README.md", "LICENSE", "NOTICE"],
  ...["package.xml", "CMakeLists.txt"],
]);

/** Settings of tools that look for them at the root. */
const SETTINGS = /^(tsconfig|eslint|vitest|stryker)[\w.]*\.(json|ts|js)$/;

const tracked = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "");

describe("the repository", () => {
  it("has at its root what the design names, and dotfiles", () => {
    const top = new Set(tracked.map((path) => path.split("/")[0] ?? ""));

    expect(
      [...top].filter((name) => !name.startsWith(".") && !TOP.has(name) && !SETTINGS.test(name)),
    ).toEqual([]);
  });

  it("has no drawer for odds and ends", () => {
    const drawers = /(^|[/-])(utils?|common|helpers?|managers?|misc)([/.-]|$)/;

    expect(tracked.filter((path) => path.startsWith("src/") && drawers.test(path))).toEqual([]);
  });

  it("names its source files in kebab-case", () => {
    const odd = tracked.filter(
      (path) =>
        /^(src|test)\/.*\.ts$/.test(path) &&
        !/^[a-z0-9-]+(\.[a-z]+)*\.ts$/.test(path.split("/").at(-1) ?? ""),
    );

    expect(odd).toEqual([]);
  });

  it("commits nothing that is built", () => {
    const built = /^(node_modules|\.build|\.ros2|\.bench|\.coalign|coverage)\//;

    expect(tracked.filter((path) => built.test(path))).toEqual([]);
  });
});
