import { describe, expect, it } from "vitest";
import { hear, NOTHING_HEARD, type Pace, troubleOf } from "../../src/separation/pace.ts";

/** Messages as (received, stamp, age). */
const heard = (messages: readonly (readonly [number, number, number?])[]): Pace =>
  messages.reduce((pace, [at, stamp, age = 0]) => hear(pace, at, stamp, age), NOTHING_HEARD);
const steady = (count: number, period: number) =>
  Array.from({ length: count }, (_, k) => [k * period, k * period] as const);

describe("the pace of a source", () => {
  it("is sound while stamps go on, also when one message is sent twice or overtaken", () => {
    expect(troubleOf(NOTHING_HEARD)).toBe("");
    expect(troubleOf(heard(steady(50, 0.1)))).toBe("");
    expect(
      troubleOf(
        heard([
          [0, 1],
          [0.1, 1],
          [0.2, 2],
          [0.3, 2],
        ]),
      ),
    ).toBe("");
    expect(
      troubleOf(
        heard([
          [0, 1],
          [0.1, 3],
          [0.2, 2],
        ]),
      ),
    ).toBe("");
  });

  it("is stuck when two messages in a row bring nothing newer", () => {
    expect(
      troubleOf(
        heard([
          [0, 1],
          [0.1, 1],
          [0.2, 1],
        ]),
      ),
    ).toBe("stuck");
    expect(
      troubleOf(
        heard([
          [0, 5],
          [0.1, 1],
          [0.2, 2],
        ]),
      ),
    ).toBe("stuck");
    expect(
      troubleOf(
        heard([
          [0, 1],
          [0.1, 1],
          [0.2, 1],
          [0.3, 1.1],
        ]),
      ),
    ).toBe("");
    expect(
      troubleOf(
        heard([
          [0, NaN],
          [0.1, NaN],
        ]),
      ),
    ).toBe("stuck");
  });

  it("does not take a stamp from the future for the newest", () => {
    expect(
      troubleOf(
        heard([
          [0, 1],
          [0.1, 11, -10],
          [0.2, 1.2],
          [0.3, 1.3],
          [0.4, 1.4],
        ]),
      ),
    ).toBe("");
    expect(heard([[0, 1, -0.05]]).stamp).toBe(1);
    expect(heard([[0, 1, -0.06]]).stamp).toBe(-Infinity);
  });

  it("is slow after three intervals far longer than usual, until one is as usual", () => {
    const usual = steady(30, 0.1);
    const at = (k: number): readonly [number, number] => [2.9 + 0.3 * k, 2.9 + 0.3 * k];
    const two = heard([...usual, at(1), at(2)]);
    const three = heard([...usual, at(1), at(2), at(3)]);

    expect(troubleOf(two)).toBe("");
    expect(troubleOf(three)).toBe("slow");
    expect(troubleOf(hear(three, 3.9, 3.9, 0))).toBe("");
  });

  it("learns a period first, and bears jitter", () => {
    const early = steady(5, 0.1).map(([t]) => [t, t] as const);
    expect(troubleOf(heard([...early, [1, 1], [2, 2], [3, 3]]))).toBe("");
    expect(heard(steady(40, 0.1)).period).toBeCloseTo(0.1, 6);
    const jittered = Array.from({ length: 200 }, (_, k) => [0.02 * k + 0.02 * (k % 2), k] as const);
    expect(troubleOf(heard(jittered))).toBe("");
  });
});
