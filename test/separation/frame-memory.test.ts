import { describe, expect, it } from "vitest";
import { areApart, FrameMemory } from "../../src/separation/frame-memory.ts";

const HERE = { x: 1, y: 1, yaw: 3.14 };

describe("the memory of frames", () => {
  it("knows when and where a content was shown last", () => {
    const memory = new FrameMemory();
    memory.show(7, HERE);
    memory.show(8, HERE);
    memory.show(7, { ...HERE, x: 2 });
    expect(memory.find(7)).toEqual({ order: 2, pose: { ...HERE, x: 2 } });
    expect(memory.find(8)).toEqual({ order: 1, pose: HERE });
    expect(memory.find(9)).toBeUndefined();
  });

  it("remembers the latest 4096 contents: 400 s of a scanner at 10 Hz", () => {
    const memory = new FrameMemory();
    for (let k = 0; k < 4096; k++) {
      memory.show(k, HERE);
    }
    memory.show(0, HERE);
    expect(memory.find(1)).toBeDefined();
    memory.show(5000, HERE);
    expect(memory.find(1)).toBeUndefined();
    expect(memory.find(2)).toBeDefined();
    expect(memory.find(0)).toBeDefined();
    memory.show(5001, HERE);
    expect(memory.find(2)).toBeUndefined();
  });

  it.each([
    [0.021, 0, 0, true],
    [0, -0.021, 0, true],
    [0.015, 0.015, 0, true],
    [0, 0, -0.021, true],
    [0.019, 0, 0, false],
    [0, -0.019, 0, false],
    [0, 0, 0.019, false],
    [0, 0, 2 * Math.PI, false],
  ])("tells places apart that are off by %d m, %d m, %d rad: %s", (x, y, yaw, apart) => {
    expect(areApart(HERE, { x: HERE.x + x, y: HERE.y + y, yaw: HERE.yaw + yaw })).toBe(apart);
  });
});
