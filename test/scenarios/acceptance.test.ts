import { describe, expect, it } from "vitest";
import { summarize } from "../../src/cli/soak/acceptance.ts";
import { judgeVisits } from "../../src/cli/soak/acceptance/judge-visits.ts";
import { runAcceptance } from "../../src/cli/soak/acceptance/run-acceptance.ts";

describe("Nav2's acceptance scenario", () => {
  it.each(["separation", "circle"] as const)(
    "stops at once, holds, and goes on by itself, by %s (seed 1)",
    async (guard) => {
      const run = await runAcceptance({ seed: 1, guard, visits: 6, scanRate: 10 });
      const { visits, stop, hold, resume, falseStops } = summarize([run]);

      expect(visits).toBe(6);
      expect(stop.most).toBeLessThanOrEqual(0.13);
      expect(hold).toBe(1);
      expect(resume.most).toBeLessThanOrEqual(0.3);
      expect(falseStops).toBeLessThanOrEqual(0.01);
      expect(run.free).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe("judgeVisits", () => {
  const outputs = (moving: (at: number) => boolean) =>
    Array.from({ length: 400 }, (_, i) => ({ at: i / 100, moves: moving(i / 100) }));
  const visits = [
    { from: 1, to: 2 },
    { from: 3, to: 3.5 },
  ];

  it("measures stop, hold and resumption", () => {
    const judged = judgeVisits(
      visits,
      outputs((at) => at < 1.05 || (at >= 2.2 && at < 3.1)),
    );

    expect(judged.stops.map((time) => Math.round(100 * time))).toEqual([5, 10]);
    expect(judged.resumes.map((time) => Math.round(100 * time))).toEqual([20]);
    expect([judged.broken, judged.falseStops]).toEqual([0, 0]);
  });

  it("tells a stop that does not hold, one that never comes, and one for nothing", () => {
    const weak = judgeVisits(
      visits,
      outputs((at) => at < 1.05 || at >= 1.5),
    );
    const nervous = judgeVisits(
      visits,
      outputs((at) => at < 1.05 || (at >= 2 && at < 2.5)),
    );

    expect(weak.broken).toBe(50);
    expect(weak.stops[1]).toBe(Infinity);
    expect(nervous.falseStops).toBe(50);
  });
});
