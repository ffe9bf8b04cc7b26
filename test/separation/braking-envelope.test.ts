import { describe, expect, it } from "vitest";
import type { Twist } from "../../src/quantity/frame.ts";
import {
  type BrakingEnvelope,
  brakingRestriction,
  measured,
  NOTHING_MEASURED,
  toldTo,
} from "../../src/separation/braking-envelope.ts";
import type { Pushing } from "../../src/separation/push.ts";
import { failingRun, FAULTS, soundRun } from "../../src/cli/soak/braking/braking-run.ts";
import { sampleSize } from "../support/sample-size.ts";

const BRAKES = { braking: 2, latency: 0.05 };
const NOBODY: Pushing = { distance: Infinity };
type At = (time: number) => Partial<Twist>;
const whole = (twist: Partial<Twist>): Twist => ({ vx: 0, vy: 0, wz: 0, ...twist });

/** What is told and what is measured, at 50 Hz, until a time [s]. */
function watch(told: At, seen: At, until: number, pushing = NOBODY): BrakingEnvelope {
  let state = NOTHING_MEASURED;
  for (let k = 0; 0.02 * k <= until + 1e-9; k++) {
    state = toldTo(state, whole(told(0.02 * k)), 0.02 * k);
    state = measured(state, whole(seen(0.02 * k)), 0.02 * k, BRAKES, pushing);
  }
  return state;
}

const stopAt1 = (t: number) => ({ vx: t < 1 ? 0.8 : 0 });
const braking = (rate: number) => (t: number) => ({
  vx: Math.max(0, 0.8 - rate * Math.max(0, t - 1.05)),
});

