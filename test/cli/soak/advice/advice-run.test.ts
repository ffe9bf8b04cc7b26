import { describe, expect, it } from "vitest";
import { freerIn, fuzzAdvice } from "../../../../src/cli/soak/advice/advice-run.ts";
import { runTwins } from "../../../../src/cli/soak/advice/twin-run.ts";
import { decide } from "../../../../src/kernel/decide.ts";
import { SILENT } from "../../../../src/kernel/observe.ts";

describe("advice, sound and hostile", () => {
  it("never allows more than there is without it, 2,000 times (`coalign soak advice`: 1e6)", () => {
    const { advices, compared, moved, tightened, freer, threw } = fuzzAdvice({
      seed: 1,
      advices: 2000,
    });

    expect(freer).toEqual([]);
    expect([advices, compared, threw]).toEqual([2000, 8000, 0]);
    // What was compared was worth comparing: much could move, and much of it was held back.
    expect(moved).toBeGreaterThan(4000);
    expect(tightened).toBeGreaterThan(0.1 * moved);
  }, 30_000);

  it("never makes a supervisor freer than its twin, messages that are none among it", async () => {
    const { messages, compared, moved, tightened, freer } = await runTwins({ seed: 1, steps: 600 });

    expect(freer).toEqual([]);
    expect(messages).toBeGreaterThan(150);
    expect(compared).toBeGreaterThan(600);
    expect(moved).toBeGreaterThan(0.8 * compared);
    expect(tightened).toBeGreaterThan(0.1 * moved);
  }, 30_000);

  it("is found out where it allows more", () => {
    const stopped = decide(SILENT, 1);
    const free = { ...stopped, limit: { speed: 1, spin: 1, bounds: [] } };
    expect(freerIn(free, stopped)).toBe("a ceiling is higher");
    expect(freerIn({ ...stopped, stops: [] }, stopped)).toBe("a reason to stop is gone");
    const cut = { ...stopped, power: "off" } as const;
    expect(freerIn(stopped, cut)).toBe("the power stays on");
    const given = { vx: 0.1, vy: 0, wz: 0 };
    expect(freerIn({ ...stopped, given }, stopped)).toBe("more of vx");
    expect(freerIn(stopped, { ...stopped, given })).toBe("");
  });
});
