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

describe("a system clock that is read seldom", () => {
  /** After 1 s at which both agree: two readings, 2 s later, that are off by as much. */
  const offBy = (by: number) =>
    [1, 3, 3.001].reduce(
      (state, at) =>
        readClocks(state, { monotonic: at, ros: 1000 + at + (at > 1 ? by : 0) }, "system"),
      NO_CLOCK_READ,
    );

  it("may have been slewed by a tenth of the time between", () => {
    expect(offBy(0.24).jumps).toBe(0);
    expect(offBy(-0.24).jumps).toBe(0);
  });

  it("has jumped when it is off by more, at the second reading that says so", () => {
    expect(offBy(0.26).jumps).toBe(1);
    expect(offBy(-0.26).jumps).toBe(1);
  });

  it("is unsettled for a second", () => {
    expect(haveJumped(offBy(1), 3.99)).toBe("jumped");
    expect(haveJumped(offBy(1), 4.01)).toBe("steady");
  });
});

describe("a simulated clock", () => {
  /** Reads one after the other [monotonic, ROS]. */
  const read = (readings: readonly (readonly [number, number])[], before = NO_CLOCK_READ) =>
    readings.reduce(
      (state, [monotonic, ros]) => readClocks(state, { monotonic, ros }, "simulated"),
      before,
    );
  /** Half as fast as real time on average, for `steps` steps of 8 and 12 ms by turns, every 20 ms. */
  const half = (steps: number) =>
    read(
      Array.from({ length: steps + 1 }, (_, k) => [0.02 * k, 0.01 * k - (k % 2 === 0 ? 0 : 0.002)]),
    );

  it.each([10, 11, 40])("is known after %d steps: 5 times as far as its rate explains", (steps) => {
    const from = half(steps);
    const [at, ros] = [0.02 * steps + 1, 0.01 * steps];
    // 5 * 0.5 * 1 s and the tolerance
    expect(read([[at, ros + 2.3]], from).jumps).toBe(0);
    expect(read([[at, ros + 2.9]], from).jumps).toBe(1);
  });

  it("may take any step before it is known", () => {
    expect(read([[1.18, 50]], half(9)).jumps).toBe(0);
    expect(read([[1.2, 50]], half(10)).jumps).toBe(1);
  });

  it("may catch up with what it missed while it stood", () => {
    const stood = read(
      Array.from({ length: 100 }, (_, k) => [0.4 + 0.02 * (k + 1), 0.2]),
      half(20),
    );
    expect(read([[2.42, 0.2 + 4.5]], stood).jumps).toBe(0);
    expect(read([[2.42, 0.2 + 6]], stood).jumps).toBe(1);
  });

  /** Steps of 10 ms every 20 ms, with a larger one at each of some. */
  const hiccuping = (steps: number, isLarge: (index: number) => boolean) => {
    let ros = 0;
    return read(
      Array.from({ length: steps + 1 }, (_, k) => {
        ros += k > 0 && isLarge(k) ? 0.5 : 0.01;
        return [0.02 * k, ros];
      }),
    );
  };

  it("may take again and again a step as large as it took before", () => {
    expect(hiccuping(200, (index) => index % 10 === 5).jumps).toBe(0);
  });

  it("may not when that was long ago", () => {
    expect(hiccuping(80, (index) => index === 3).jumps).toBe(0);
    expect(hiccuping(80, (index) => index === 3 || index === 79).jumps).toBe(1);
  });

  it("has no rate while the monotonic clock stands, and still no leave to jump", () => {
    const pairs = Array.from(
      { length: 40 },
      (_, k) => [0.02 * Math.floor(k / 2), 0.01 * k] as const,
    );
    expect(read(pairs).jumps).toBe(0);
    expect(read([...pairs, [0.42, 10]]).jumps).toBe(1);
  });

  it("of two readings where one is no number has jumped, and knows the other", () => {
    const watched = read([[1, NaN]], half(20));
    expect([watched.jumps, watched.jumped]).toEqual([1, 1]);
    expect(read([[Infinity, 1]], half(20)).jumped).toBe(0.4);
  });

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
