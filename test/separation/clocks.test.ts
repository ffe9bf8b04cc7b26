import { describe, expect, it } from "vitest";
import {
  type ClockKind,
  type ClockWatch,
  haveJumped,
  NO_CLOCK_READ,
  readClocks,
} from "../../src/separation/clocks.ts";

/** Reads both clocks every 20 ms, ROS time as a function of monotonic time [s]. */
function watch(kind: ClockKind, rosAt: (at: number) => number, until = 3): ClockWatch {
  let state = NO_CLOCK_READ;
  for (let k = 0; k * 0.02 <= until; k++) {
    state = readClocks(state, { monotonic: k * 0.02, ros: rosAt(k * 0.02) }, kind);
  }
  return state;
}

const step = (at: number, by: number) => (time: number) => 1000 + time + (time >= at ? by : 0);

describe("a system clock", () => {
  it.each([
    ["that goes on", (t: number) => 1000 + t],
    ["that is slewed by 5 %", (t: number) => 1000 + 1.05 * t],
    ["that is set by 30 ms", step(1, 0.03)],
    ["that one reading strays from", (t: number) => 1000 + t + (Math.abs(t - 1) < 0.001 ? 0.4 : 0)],
  ])("%s has not jumped", (_, rosAt) => {
    expect(watch("system", rosAt).jumps).toBe(0);
  });

  it.each([-10, -0.08, 0.08, 10])("that is set by %d s has jumped, for a second", (by) => {
    expect(watch("system", step(2.5, by)).jumps).toBe(1);
    expect(haveJumped(watch("system", step(2.5, by)), 3)).toBe("jumped");
    expect(haveJumped(watch("system", step(1, by)), 3)).toBe("steady");
  });

  it("that runs half as fast again, or is not a number, has jumped", () => {
    expect(watch("system", (t) => 1000 + 1.5 * t).jumps).toBeGreaterThan(0);
    expect(watch("system", (t) => (t > 2.9 ? NaN : t)).jumps).toBeGreaterThan(0);
  });

  it("has jumped when the monotonic clock goes back", () => {
    const before = readClocks(NO_CLOCK_READ, { monotonic: 5, ros: 5 }, "system");

    expect(readClocks(before, { monotonic: 4.9, ros: 4.9 }, "system").jumps).toBe(1);
  });
});

describe("a simulated clock", () => {
  it.each([
    ["in steps of 50 ms", (t: number) => Math.floor(t / 0.05) * 0.05],
    ["a tenth as fast", (t: number) => 0.1 * t],
    ["ten times as fast", (t: number) => 10 * t],
    ["that pauses", (t: number) => Math.min(t, 1) + Math.max(0, t - 2)],
    ["that stands", () => 0],
  ])("%s has not jumped", (_, rosAt) => {
    expect(watch("simulated", rosAt).jumps).toBe(0);
  });

  it.each([-0.01, -5, 1, 10])("that is set by %d s has jumped", (by) => {
    expect(watch("simulated", (t) => t + 10 + (t >= 2.5 ? by - 0.02 : 0)).jumps).toBe(1);
  });
});