describe("the braking envelope", () => {
  it.each([2, 1.8, 4])("is kept by brakes of %d m/s² where 2 were declared", (rate) => {
    expect(watch(stopAt1, braking(rate), 3).trouble).toBe("");
  });

  it.each([0, 0.4, 0.8, 1.2])("is left by brakes of %d m/s² where 2 were declared", (rate) => {
    expect(watch(stopAt1, braking(rate), 2).trouble).not.toBe("");
  });

  it.each(["vx", "vy"] as const)("says that brakes are weak on %s, both ways", (axis) => {
    for (const way of [1, -1]) {
      const told = (t: number) => ({ [axis]: t < 1 ? way : 0 });
      expect(watch(told, () => ({ [axis]: way }), 1.4).trouble).toMatch(/^braking-/);
    }
  });

  it("says that brakes have failed which are still weak 50 ms later", () => {
    const seen = () => ({ vx: 0.8 });
    const first = (until: number) => watch(stopAt1, seen, until).trouble;
    const weak = [1.1, 1.12, 1.14, 1.16, 1.18, 1.2, 1.22, 1.24, 1.26, 1.28, 1.3].map(first);

    expect(weak.filter((trouble) => trouble === "braking-weak").length).toBeGreaterThanOrEqual(2);
    expect(weak.at(-1)).toBe("braking-failed");
    expect(weak.indexOf("braking-failed") - weak.indexOf("braking-weak")).toBeLessThanOrEqual(3);
  });

  describe("after a blow by somebody beside it", () => {
    const beside = { distance: 0.2 };
    const still = () => ({});
    const blow = (speed: number, lasts: number) => (t: number) => ({
      vy: t >= 1 && t < 1 + lasts ? speed : 0,
    });

    it("waits for a second, as no motor makes such a jump", () => {
      expect(watch(still, blow(0.9, 0.6), 2.5, beside).trouble).toBe("");
      expect(
        watch(stopAt1, (t) => ({ ...braking(2)(t), ...blow(0.9, 0.5)(t) }), 3, beside).trouble,
      ).toBe("");
    });

    it("does not wait longer, nor for what is faster, nor where nobody is", () => {
      expect(watch(still, blow(0.9, 1.4), 2.3, beside).trouble).not.toBe("");
      expect(watch(still, blow(1.7, 0.6), 1.5, beside).trouble).not.toBe("");
      expect(watch(still, blow(0.9, 0.6), 1.5).trouble).not.toBe("");
    });

    it("waits for a second more when another blow follows, but not for one after the other", () => {
      const again =
        (...starts: readonly number[]) =>
        (t: number) => ({
          vy: starts.some((start) => t >= start && t < start + 0.3) ? 0.9 : 0,
        });
      const pushed = (from: number) => (t: number) => ({
        vy: again(1, 1.5, 1.9)(t).vy || (t >= from ? 0.9 : 0),
      });
      expect(watch(still, again(1, 1.5), 4, beside).trouble).toBe("");
      expect(watch(still, again(1, 1.5, 1.9), 4, beside).trouble).toBe("");
      expect(watch(still, pushed(2.4), 4, beside).trouble).not.toBe("");
    });

    it("knows a blow to a corner, which shoves and turns it", () => {
      const corner = (t: number) =>
        t >= 1 && t < 1.5 ? { vx: -0.11, vy: -0.18, wz: -0.73 - (t >= 1.02 ? 0.9 : 0) } : {};
      expect(watch(still, corner, 2.5, beside).trouble).toBe("");
      expect(watch(still, corner, 1.5).trouble).toBe("moving-unasked");
    });

    it("does not take a motor that runs away for one", () => {
      const runaway = (t: number) => ({ vx: Math.max(0, 1.5 * (t - 1)) });
      expect(watch(() => ({ vx: 0.01 }), runaway, 2, beside).trouble).not.toBe("");
    });
  });

  it("finds a robot that moves, or turns, though it was told to stand", () => {
    const still = () => ({});
    const after = (twist: Partial<Twist>) => (t: number) => (t < 0.5 ? {} : twist);
    expect(watch(still, after({ vx: 0.2 }), 0.66).trouble).toBe("moving-unasked");
    expect(watch(still, after({ wz: -0.4 }), 0.66).trouble).toBe("moving-unasked");
    expect(watch(still, after({ vy: NaN }), 0.66).trouble).toBe("moving-unasked");
    expect(watch(still, after({ vx: 0.2 }), 0.54).trouble).toBe("");
    expect(watch(still, after({ vx: 0.04 }), 2).trouble).toBe("");
  });

  it("finds a robot that goes the other way, or faster than it was told", () => {
    const told = () => ({ vx: 0.4 });
    expect(watch(told, (t) => ({ vx: t < 0.5 ? 0.4 : -0.2 }), 0.7).trouble).not.toBe("");
    expect(watch(told, (t) => ({ vx: t < 0.5 ? 0.4 : 0.7 }), 0.7).trouble).not.toBe("");
    expect(watch(told, (t) => ({ vx: t < 0.5 ? 0.4 : 0.43 }), 2).trouble).toBe("");
  });

  it("holds a trouble until the robot was inside for a second", () => {
    const runs = (t: number) => ({ vx: t >= 0.5 && t < 1 ? 0.3 : 0 });
    expect(watch(() => ({}), runs, 1.9).trouble).toBe("moving-unasked");
    expect(watch(() => ({}), runs, 2.1).trouble).toBe("");
  });

  it("puts a short slow motion away from somebody near down to a push", () => {
    const shoved = (speed: number, lasts: number) => (t: number) => ({
      vx: t >= 0.5 && t < 0.5 + lasts ? speed : 0,
    });
    const behind = { distance: 0.3, towards: { x: -1, y: 0 } };
    const told = () => ({});
    expect(watch(told, shoved(0.4, 1), 3, behind).trouble).toBe("");
    expect(watch(told, shoved(0.4, 1), 1.2, NOBODY).trouble).toBe("moving-unasked");
    expect(watch(told, shoved(0.4, 1), 1.2, { ...behind, distance: 1 }).trouble).not.toBe("");
    expect(watch(told, shoved(-0.4, 1), 1.2, behind).trouble).toBe("moving-unasked");
    expect(watch(told, shoved(0.6, 1), 1.2, behind).trouble).toBe("moving-unasked");
    expect(watch(told, shoved(0.4, 3), 2.3, behind).trouble).toBe("moving-unasked");
  });

  it("does not judge across a gap, nor a measurement that is no newer", () => {
    const before = watch(
      () => ({}),
      () => ({}),
      0.5,
    );
    const after = measured(before, whole({ vx: 1 }), 1, BRAKES, NOBODY);
    expect([after.outside, after.explained.most.vx]).toEqual([0, 1]);
    expect(measured(before, whole({ vx: 1 }), 0.5, BRAKES, NOBODY)).toBe(before);
  });

  it("forbids all motion in a restriction, and none without trouble", () => {
    const bad = watch(
      () => ({}),
      (t) => ({ vx: t < 0.5 ? 0 : 0.3 }),
      0.8,
    );
    expect(brakingRestriction(bad)).toMatchObject({
      speed: 0,
      spin: 0,
      because: "moving-unasked",
      trouble: "moving-unasked",
    });
    expect(brakingRestriction(NOTHING_MEASURED)).toMatchObject({ speed: Infinity, trouble: "" });
  });

  it("is found to be left in every failing run that leaves it, and in no sound one", () => {
    for (let seed = 9001; seed < 9001 + sampleSize(40); seed++) {
      for (const fault of FAULTS) {
        const { trouble, late } = failingRun(seed, fault);
        expect(trouble === "" && !Number.isNaN(late), `${fault} ${seed}`).toBe(false);
        expect(late > 0.05, `${fault} ${seed}`).toBe(false);
      }
    }
    for (let seed = 9001; seed < 9001 + sampleSize(25); seed++) {
      expect(soundRun(seed).trouble, `seed ${seed}`).toBe("");
    }
  });
});
