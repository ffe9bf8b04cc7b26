import { describe, expect, it } from "vitest";
import { everySteady } from "../../../src/bus/ros2/steady-timers.ts";

const rest = async (ms: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, ms));

describe("everySteady", () => {
  it("keeps to its schedule where setInterval adds up its lateness", async () => {
    const start = performance.now();
    const ours: number[] = [];
    const theirs: number[] = [];
    const interval = setInterval(() => theirs.push(performance.now() - start), 3);
    const timer = everySteady(0.003, () => ours.push(performance.now() - start));
    await rest(1200);
    clearInterval(interval);
    timer.cancel();
    // How far a tick is from the nearest time of its schedule: small for ours all along, anything for theirs.
    const off = (at: number): number => Math.abs(at - Math.round(at / 3) * 3);
    const median = (values: readonly number[]): number =>
      values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
    expect(median(ours.map(off))).toBeLessThan(0.75);
    expect(theirs.length).toBeLessThan(ours.length);
  });

  it("calls once after a stall, and then at its old times", async () => {
    const start = performance.now();
    const ticks: number[] = [];
    const timer = everySteady(0.05, () => ticks.push(performance.now() - start));
    await rest(10);
    while (performance.now() - start < 320) {
      // stalled
    }
    await rest(150);
    timer.cancel();
    const [first = 0, second = 0] = ticks;
    expect(first).toBeGreaterThan(315);
    expect(Math.abs(second - 350)).toBeLessThan(40);
    expect(ticks.length).toBeLessThanOrEqual(5);
  });

  it("refuses a period that is none", () => {
    for (const period of [0, -1, NaN, Infinity]) {
      expect(() => everySteady(period, () => {})).toThrow(RangeError);
    }
  });
});
