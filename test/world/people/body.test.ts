import { describe, expect, it } from "vitest";
import {
  BODY_PARTS,
  LEGS_HEIGHT,
  LEGS_SIZE,
  PART_SIZE,
  writeBody,
  writeLegs,
} from "../../../src/world/people/body.ts";
import { at } from "../../../src/world/people/column.ts";
import type { Crowd } from "../../../src/world/people/state.ts";
import { ALONE, crowdOf, walk } from "./hall.ts";

function person(plan: string, height = 1.8): Crowd {
  return crowdOf(
    `
name: hall
bounds: [0, 0, 20, 8]
places: [{ point: far, at: [18, 4] }]
people: [{ person: one, character: adult, height: ${height}, start: [2, 4, 0], plan: ${plan} }]
`,
    1,
  );
}

function parts(crowd: Crowd): Readonly<Record<string, readonly number[]>> {
  const out = new Float64Array(BODY_PARTS.length * PART_SIZE);
  writeBody(crowd, 0, out, 0);
  return Object.fromEntries(
    BODY_PARTS.map(({ name }, k) => [name, [...out.subarray(k * PART_SIZE, (k + 1) * PART_SIZE)]]),
  );
}

/** Highest point of all parts [m]. */
function top(crowd: Crowd): number {
  return Math.max(
    ...Object.values(parts(crowd)).map((part) => Math.max(part[2]!, part[5]!) + part[6]!),
  );
}

describe("writeBody", () => {
  it.each([1.1, 1.8])("is as tall as the person: %d m", (height) => {
    expect(top(person("[{ wait: 9 }]", height))).toBeCloseTo(height, 2);
  });

  it("stands on the floor with two feet, one to each side", () => {
    const { left_leg: left, right_leg: right } = parts(person("[{ wait: 9 }]"));

    expect(left![5]! - left![6]!).toBeCloseTo(0, 2);
    expect(left![4]).toBeCloseTo(-right![4]!, 9);
    expect(left![4]).toBeGreaterThan(0.05);
  });

  it("swings the legs against each other and the arms against the legs, by half a step", () => {
    const crowd = person("[{ go: far }]");
    let widest = 0;
    walk(
      crowd,
      6,
      () => ALONE,
      () => {
        const { left_leg: left, right_leg: right } = parts(crowd);
        expect(left![3]).toBeCloseTo(-right![3]!, 9);
        expect(parts(crowd)["left_arm"]![3]! * left![3]!).toBeLessThanOrEqual(0);
        widest = Math.max(widest, Math.abs(left![3]! - right![3]!));
      },
    );

    expect(widest).toBeGreaterThan(0.5);
    expect(widest).toBeLessThan(0.9);
  });

  it("is low when sitting and flat when lying, above the floor with every part", () => {
    const sitting = person("[{ sit: 30 }]");
    const lying = person("[{ fall: 30 }]");
    walk(
      sitting,
      3,
      () => ALONE,
      () => {},
    );
    walk(
      lying,
      3,
      () => ALONE,
      () => {},
    );

    expect(top(sitting)).toBeLessThan(1.45);
    expect(top(lying)).toBeLessThan(0.6);
    for (const part of Object.values(parts(lying))) {
      expect(Math.min(part[2]!, part[5]!)).toBeGreaterThanOrEqual(part[6]! - 1e-9);
    }
    const xs = Object.values(parts(lying)).flatMap((part) => [part[0]!, part[3]!]);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(1.5);
    expect(Math.max(...xs)).toBeLessThan(1);
  });
});

describe("writeLegs", () => {
  it("shows what the legs of the body are at that height", () => {
    const crowd = person("[{ go: far }]");
    const out = new Float64Array(LEGS_SIZE);
    walk(
      crowd,
      5,
      () => ALONE,
      () => {
        expect(writeLegs(crowd, 0, out, 0)).toBe("legs");
        const { left_leg: leg } = parts(crowd);
        const share = (leg![2]! - LEGS_HEIGHT) / (leg![2]! - leg![5]!);
        const ahead = leg![0]! + share * (leg![3]! - leg![0]!);
        const c = Math.cos(at(crowd.heading, 0));
        const s = Math.sin(at(crowd.heading, 0));
        expect(at(out, 0)).toBeCloseTo(at(crowd.x, 0) + c * ahead - s * leg![1]!, 1);
        expect(at(out, 1)).toBeCloseTo(at(crowd.y, 0) + s * ahead + c * leg![1]!, 1);
        expect(out[2]).toBe(leg![6]);
      },
    );
  });

  it("says that a lying person is more than legs", () => {
    const crowd = person("[{ fall: 30 }]");
    walk(
      crowd,
      3,
      () => ALONE,
      () => {},
    );

    expect(writeLegs(crowd, 0, new Float64Array(LEGS_SIZE), 0)).toBe("lying");
  });
});
