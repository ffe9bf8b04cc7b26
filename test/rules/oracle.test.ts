import { describe, expect, it } from "vitest";
import { compareOnce } from "../../src/cli/soak/rules/compare.ts";
import { sampleSize } from "../support/sample-size.ts";

describe("the watch against the brute-force oracle", () => {
  it("differs in no drawn formula over no drawn trace", () => {
    const counts: { [verdict: string]: number } = {};
    const seeds = Array.from({ length: sampleSize(6_000) }, (_, i) => i);

    const differences = seeds.flatMap((seed) => {
      const { difference, verdicts } = compareOnce(seed);
      verdicts.forEach((verdict) => (counts[verdict] = (counts[verdict] ?? 0) + 1));
      return difference === "" ? [] : [difference];
    });

    expect(differences.slice(0, 2)).toEqual([]);
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(counts["kept"]).toBeGreaterThan(0.15 * all);
    expect(counts["broken"]).toBeGreaterThan(0.15 * all);
    expect(counts["unknown"]).toBeGreaterThan(0.05 * all);
  });
});
