import { describe, expect, it } from "vitest";
import type { Twist } from "../../src/quantity/frame.ts";
import { judgePush, NOBODY_PUSHED, type Push, type Pushing } from "../../src/separation/push.ts";

/** Somebody 0.4 m ahead of the robot. */
const AHEAD: Pushing = { distance: 0.4, towards: { x: 1, y: 0 } };
const BACK: Twist = { vx: -0.3, vy: 0, wz: 0 };
const verdictOf = (given: Partial<Twist>, by = AHEAD, before: Push = NOBODY_PUSHED) =>
  judgePush(before, "moving", { ...BACK, ...given }, 0.02, by).verdict;

describe("a push", () => {
  it("explains a short slow motion away from somebody near", () => {
    expect(verdictOf({})).toBe("pushed");
    expect(verdictOf({}, { distance: 0.4 })).toBe("pushed");
  });

  it.each([
    ["nobody is within an arm and half a step", {}, { ...AHEAD, distance: 0.91 }],
    ["nothing is seen", {}, { distance: Infinity }],
    ["the distance is not known", {}, { distance: NaN }],
    ["it goes towards them", { vx: 0.06 }, AHEAD],
    [
      "it goes towards them aside",
      { vx: 0, vy: -0.06 },
      { distance: 0.4, towards: { x: 0, y: -1 } },
    ],
    ["it is faster than 0.5 m/s", { vx: -0.51 }, AHEAD],
    ["it is faster than 0.5 m/s aslant", { vx: -0.4, vy: 0.4 }, AHEAD],
    ["it turns faster than 1 rad/s", { wz: -1.01 }, AHEAD],
    ["its speed is not a number", { vy: NaN }, AHEAD],
  ])("explains nothing where %s", (_, twist, by) => {
    expect(verdictOf(twist, by)).toBe("own motion");
  });

  it("is judged by how fast it goes towards them, wherever they are", () => {
    const aslant = { distance: 0.4, towards: { x: 0.6, y: 0.8 } };
    expect(verdictOf({ vx: 0.3, vy: -0.2 }, aslant)).toBe("pushed");
    expect(verdictOf({ vx: 0.3, vy: -0.1 }, aslant)).toBe("own motion");
  });

  it("reaches to its bounds", () => {
    expect(verdictOf({ vx: -0.5 }, { distance: 0.9 })).toBe("pushed");
    expect(verdictOf({ vx: 0.05 })).toBe("pushed");
    expect(verdictOf({ wz: 1 })).toBe("pushed");
    expect(verdictOf({ wz: -1 })).toBe("pushed");
  });

  it("explains no more than a second and a half", () => {
    expect(verdictOf({}, AHEAD, { lasted: 1.47 })).toBe("pushed");
    expect(verdictOf({}, AHEAD, { lasted: 1.49 })).toBe("own motion");
    expect(judgePush({ lasted: 0.5 }, "moving", BACK, 0.02, AHEAD).push.lasted).toBeCloseTo(
      0.52,
      9,
    );
  });

  it("is forgiven four times as fast as it lasted, and never becomes a credit", () => {
    const stood = judgePush({ lasted: 1 }, "standing", BACK, 0.2, AHEAD);
    expect(stood.push.lasted).toBeCloseTo(0.2, 9);
    expect(stood.verdict).toBe("own motion");
    expect(judgePush({ lasted: 0.1 }, "standing", BACK, 0.2, AHEAD).push.lasted).toBe(0);
  });
});
