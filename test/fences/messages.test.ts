import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../src/bus/generator/generate.ts";
import { ROOT } from "../support/repository.ts";

const FOLDER = join(ROOT, "src", "bus", "messages");

describe("the generated messages", () => {
  const fresh = generate(ROOT);

  it.each([...fresh])("%s is what its definitions say now; npm run gen writes it", (file, text) => {
    expect(readFileSync(join(FOLDER, file), "utf8")).toBe(text);
  });

  it("are all there and no others", () => {
    const committed = readdirSync(FOLDER).filter((file) => file.endsWith(".gen.ts"));

    expect(committed.sort()).toEqual([...fresh.keys()].sort());
  });
});
