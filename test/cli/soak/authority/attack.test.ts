import { describe, expect, it } from "vitest";
import { ATTACKS } from "../../../../src/cli/soak/authority/act-attacks.ts";
import { attackAuthority } from "../../../../src/cli/soak/authority/attack.ts";
import { runSequences } from "../../../../src/cli/soak/authority/waivers.ts";

const SEED = Number(process.env["COALIGN_SEED"]);

describe("a sample of the soak `acts`", () => {
  it("accepts none of 20,000 attacks of every kind, and every honest act between them", () => {
    const figures = attackAuthority(20_000, SEED);

    expect(figures.attacks).toBe(20_000);
    expect(Object.keys(figures.kinds).sort()).toEqual(Object.keys(ATTACKS).sort());
    expect(Object.values(figures.kinds).filter(([, accepted]) => accepted > 0)).toEqual([]);
    expect(figures.honestRefused).toBe(0);
    expect(figures.honest).toBe(400);
  });
});

describe("a sample of the soak `waivers`", () => {
  it("breaks no law in 20,000 sequences, in which waivers do hold", () => {
    const figures = runSequences(20_000, SEED);

    expect(figures.first).toBe("");
    expect(figures.held).toBeGreaterThan(2000);
  });
});
