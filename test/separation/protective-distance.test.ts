import { describe, expect, it } from "vitest";
import { worstInverse } from "../../src/cli/soak/formula.ts";
import {
  anySpeed,
  closingSpeed,
  protectiveDistance,
  slantingSpeed,
  STANDING,
  UNMEASURED,
} from "../../src/separation/protective-distance.ts";

describe("protectiveDistance", () => {
  it("is 1.24 m for the published worked case", () => {
    // v_h 1.6, T_r 0.10, T_s 0.30, v_r 1.0, C 0.20, Z_d 0.10, Z_r 0.05 (safety anchors, section 7)
    const distance = protectiveDistance(
      1,
      UNMEASURED,
      { reaction: 0.1, braking: 1 / 0.3 },
      { intrusion: 0.2, sensing: 0.1, positioning: 0.05 },
    );

    expect(Math.abs(distance - 1.24)).toBeLessThan(1e-9);
  });

  it("grows by 2.6 m for each second of further latency in that case", () => {
    const at = (reaction: number): number =>
      protectiveDistance(
        1,
        UNMEASURED,
        { reaction, braking: 1 / 0.3 },
        { intrusion: 0, sensing: 0, positioning: 0 },
      );

    expect(at(0.2) - at(0.1)).toBeCloseTo(0.26, 9);
  });
});

describe("slantingSpeed", () => {
  const allowance = { intrusion: 0.05, sensing: 0.04, positioning: 0.01 };

  it("lets all the motion end together: 0.9 m for 0.2 s of reaction and half of 0.5 s of braking", () => {
    expect(slantingSpeed(1, 1, { reaction: 0.2, braking: 2 }, allowance)).toBeCloseTo(2, 12);
    expect(slantingSpeed(1, 2, { reaction: 0.2, braking: 4 }, allowance)).toBeCloseTo(2, 12);
  });

  it("is none within what is added", () => {
    expect(slantingSpeed(0.09, 1, { reaction: 0.2, braking: 2 }, allowance)).toBe(0);
  });
});

describe("closingSpeed", () => {
  it("stops before a person within reach of the reaction time alone", () => {
    const allowance = { intrusion: 0.1, sensing: 0.04, positioning: 0.02 };

    expect(closingSpeed(0.45, UNMEASURED, { reaction: 0.2, braking: 2 }, allowance)).toBe(0);
    expect(closingSpeed(0.5, UNMEASURED, { reaction: 0.2, braking: 2 }, allowance)).toBeGreaterThan(
      0,
    );
  });

  it("answers with a stop when the distance is not a number", () => {
    const none = { intrusion: 0, sensing: 0, positioning: 0 };

    expect(closingSpeed(NaN, STANDING, { reaction: 0.2, braking: 2 }, none)).toBe(0);
    expect(anySpeed(NaN, STANDING, { reaction: 0.2, braking: 2 }, none)).toBe(0);
  });

  it("is the inverse of the distance over many random states", () => {
    expect(worstInverse(8001, 20_000)).toBeLessThan(1e-6);
  });
});
