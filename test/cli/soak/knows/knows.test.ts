import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "../../../../src/cli/soak/knows/area-under-curve.ts";
import { runKnows } from "../../../../src/cli/soak/knows/run-knows.ts";

describe("areaUnderCurve", () => {
  const of = (right: readonly number[], wrong: readonly number[]): number =>
    areaUnderCurve([
      ...right.map((score) => ({ score, truth: true })),
      ...wrong.map((score) => ({ score, truth: false })),
    ]);

  it("is 1 for right order, 0 for the reverse, half for nothing known, and counts ties half", () => {
    expect(of([3, 4], [1, 2])).toBe(1);
    expect(of([1, 2], [3, 4])).toBe(0);
    expect(of([1, 1, 1], [1, 1])).toBe(0.5);
    expect(of([2, 3], [1, 2])).toBe(3.5 / 4);
    expect(of([], [1])).toBeNaN();
  });
});

describe("soak knows", () => {
  it("tells apart who knows of the robot, of people told by the minds alone", async () => {
    const runs = [
      await runKnows({ world: "kitchen", seed: 771, duration: 40 }),
      await runKnows({ world: "corridor", seed: 772, duration: 40 }),
    ];
    const cases = runs.flatMap((run) => run.cases);

    expect(cases.length).toBeGreaterThan(200);
    expect(areaUnderCurve(cases)).toBeGreaterThan(0.85);
  });
});
