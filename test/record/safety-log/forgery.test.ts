import { describe, expect, it } from "vitest";
import { forgeLogs } from "../../../src/cli/soak/log-campaign.ts";
import { sampleSize } from "../../support/sample-size.ts";

describe("forgeries of a safety log", () => {
  it.each([1, 2])("are all found (seed %i; `coalign soak log` tries 100,000)", (seed) => {
    const { tried, missed } = forgeLogs({ seed, count: sampleSize(700) });

    expect(missed).toEqual([]);
    expect(Math.min(...Object.values(tried))).toBeGreaterThan(0);
  });
});
