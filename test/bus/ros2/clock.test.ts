import { describe, expect, it } from "vitest";
import { SimulatedClock, SystemClock } from "../../../src/bus/ros2/clock.ts";

describe("SystemClock", () => {
  it("runs finer than the system clock's grain and never leaves it by more than that", () => {
    let time = 1000;
    const clock = new SystemClock(
      () => Math.floor(time * 1000) / 1000,
      () => time - 900,
    );
    const seen = Array.from({ length: 10 }, () => {
      time += 0.0001;
      return clock.now();
    });
    seen.forEach((at, i) => expect(at).toBeCloseTo(1000 + (i + 1) * 0.0001, 6));
  });

  it.each([3600, -3600, 0.01, -0.01])("follows a system clock that is set by %d s", (step) => {
    let offset = 1000;
    let time = 0;
    const clock = new SystemClock(
      () => time + offset,
      () => time,
    );
    time = 5;
    offset += step;
    expect(clock.now()).toBe(time + offset);
    time = 6;
    expect(clock.now()).toBeCloseTo(time + offset, 6);
  });
});

describe("SimulatedClock", () => {
  it("is at 0 until it hears of a time, and hands on every one", () => {
    const reached: number[] = [];
    const clock = new SimulatedClock((time) => reached.push(time));
    expect(clock.now()).toBe(0);
    clock.follow({ clock: { sec: 7, nanosec: 500_000_000 } });
    clock.follow({ clock: { sec: 2, nanosec: 0 } });
    expect(clock.now()).toBe(2);
    expect(reached).toEqual([7.5, 2]);
  });
});
