import { describe, expect, it } from "vitest";
import { everySteady } from "../../../src/bus/ros2/steady-timers.ts";

const rest = async (ms: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, ms));

describe("everySteady", () => {
  it("keeps to its schedule where setInterval adds up its lateness", async () => {
    // 1 for ticks that all come at one moment of the period, whichever it is; near 0 for ticks that drift through it.
    const steadiness = (ticks: readonly number[]): number => {
      const turns = ticks.map((at) => (2 * Math.PI * at) / 3);
      const mean = (of: (turn: number) => number): number =>
        turns.reduce((sum, turn) => sum + of(turn), 0) / turns.length;
      return Math.hypot(mean(Math.cos), mean(Math.sin));
    };
    let ours: number[] = [];
    let theirs: number[] = [];
    // A timer that drifts does so in every second; a machine that is wanted elsewhere comes back.
    for (let second = 0; second < 10 && !(steadiness(ours) > 0.5); second++) {
      const start = performance.now();
      [ours, theirs] = [[], []];
      const interval = setInterval(() => theirs.push(performance.now() - start), 3);
      const timer = everySteady(0.003, () => ours.push(performance.now() - start));
      await rest(1200);
      clearInterval(interval);
      timer.cancel();
    }
    expect(steadiness(ours)).toBeGreaterThan(0.5);
    expect(steadiness(ours)).toBeGreaterThan(steadiness(theirs));
    expect(theirs.length).toBeLessThan(ours.length);
  });

  it("calls once after a stall, and then at its old times", async () => {
    let off = Infinity;
    // A machine that is wanted elsewhere stalls it once more, and the old times are later ones.
    for (let stalls = 0; stalls < 10 && !(off < 40); stalls++) {
      const start = performance.now();
      const ticks: number[] = [];
      const timer = everySteady(0.05, () => ticks.push(performance.now() - start));
      await rest(10);
      while (performance.now() - start < 320) {
        // stalled
      }
      await rest(150);
      timer.cancel();
      const passed = performance.now() - start;
      const [first = 0, second = 0] = ticks;
      expect(first).toBeGreaterThan(315);
      expect(ticks.length).toBeLessThanOrEqual((passed - 320) / 50 + 2);
      off = Math.abs(second - 350);
    }
    expect(off).toBeLessThan(40);
  });

  it("refuses a period that is none", () => {
    for (const period of [0, -1, NaN, Infinity]) {
      expect(() => everySteady(period, () => {})).toThrow(RangeError);
    }
  });
});
