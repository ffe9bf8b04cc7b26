import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../support/sample-size.ts";
import {
  anySpeed,
  closingSpeed,
  protectiveDistance,
} from "../../src/separation/protective-distance.ts";

const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true });
const approach = fc.record({ speed: positive(4), acceleration: positive(4) });
const stopping = fc.record({
  reaction: positive(1),
  braking: fc.double({ min: 0.2, max: 8, noNaN: true }),
});
const allowance = fc.record({
  intrusion: positive(0.5),
  sensing: positive(0.2),
  positioning: positive(0.2),
});

describe("closingSpeed", () => {
  it("is the inverse of protectiveDistance", () => {
    const speed = fc.double({ min: 1e-3, max: 4, noNaN: true });
    fc.assert(
      fc.property(speed, approach, stopping, allowance, (v, a, s, z) => {
        expect(Math.abs(closingSpeed(protectiveDistance(v, a, s, z), a, s, z) - v)).toBeLessThan(
          1e-6,
        );
      }),
      { numRuns: sampleSize(5000, 30) },
    );
  });

  it("never allows more when a person is nearer, faster, or the robot slower to stop", () => {
    fc.assert(
      fc.property(positive(6), approach, stopping, allowance, positive(1), (d, a, s, z, more) => {
        const here = closingSpeed(d, a, s, z) + 1e-12;
        expect(closingSpeed(d - more, a, s, z)).toBeLessThanOrEqual(here);
        expect(closingSpeed(d, { ...a, speed: a.speed + more }, s, z)).toBeLessThanOrEqual(here);
        expect(
          closingSpeed(d, { ...a, acceleration: a.acceleration + more }, s, z),
        ).toBeLessThanOrEqual(here);
        expect(closingSpeed(d, a, { ...s, reaction: s.reaction + more }, z)).toBeLessThanOrEqual(
          here,
        );
        expect(
          closingSpeed(d, a, { ...s, braking: s.braking / (1 + more) }, z),
        ).toBeLessThanOrEqual(here);
      }),
    );
  });

  it("never allows more towards a person than past them", () => {
    fc.assert(
      fc.property(positive(6), approach, stopping, allowance, (d, a, s, z) => {
        expect(closingSpeed(d, a, s, z)).toBeLessThanOrEqual(anySpeed(d, a, s, z) + 1e-12);
      }),
    );
  });
});

describe("anySpeed", () => {
  it("lets the robot stand before the person has come", () => {
    fc.assert(
      fc.property(positive(6), approach, stopping, allowance, (d, a, s, z) => {
        const speed = anySpeed(d, a, s, z);
        fc.pre(speed > 0 && speed < 100);
        const time = s.reaction + speed / s.braking;
        const human = a.speed * time + 0.5 * a.acceleration * time * time;
        expect(human + z.intrusion + z.sensing + z.positioning).toBeLessThanOrEqual(d + 1e-6);
      }),
    );
  });
});
