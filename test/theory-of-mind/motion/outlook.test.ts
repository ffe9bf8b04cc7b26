import { describe, expect, it } from "vitest";
import { futuresOf } from "../../../src/theory-of-mind/futures.ts";
import type { Kinematics } from "../../../src/theory-of-mind/kinematics.ts";
import {
  futuresIn,
  lookOut,
  newOutlook,
  type Outlook,
} from "../../../src/theory-of-mind/motion/outlook.ts";

const COVARIANCE = [0.01, 0, 0, 0, 0, 0.01, 0, 0, 0, 0, 0.02, 0, 0, 0, 0, 0.02];

function walker(x: number, vx: number, y = 0): Kinematics {
  return { x, y, vx, vy: 0, covariance: COVARIANCE };
}

/** Somebody watched at 10 Hz for a time [s]. */
function watched(speed: number, time: number): Outlook {
  const outlook = newOutlook();
  for (let frame = 0; frame <= 10 * time; frame++) {
    const kinematics = walker((speed * frame) / 10, speed);
    lookOut(outlook, () => [{ id: "a", kinematics }], frame / 10, undefined);
  }
  return outlook;
}

const mean = (
  futures: ReturnType<typeof futuresIn>,
  k: number,
): { readonly x: number; readonly y: number } => ({
  x: futures!.reduce((sum, { probability, points }) => sum + probability * points[k]!.x, 0),
  y: futures!.reduce((sum, { probability, points }) => sum + probability * points[k]!.y, 0),
});

describe("an outlook", () => {
  it("tells of nobody it does not know or lost sight of, nor before two seconds", () => {
    const outlook = watched(1, 4);

    expect(futuresIn(outlook, "b", walker(4, 1), 4)).toBeUndefined();
    expect(futuresIn(outlook, "a", walker(4, 1), 4)).toBeDefined();
    expect(futuresIn(outlook, "a", walker(5, 1), 5)).toBeUndefined();
    expect(futuresIn(outlook, "a", walker(3, 1), 3.5)).toBeUndefined();
    expect(futuresIn(watched(1, 1.5), "a", walker(1.5, 1), 1.5)).toBeUndefined();
    lookOut(outlook, () => [], 4.4, undefined);
    expect(futuresIn(outlook, "a", walker(4.4, 1), 4.4)).toBeUndefined();
  });

  it("looks once a step, at what is there when the step begins", () => {
    const outlook = watched(1, 4);
    let looked = 0;
    for (const at of [4.1, 4.2, 4.3, 4.4, 4.5]) {
      lookOut(outlook, () => [{ id: "a", kinematics: walker(at, ++looked && 1) }], at, undefined);
    }

    expect(looked).toBe(1);
  });

  it("foresees a walker ahead, from where and how the walker is now, ever less surely", () => {
    const outlook = watched(1, 4);
    const futures = futuresIn(outlook, "a", walker(4.2, 1), 4.2)!;

    expect(futures.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    for (const { points, radius90 } of futures) {
      expect(points).toHaveLength(12);
      expect(radius90[11]!).toBeGreaterThan(radius90[0]!);
      expect(Math.min(...radius90)).toBeGreaterThan(0.1);
    }
    expect(mean(futures, 0).x).toBeCloseTo(4.6, 1);
    expect(mean(futures, 11).x).toBeGreaterThan(7);
    expect(Math.abs(mean(futures, 11).y)).toBeLessThan(0.3);

    const aside = futuresIn(outlook, "a", walker(4.2, 1, 0.5), 4.2)!;
    expect(mean(aside, 5).y - mean(futures, 5).y).toBeCloseTo(0.5, 9);
    const slower = futuresIn(outlook, "a", walker(4.2, 0.6), 4.2)!;
    expect(mean(slower, 4).x).toBeCloseTo(mean(futures, 4).x - 5 * 0.4 * 0.4, 9);
  });

  it("keeps of who stands what is assumed, and holds that they may be anywhere near", () => {
    const still = walker(0, 0.05);
    const futures = futuresIn(watched(0, 4), "a", still, 4)!;
    const assumed = futuresOf(still);

    expect(futures.slice(0, -1).map(({ points, radius90 }) => ({ points, radius90 }))).toEqual(
      assumed.map(({ points, radius90 }) => ({ points, radius90 })),
    );
    expect(futures.at(-1)!.radius90[11]!).toBeGreaterThan(
      Math.max(...assumed.map(({ radius90 }) => radius90[11]!)),
    );
    expect(futures.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  it("widens what it tells with the doubt about where the walker is", () => {
    const outlook = watched(1, 4);
    const vague = { ...walker(4, 1), covariance: COVARIANCE.map((one) => 9 * one) };
    const [sure, unsure] = [walker(4, 1), vague].map((now) => futuresIn(outlook, "a", now, 4)!);

    sure!.forEach(({ radius90 }, n) => {
      expect([...unsure![n]!.radius90].every((one, h) => one > radius90[h]!)).toBe(true);
    });
  });
});
