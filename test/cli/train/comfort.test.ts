import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tableText } from "../../../src/cli/train/comfort.ts";
import { COMFORT_TABLE } from "../../../src/theory-of-mind/feeling/comfort-table.ts";

describe("coalign train comfort", () => {
  it("writes the table in the repository as it stands there", () => {
    const file = new URL("../../../src/theory-of-mind/feeling/comfort-table.ts", import.meta.url);

    expect(tableText(COMFORT_TABLE)).toBe(readFileSync(file, "utf8"));
  });
});
