import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesUnder, ROOT } from "../support/repository.ts";

const files = filesUnder(join(ROOT, "src", "kernel")).map((path) => ({
  path,
  lines: readFileSync(path, "utf8").trimEnd().split("\n").length,
}));

describe("the kernel", () => {
  it("can be read in one sitting: at most 600 lines", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(600);
  });

  it.each(files)("$path has at most 150 lines", ({ lines }) => {
    expect(lines).toBeLessThanOrEqual(150);
  });

  it("imports itself and quantities, nothing else", () => {
    const imports = files.flatMap(({ path }) =>
      [...readFileSync(path, "utf8").matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/g)].map(
        (match) => match[1] ?? match[2] ?? "",
      ),
    );

    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((from) => !/^(\.\/|\.\.\/quantity\/)[a-z-]+\.ts$/.test(from))).toEqual(
      [],
    );
  });
});
