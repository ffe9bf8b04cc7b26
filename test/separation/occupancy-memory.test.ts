import { describe, expect, it } from "vitest";
import { OccupancyMemory } from "../../src/separation/occupancy-memory.ts";

/** Something at a place, hit at each of these times. */
function hitAt(x: number, y: number, ...times: readonly number[]): OccupancyMemory {
  const memory = new OccupancyMemory();
  times.forEach((time) => {
    memory.hit(x, y, time);
  });
  return memory;
}

describe("the memory of what is occupied", () => {
  it("knows of nothing at first", () => {
    expect(new OccupancyMemory().dwell(1, 1, 5)).toBe(0);
  });

  it("counts from the first hit", () => {
    const memory = hitAt(1.05, -2.05, 3, 3.1, 4);
    expect(memory.dwell(1.05, -2.05, 5)).toBe(2);
  });

  it.each([
    [0.1, 0],
    [-0.1, 0],
    [0, 0.1],
    [0, -0.1],
    [0.1, 0.1],
    [-0.1, -0.1],
  ])("takes what is right beside for the same, off by %d m and %d m", (dx, dy) => {
    expect(hitAt(1.05, 1.05, 3).dwell(1.05 + dx, 1.05 + dy, 5)).toBe(2);
  });

  it.each([
    [0.2, 0],
    [-0.2, 0],
    [0, 0.2],
    [0, -0.2],
  ])("knows nothing of a place two cells away, off by %d m and %d m", (dx, dy) => {
    expect(hitAt(1.05, 1.05, 3).dwell(1.05 + dx, 1.05 + dy, 5)).toBe(0);
  });

  it("counts from the oldest of what is side by side", () => {
    const memory = hitAt(1.05, 1.05, 3);
    memory.hit(1.15, 1.05, 1);
    expect(memory.dwell(1.05, 1.05, 5)).toBe(4);
  });

  it("forgets a place after three scans in a row that saw through it, and no sooner", () => {
    const memory = hitAt(1.05, 0.05, 0);
    memory.seeThrough(0.05, 0.05, 2.05, 0.05, 1);
    memory.seeThrough(0.05, 0.05, 2.05, 0.05, 1.1);
    expect(memory.dwell(1.05, 0.05, 2)).toBe(2);
    memory.seeThrough(0.05, 0.05, 2.05, 0.05, 1.2);
    expect(memory.dwell(1.05, 0.05, 2)).toBe(0);
    memory.hit(1.05, 0.05, 3);
    expect(memory.dwell(1.05, 0.05, 5)).toBe(2);
  });

  it("begins to count anew with every hit between", () => {
    const memory = hitAt(1.05, 0.05, 0);
    for (const [through, hit] of [
      [1, 1.05],
      [1.1, 1.15],
      [1.2, 1.25],
    ] as const) {
      memory.seeThrough(0.05, 0.05, 2.05, 0.05, through);
      memory.hit(1.05, 0.05, hit);
    }
    expect(memory.dwell(1.05, 0.05, 2)).toBe(2);
  });

  it("counts one scan once, however many of its beams pass", () => {
    const memory = hitAt(1.05, 0.05, 0);
    for (let beam = 0; beam < 9; beam++) {
      memory.seeThrough(0.05, 0.05, 2.05, 0.05, 1);
    }
    expect(memory.dwell(1.05, 0.05, 2)).toBe(2);
  });

  it("keeps what was hit in the same scan", () => {
    const memory = hitAt(1.05, 0.05, 0);
    for (const scan of [1, 1.1, 1.2, 1.3]) {
      memory.hit(1.05, 0.05, scan);
      memory.seeThrough(0.05, 0.05, 2.05, 0.05, scan);
    }
    expect(memory.dwell(1.05, 0.05, 2)).toBe(2);
  });

  it("does not count a scan that hit as one that saw through", () => {
    const memory = hitAt(1.05, 0.05, 0, 1);
    for (const scan of [1, 1.1, 1.2]) {
      memory.seeThrough(0.05, 0.05, 2.05, 0.05, scan);
    }
    expect(memory.dwell(1.05, 0.05, 2)).toBe(2);
  });

  it("sees from where the sensor is", () => {
    const memory = hitAt(1.05, -0.95, 0);
    for (const scan of [1, 1.1, 1.2]) {
      memory.seeThrough(1.05, -2.05, 1.05, 0.05, scan);
    }
    expect(memory.dwell(1.05, -0.95, 2)).toBe(0);
  });

  it.each([
    ["the place where a beam begins", 0.05],
    ["the place where a beam ends", 1.05],
    ["what lies beyond the end of a beam", 1.35],
    ["what lies behind the beginning of a beam", -0.35],
  ])("does not see through %s", (_, x) => {
    const memory = hitAt(x, 0.05, 0);
    for (const scan of [1, 1.1, 1.2, 1.3]) {
      memory.seeThrough(0.05, 0.05, 1.05, 0.05, scan);
    }
    expect(memory.dwell(x, 0.05, 2)).toBe(2);
  });

  it("sees along slanted beams, whichever way they go", () => {
    for (const [x, y] of [
      [-2, -2],
      [2, -2],
      [-2, 2],
      [0.4, 2],
    ] as const) {
      const memory = hitAt(x / 2 + 0.05, y / 2 + 0.05, 0);
      for (const scan of [1, 1.1, 1.2]) {
        memory.seeThrough(0.05, 0.05, x + 0.05, y + 0.05, scan);
      }
      expect(memory.dwell(x / 2 + 0.05, y / 2 + 0.05, 2), `${x} ${y}`).toBe(0);
    }
  });

  it("forgets a place for one 25.6 m away, and does not take one for the other", () => {
    const memory = hitAt(1.05, 1.05, 0);
    expect(memory.dwell(1.05 + 25.6, 1.05, 2)).toBe(0);
    expect(memory.dwell(1.05, 1.05 - 25.6, 2)).toBe(0);
    memory.hit(1.05 + 25.6, 1.05, 3);
    expect(memory.dwell(1.05 + 25.6, 1.05, 5)).toBe(2);
    expect(memory.dwell(1.05, 1.05, 5)).toBe(0);
    memory.hit(1.05 + 25.6, 1.05 + 25.6, 4);
    expect(memory.dwell(1.05 + 25.6, 1.05 + 25.6, 5)).toBe(1);
  });
});
