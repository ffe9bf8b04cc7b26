import { describe, expect, it } from "vitest";
import { STANDSTILL, type Twist } from "../../src/quantity/frame.ts";
import { BodyContent } from "../../src/separation/body-content.ts";

const FORWARD: Twist = { vx: 0.5, vy: 0, wz: 0 };
const state = (k: number) => ({ x: 0.01 * k, y: 0, yaw: 0 });
const view = (range: number) => new Float32Array(50).fill(range);

/** Drives for some states at 50 Hz. */
function drive(content: BodyContent, from: number, count: number, offset = 0): number {
  for (let k = from; k < from + count; k++) {
    content.take(state(k), FORWARD, 0.02 * k + offset);
  }
  return 0.02 * (from + count) + offset;
}

describe("the content of body states", () => {
  it("is alive while a moving body goes on", () => {
    const content = new BodyContent();
    expect(content.judge(drive(content, 0, 300))).toBe("");
  });

  it.each([FORWARD, { vx: 0, vy: -0.1, wz: 0 }, { vx: 0, vy: 0, wz: -0.1 }])(
    "is frozen when a body that moves stays where it is: %j",
    (twist) => {
      const content = new BodyContent();
      for (let k = 0; k < 3; k++) {
        content.take(state(0), twist, 0.02 * k);
      }
      expect(content.judge(0.06)).toBe("");
      content.take(state(0), twist, 0.06);
      expect(content.judge(0.06)).toBe("body-frozen");
      content.take(state(1), twist, 0.08);
      expect(content.judge(0.08)).toBe("");
    },
  );

  it("is a replay when moving states come again in their order", () => {
    const content = new BodyContent();
    drive(content, 0, 100);
    drive(content, 40, 4, 2);
    expect(content.judge(4)).toBe("");
    drive(content, 44, 1, 2);
    expect(content.judge(4)).toBe("body-frozen");
    drive(content, 200, 1, 2);
    expect(content.judge(4)).toBe("");
  });

  it("is no replay when the way back passes the same places in the other order", () => {
    const content = new BodyContent();
    drive(content, 0, 100);
    for (let k = 99; k > 50; k--) {
      content.take(state(k), FORWARD, 4 - 0.02 * k);
    }
    expect(content.judge(4)).toBe("");
  });

  it("may rest for ever, also when somebody walks by or nothing is seen to move", () => {
    const content = new BodyContent();
    content.take(state(0), STANDSTILL, 0);
    content.told(FORWARD, 0);
    content.see(view(2));
    content.see(view(2.04));
    content.see(view(2.04));
    expect(content.judge(5)).toBe("");
    content.told(STANDSTILL, 0);
    content.see(view(5));
    content.see(view(5));
    expect(content.judge(5)).toBe("");
  });

  it("may rest for ever however often it says so, and tremble", () => {
    const content = new BodyContent();
    for (let k = 0; k < 20; k++) {
      content.take(state(0), STANDSTILL, 0.02 * k);
    }
    const creeping = { vx: 0.02, vy: 0, wz: 0.02 };
    for (const round of [0, 1, 2]) {
      for (let k = 0; k < 20; k++) {
        content.take(state(k), creeping, 1 + round + 0.02 * k);
      }
    }
    expect(content.judge(5)).toBe("");
  });

  it.each([
    [5, "body-frozen"],
    [6, ""],
  ])("is a replay that leaves out some states, %d in each step: %s", (stride, trouble) => {
    const content = new BodyContent();
    drive(content, 0, 100);
    for (let k = 0; k < 8; k++) {
      content.take(state(10 + stride * k), FORWARD, 3 + 0.02 * k);
    }
    expect(content.judge(4)).toBe(trouble);
  });

  it("is no replay where it rested between", () => {
    const content = new BodyContent();
    drive(content, 0, 100);
    drive(content, 40, 4, 2);
    content.take(state(300), STANDSTILL, 3);
    drive(content, 44, 4, 2);
    expect(content.judge(4)).toBe("");
  });

  it("is given time to move, from the command and from its last change", () => {
    const content = new BodyContent();
    content.told(FORWARD, 0);
    content.take(state(0), STANDSTILL, 0.9);
    for (const range of [2, 3, 3]) {
      content.see(view(range));
    }
    expect(content.judge(1.5)).toBe("");
    expect(content.judge(1.7)).toBe("body-frozen");
  });

  it.each([
    ["a fifth of the view", (i: number) => (i < 10 ? 3 : 2), ""],
    ["a third of the view", (i: number) => (i < 17 ? 3 : 2), "body-frozen"],
    ["what is seen no more", (i: number) => (i < 17 ? NaN : 2), "body-frozen"],
    ["what is open for ever", (i: number) => (i < 17 ? 2 : Infinity), ""],
  ])("is frozen by a view that moves: %s", (_, later, trouble) => {
    const content = new BodyContent();
    content.told(FORWARD, 0);
    content.take(state(0), STANDSTILL, 0);
    const first = Float32Array.from({ length: 50 }, (_beam, i) =>
      later(49) === Infinity && i >= 17 ? Infinity : 2,
    );
    content.see(first);
    content.see(Float32Array.from({ length: 50 }, (_beam, i) => later(i)));
    content.see(Float32Array.from({ length: 50 }, (_beam, i) => later(i)));
    expect(content.judge(1)).toBe(trouble);
  });

  it("is frozen when it rests though it was told to move and the view moves", () => {
    const content = new BodyContent();
    content.take(state(0), STANDSTILL, 0);
    content.told({ vx: 0, vy: 0, wz: 0.2 }, 0);
    content.see(view(2));
    content.see(view(2.2));
    expect(content.judge(1)).toBe("");
    content.see(view(2.3));
    expect(content.judge(0.6)).toBe("");
    expect(content.judge(0.8)).toBe("body-frozen");
    content.take(state(1), STANDSTILL, 0.9);
    expect(content.judge(2)).toBe("");
  });
});
