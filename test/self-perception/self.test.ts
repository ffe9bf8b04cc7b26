import { describe, expect, it } from "vitest";
import { compare, FIRST_AGENCY } from "../../src/self-perception/agency.ts";
import { capabilityOf } from "../../src/self-perception/capability.ts";
import { awake, felt, sayAgency, type Self } from "../../src/self-perception/self.ts";
import { DECLARED, drive, stopAndGo, type Truth } from "./drive.ts";

const TRUTH: Truth = { latency: 0.1, braking: 2, acceleration: 1.5, top: 1.2, noise: 0.01 };
const STILL = { vx: 0, vy: 0, wz: 0 };
const POSE = { x: 0, y: 0, yaw: 0 };

const during = (
  steps: readonly { readonly at: number; readonly self: Self }[],
  from: number,
  to: number,
): readonly Self[] => steps.filter(({ at }) => at >= from && at < to).map(({ self }) => self);

describe("agency", () => {
  it("takes its own starts, stops and cruising for its own doing", () => {
    const steps = drive(TRUTH, stopAndGo(6, 1), 30);

    expect(Math.min(...steps.map(({ self }) => self.verdict.selfCaused))).toBeGreaterThan(0.5);
  });

  it("notices a push within 0.3 s and forgets it within 1.5 s", () => {
    const push = (at: number) => (at >= 5 && at < 6 ? { vx: 0, vy: 0.4, wz: 0 } : STILL);

    const steps = drive(TRUTH, () => 0, 10, { push });

    const noticed = during(steps, 5.3, 6);
    expect(Math.max(...noticed.map(({ verdict }) => verdict.selfCaused))).toBeLessThan(0.5);
    expect(
      Math.min(...during(steps, 7.5, 10).map(({ verdict }) => verdict.selfCaused)),
    ).toBeGreaterThan(0.9);
    const pushed = noticed.at(-1)!;
    expect(sayAgency(pushed.verdict, pushed.agency.expected, pushed.motion!.twist)).toMatch(
      /^The body moves at 0\.\d\d m\/s and .* where its commands explain 0\.00 m\/s/u,
    );
  });

  it("goes back to what it believes beforehand when nothing can be told", () => {
    const response = {
      latency: 0.1,
      acceleration: 1.5,
      braking: 1,
      spinAcceleration: 4,
      commandTimeout: 0.2,
    };
    const blind = { vx: 1e6, vy: 1e6, wz: 1e6 };
    let state = { ...FIRST_AGENCY, at: 0, logOdds: -8 };
    let verdict = { selfCaused: 0, surprise: 0 };

    for (let k = 1; k <= 200; k++) {
      [state, verdict] = compare(state, k / 50, STILL, blind, response);
    }

    expect(verdict.selfCaused).toBeCloseTo(0.95, 2);
  });

  it("notices that it is held fast", () => {
    const held = drive({ ...TRUTH, top: 0 }, () => 1, 4);

    expect(held.at(-1)!.self.verdict.selfCaused).toBeLessThan(0.1);
  });
});

describe("capability", () => {
  it("names weak brakes and a speed it does not reach, and nothing when all is well", () => {
    const say = (truth: Truth): readonly string[] => {
      const { self } = drive(truth, stopAndGo(8, 1), 40).at(-1)!;
      return capabilityOf(self.capability, self.stopping, DECLARED.capability).impaired;
    };

    expect(say(TRUTH)).toEqual([]);
    expect(say({ ...TRUTH, braking: 0.6 })).toEqual([
      expect.stringMatching(/^It brakes at 0\.5\d m\/s² where 1\.00 m\/s² was declared\.$/u),
    ]);
    expect(say({ ...TRUTH, top: 0.6 })).toEqual([
      expect.stringMatching(/^It reaches 0\.(59|60|61) m\/s where 1\.00 m\/s was commanded\.$/u),
    ]);
  });
});

describe("motion", () => {
  it("has honest variances: the normalised error of a steady drive is near 1", () => {
    const steps = drive({ ...TRUTH, noise: 0.05 }, () => 1, 60).slice(200);

    const normalised = steps.map(({ self }) => {
      const { twist, variance } = self.motion!;
      return (twist.vx - 1) ** 2 / variance.vx;
    });

    const mean = normalised.reduce((sum, value) => sum + value, 0) / normalised.length;
    expect(mean).toBeGreaterThan(0.3);
    expect(mean).toBeLessThan(1.3);
  });

  it.each([
    [
      "NaN speed",
      { at: 1, pose: POSE, twist: { ...STILL, vx: NaN }, variance: STILL },
      "not finite",
    ],
    [
      "infinite yaw",
      { at: 1, pose: { ...POSE, yaw: Infinity }, twist: STILL, variance: STILL },
      "not finite",
    ],
    [
      "an old stamp",
      { at: 0.4, pose: POSE, twist: STILL, variance: STILL },
      "back in time by 0.100 s",
    ],
    ["the same stamp", { at: 0.5, pose: POSE, twist: STILL, variance: STILL }, "back in time"],
  ])("refuses %s and changes nothing", (_, reading, sentence) => {
    const first = felt(
      awake(DECLARED),
      { at: 0.5, pose: POSE, twist: STILL, variance: STILL },
      DECLARED,
    ) as Self;

    const next = felt(first, reading, DECLARED);

    expect(next).toEqual({ sentence: expect.stringContaining(sentence) as string });
  });

  it("starts anew when the clock does", () => {
    const late = { at: 100, pose: POSE, twist: { ...STILL, vx: 1 }, variance: STILL };
    const first = felt(awake(DECLARED), late, DECLARED) as Self;

    const next = felt(first, { ...late, at: 0.02, twist: STILL }, DECLARED) as Self;

    expect(next.motion).toMatchObject({ at: 0.02, twist: STILL });
  });
});
