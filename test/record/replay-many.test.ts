import { describe, expect, it } from "vitest";
import { replayMany } from "../../src/cli/soak/replay.ts";
import { sampleSize } from "../support/sample-size.ts";

describe("decisions written down and read back", () => {
  it("are taken again to the bit (`coalign soak replay`: 1,000,000)", () => {
    const count = sampleSize(20_000);
    expect(replayMany(count, 3)).toMatchObject({ decisions: count, different: 0, unjudged: 0 });
  });
});
