import { describe, expect, it } from "vitest";
import type { Vector } from "../../src/quantity/vector.ts";
import { Bodies, type Motion } from "../../src/separation/bodies.ts";

/** What the last of some scans, at 10 Hz, tells of the points it shows. */
function watch(
  scans: number,
  pointsAt: (time: number) => readonly Vector[],
): (Motion | undefined)[] {
  const bodies = new Bodies();
  let told: (Motion | undefined)[] = [];
  for (let k = 0; k <= scans; k++) {
    told = bodies.follow(pointsAt(k / 10), k / 10);
  }
  return told;
}
const walker =
  (speed: number, y = 0) =>
  (time: number) => [{ x: 4 - speed * time, y }];

describe("bodies that are followed", () => {
  it("have no motion at first sight, nor while it is not known well enough", () => {
    expect(watch(0, walker(1))).toEqual([undefined]);
    expect(watch(1, walker(1))).toEqual([undefined]);
  });

  it.each([0, 0.5, 1, 1.6])(
    "are found to walk with %d m/s, within 0.1 m/s after a second",
    (speed) => {
      const [motion] = watch(10, walker(speed));
      expect(Math.abs((motion?.velocity.x ?? NaN) + speed)).toBeLessThan(0.1);
      expect(motion?.velocity.y).toBeCloseTo(0, 12);
      expect(motion?.centre.x).toBeCloseTo(4 - speed, 1);
      expect(motion?.deviation).toBeLessThan(0.6);
    },
  );

  it("walk aslant as they do along an axis", () => {
    const [motion] = watch(20, (time) => [{ x: 3 - 0.6 * time, y: 0.8 * time - 1 }]);
    expect(motion?.velocity.x).toBeCloseTo(-0.6, 1);
    expect(motion?.velocity.y).toBeCloseTo(0.8, 1);
  });

  it("are known the better the longer they are seen, up to what steps make uncertain", () => {
    const after = (scans: number) => watch(scans, walker(1))[0]?.deviation ?? Infinity;
    expect(after(5)).toBeLessThan(after(3));
    expect(after(40)).toBeCloseTo(after(80), 6);
    // white noise of 1.5 m/s² and 0.08 m, ten times a second: the steady state of that filter
    expect(after(80)).toBeGreaterThan(0.2);
    expect(after(80)).toBeLessThan(0.5);
  });

  it("walk on as they did while a scan or two do not show them", () => {
    const hiddenAt = (...hidden: readonly number[]) =>
      watch(22, (time) => (hidden.includes(Math.round(10 * time)) ? [] : walker(1.5)(time)));
    const [seen] = hiddenAt();
    for (const times of [[21], [20, 21]]) {
      const [again] = hiddenAt(...times);
      expect(again?.velocity.x).toBeCloseTo(seen?.velocity.x ?? NaN, 2);
      expect(again?.deviation).toBeGreaterThan(seen?.deviation ?? Infinity);
    }
  });

  it("are forgotten when they were not seen for 0.35 s", () => {
    const from = (gap: number) => {
      const bodies = new Bodies();
      for (let k = 0; k <= 10; k++) {
        bodies.follow(walker(1)(k / 10), k / 10);
      }
      bodies.follow([], 1 + gap);
      return bodies.follow(walker(1)(1.1 + gap), 1.1 + gap)[0];
    };
    expect(from(0.3)).toBeDefined();
    expect(from(0.36)).toBeUndefined();
  });

  it("are two legs in stride together, and two people apart", () => {
    const pair = (apart: number) => (time: number) =>
      [apart / 2, -apart / 2].map((y) => ({ x: 3 - time, y }));
    const [left, right] = watch(10, pair(0.39));
    expect(left).toBe(right);
    expect(left?.centre.y).toBeCloseTo(0, 9);
    const [one, other] = watch(10, pair(0.41));
    expect(one?.centre.y).toBeCloseTo(0.205, 9);
    expect(other?.centre.y).toBeCloseTo(-0.205, 9);
  });

  it("have their middle between the legs, however many beams each leg caught", () => {
    const [motion] = watch(10, () => [
      { x: 2, y: -0.15 },
      { x: 2, y: 0.15 },
      { x: 2.05, y: 0.15 },
      { x: 1.95, y: 0.15 },
      { x: 2, y: 0.2 },
      { x: 2, y: 0.1 },
    ]);
    expect(motion?.centre.y).toBeCloseTo(0, 9);
    expect(motion?.centre.x).toBeCloseTo(2, 9);
  });

  it("belong together in a chain", () => {
    const chain = [0, 0.35, 0.7, 1.05].map((y) => ({ x: 2, y }));
    const told = watch(10, () => [chain[0], chain[3], chain[1], chain[2]].filter((p) => !!p));
    expect(new Set(told).size).toBe(1);
    expect(told[0]?.centre.y).toBeCloseTo(0.525, 9);
  });

  it("keep their own motion when they pass each other 1 m apart", () => {
    const told = watch(20, (time) => [
      { x: 1 - time, y: 0.5 },
      { x: time - 1, y: -0.5 },
    ]);
    expect(told[0]?.velocity.x).toBeLessThan(-0.9);
    expect(told[1]?.velocity.x).toBeGreaterThan(0.9);
  });

  it("go to the nearest of two that may be expected there", () => {
    const bodies = new Bodies();
    const both = [0, 0.45].map((y) => ({ x: 2, y }));
    for (let k = 0; k <= 20; k++) {
      bodies.follow(k % 2 === 0 ? both : both.toReversed(), k / 10);
    }
    const [one] = bodies.follow([{ x: 2, y: 0.3 }], 2.1);
    expect(one?.centre.y).toBeGreaterThan(0.3);
  });

  it("are not taken for what appears half a metre from where they are expected", () => {
    const jump = (to: number) => (time: number) => [{ x: 2, y: time < 2 ? 0 : to }];
    expect(watch(20, jump(0.49))[0]).toBeDefined();
    expect(watch(20, jump(0.51))[0]).toBeUndefined();
  });
});
