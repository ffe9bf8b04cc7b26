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
  it("may move in any direction at first sight, as fast as people whom nobody measured", () => {
    const [motion] = watch(0, walker(1));
    expect(motion).toEqual({ velocity: { x: 0, y: 0 }, deviation: 1.6, centre: { x: 4, y: 0 } });
    expect(watch(1, walker(1))[0]?.deviation).toBeGreaterThan(0.6);
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
    // white noise of 1.5 m/s² and 0.05 m, ten times a second: the steady state of that filter
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

  it("are forgotten when they were not seen for 0.8 s", () => {
    const from = (gap: number) => {
      const bodies = new Bodies();
      for (let k = 0; k <= 10; k++) {
        bodies.follow(walker(1)(k / 10), k / 10);
      }
      bodies.follow([], 1 + gap);
      return bodies.follow(walker(1)(1.1 + gap), 1.1 + gap)[0];
    };
    expect(from(0.79)?.velocity.x).toBeLessThan(-0.9);
    expect(from(0.81)?.velocity.x).toBe(0);
  });

  it("are two legs in stride together, and two people apart", () => {
    const pair = (apart: number) => (time: number) =>
      [apart / 2, -apart / 2].map((y) => ({ x: 3 - time, y }));
    const [left, right] = watch(10, pair(0.49));
    expect(left).toBe(right);
    expect(left?.centre.y).toBeCloseTo(0, 9);
    const [one, other] = watch(10, pair(0.51));
    expect(one?.centre.y).toBeCloseTo(0.255, 9);
    expect(other?.centre.y).toBeCloseTo(-0.255, 9);
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
    const both = [0, 0.55].map((y) => ({ x: 2, y }));
    for (let k = 0; k <= 20; k++) {
      bodies.follow(k % 2 === 0 ? both : both.toReversed(), k / 10);
    }
    const [one] = bodies.follow([{ x: 2, y: 0.3 }], 2.1);
    expect(one?.centre.y).toBeGreaterThan(0.3);
    const [other] = bodies.follow([{ x: 2, y: 0.1 }], 2.2);
    expect(other?.centre.y).toBeLessThan(0.2);
  });

  it("are not taken for what appears half a metre from where they are expected", () => {
    const jump = (to: number) => (time: number) => [{ x: 2, y: time < 2 ? 0 : to }];
    expect(watch(20, jump(0.49))[0]?.velocity.y).toBeGreaterThan(0.5);
    expect(watch(20, jump(0.51))[0]?.velocity.y).toBe(0);
  });

  it("are known less well the farther from where they were expected they are found, and for some scans", () => {
    const after = (scans: number, off: number) =>
      watch(20 + scans, (time) => [{ x: 2, y: time < 1.95 ? 0 : off }])[0]?.deviation ?? NaN;
    const known = after(0, 0);
    // within what the filter expects, nothing changes
    expect(after(0, 0.1)).toBeCloseTo(known, 12);
    expect(after(0, 0.3)).toBeGreaterThan(1.5 * known);
    expect(after(0, 0.45)).toBeGreaterThan(after(0, 0.3));
    expect(after(1, 0.3)).toBeGreaterThan(1.3 * known);
    expect(after(30, 0.3)).toBeCloseTo(known, 6);
  });

  it("may each be the one that is seen while two pass through each other", () => {
    const bodies = new Bodies();
    const told: (Motion | undefined)[] = [];
    for (let k = 0; k <= 20; k++) {
      // seen across their way: from 0.9 s on one hides the other
      const [a, b] = [1 - k / 10, k / 10 - 1].map((x) => ({ x, y: 0 }));
      const seen = Math.abs(a!.x) > 0.2 ? [a!, b!] : [a!];
      told.push(bodies.follow(seen, k / 10)[0]);
    }
    const merged = told.slice(8, 13);
    for (const motion of merged) {
      // whichever it is: 1 m/s either way is within a deviation and a half
      const { velocity, deviation } = motion!;
      expect(velocity.x + 1.5 * deviation).toBeGreaterThan(0.9);
      expect(velocity.x - 1.5 * deviation).toBeLessThan(-0.9);
    }
    expect(told[6]!.deviation).toBeLessThan(0.5);
  });

  describe("while somebody is lost", () => {
    /** Two who come along x, one of them at 1 m/s; the other is not seen any more at the last scan. */
    const deviationWith = (lostAt: number, more: readonly Vector[] = []) => {
      const bodies = new Bodies();
      let told: (Motion | undefined)[] = [];
      for (let k = 0; k <= 20; k++) {
        const still = { x: 2, y: 0 };
        const walks = { x: 4 - k / 10, y: lostAt };
        told = bodies.follow(k < 20 ? [still, walks, ...more] : [still, ...more], k / 10);
      }
      return told[0]?.deviation ?? NaN;
    };

    it("are known less well by those who may be hidden in them", () => {
      const alone = deviationWith(3);
      expect(deviationWith(0.55)).toBeCloseTo(alone, 9);
      // expected at (2, 0.51) and (2, 0.49): from half a metre on nobody hides there
      const near = (y: number) => {
        const bodies = new Bodies();
        let told: (Motion | undefined)[] = [];
        for (let k = 0; k <= 20; k++) {
          const walks = { x: 2, y: y + 2 - k / 10 };
          told = bodies.follow([{ x: 2, y: 0 }, ...(k < 20 ? [walks] : [])], k / 10);
        }
        return told[0]?.deviation ?? NaN;
      };
      expect(near(0.9)).toBeCloseTo(alone, 9);
      expect(near(0.55)).toBeLessThan(alone + 0.1);
      expect(near(0.48)).toBeGreaterThan(alone + 0.7);
    });

    it("are near enough with one of their points, and others do not count", () => {
      // a second leg 0.4 m off, at the side from which the lost one came
      const bodies = new Bodies();
      let told: (Motion | undefined)[] = [];
      for (let k = 0; k <= 20; k++) {
        const body = [
          { x: 2, y: 0 },
          { x: 2, y: 0.4 },
        ];
        const walks = { x: 2.3, y: 0.75 + 2 - k / 10 };
        const apart = { x: 2.4, y: -0.9 };
        told = bodies.follow([...body, apart, ...(k < 20 ? [walks] : [])], k / 10);
      }
      expect(told[0]?.deviation).toBeGreaterThan(0.8);
      expect(told[0]).toBe(told[1]);
      expect(told[2]?.deviation).toBeLessThan(0.3);
    });
  });
});
