import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import { coversStandstill, gapIn } from "../../../src/separation/zones/coverage.ts";
import { membersFor, rangeOf } from "../../../src/separation/zones/velocity-set.ts";
import type { Member, Range, VelocityShape } from "../../../src/separation/zones/zone.ts";
import { evenly } from "../../support/evenly.ts";
import { box, fixed } from "./zone-scene.ts";

const ANY: Range = [-Math.PI, Math.PI];

function member(name: string, linear: Range, spin: Range, direction: Range = ANY): Member {
  return { name, shape: fixed(box(0, 0, 1, 1)), linear, spin, direction };
}

const DIFFERENTIAL: VelocityShape = {
  kind: "velocity",
  drive: "differential",
  members: [
    member("back", [-0.3, 0], [-1, 1]),
    member("slow", [0, 0.5], [-1, 1]),
    member("left", [0.5, 1], [0, 1]),
    member("right", [0.5, 1], [-1, 0]),
  ],
};

const HOLONOMIC: VelocityShape = {
  kind: "velocity",
  drive: "holonomic",
  members: [
    member("ahead", [0, 1], [-1, 1], [-Math.PI / 4, Math.PI / 4]),
    member("left", [0, 1], [-1, 1], [Math.PI / 4, (3 * Math.PI) / 4]),
    member("behind", [0, 1], [-1, 1], [(3 * Math.PI) / 4, (-3 * Math.PI) / 4]),
    member("right", [0, 1], [-1, 1], [(-3 * Math.PI) / 4, -Math.PI / 4]),
  ],
};

const EXACT = { speed: 0, spin: 0 };

function names(
  set: VelocityShape,
  vx: number,
  vy: number,
  wz: number,
  blur = EXACT,
): string[] | undefined {
  return membersFor(set, { vx, vy, wz }, blur)?.map(({ name }) => name);
}

describe("the members for a velocity", () => {
  it.each([
    [0.2, 0, 0, ["slow"]],
    [0, 0, 0, ["back", "slow"]],
    [-0.1, 0, 0, ["back"]],
    [0.8, 0, 0.5, ["left"]],
    [0.8, 0, -0.5, ["right"]],
    [0.8, 0, 0, ["left", "right"]],
    [0.5, 0, 0.5, ["slow", "left"]],
    [1.04, 0, 0.5, ["left"]],
    [1.06, 0, 0.5, undefined],
    [-0.34, 0, 0, ["back"]],
    [-0.36, 0, 0, undefined],
    [0.2, 0, 1.09, ["slow"]],
    [0.2, 0, 1.11, undefined],
    [0.2, 0, -1.09, ["slow"]],
    [0.2, 0, -1.11, undefined],
    [0.2, 0.1, 0, ["slow"]],
    [0.2, -0.1, 0, ["slow"]],
    [0.2, 0.11, 0, undefined],
    [0.2, -0.11, 0, undefined],
    [NaN, 0, 0, undefined],
    [0.2, NaN, 0, undefined],
  ])("of a differential base at (%d, %d, %d) are %j", (vx, vy, wz, expected) => {
    expect(names(DIFFERENTIAL, vx, vy, wz)).toEqual(expected);
  });

  it.each([
    [0.5, 0, ["ahead"]],
    [0, 0.5, ["left"]],
    [0, -0.5, ["right"]],
    [-0.5, 0.01, ["behind"]],
    [-0.5, -0.01, ["behind"]],
    [0.01, 0, ["ahead", "left", "behind", "right"]],
    [0.02, 0, ["ahead", "left", "behind", "right"]],
    [0.03, 0, ["ahead"]],
    [0.6, 0.9, undefined],
    [0.72, 0.72, ["ahead", "left"]],
  ])("of a holonomic base at (%d, %d) are %j", (vx, vy, expected) => {
    expect(names(HOLONOMIC, vx, vy, 0)).toEqual(expected);
  });

  it("are more where the velocity is blurred", () => {
    expect(names(DIFFERENTIAL, 0.45, 0, 0.2, { speed: 0.1, spin: 0 })).toEqual(["slow", "left"]);
    expect(names(DIFFERENTIAL, 0.45, 0, 0.2, { speed: 0.1, spin: 0.3 })).toEqual([
      "slow",
      "left",
      "right",
    ]);
    expect(names(DIFFERENTIAL, 0.7, 0, 0.2, { speed: 0.1, spin: 0.3 })).toEqual(["left", "right"]);
    expect(names(HOLONOMIC, 0.5, 0.4, 0, { speed: 0.1, spin: 0 })).toEqual(["ahead", "left"]);
    expect(names(HOLONOMIC, 0.5, 0.1, 0, { speed: 0.1, spin: 0 })).toEqual(["ahead"]);
    expect(names(HOLONOMIC, 0.11, 0, 0, { speed: 0.1, spin: 0 })).toEqual([
      "ahead",
      "left",
      "behind",
      "right",
    ]);
    expect(names(HOLONOMIC, 0.13, 0.005, 0, { speed: 0.1, spin: 0 })).toEqual([
      "ahead",
      "left",
      "right",
    ]);
  });

  it("never become fewer with more blur", () => {
    const blur = evenly(0, 0.5);
    const sets = fc.constantFrom(DIFFERENTIAL, HOLONOMIC);
    const velocity = [evenly(-1.2, 1.2), evenly(-0.3, 0.3), evenly(-1.3, 1.3)] as const;
    fc.assert(
      fc.property(
        sets,
        ...velocity,
        blur,
        blur,
        blur,
        blur,
        (set, vx, vy, wz, a, b, more, most) => {
          const few = names(set, vx, vy, wz, { speed: a, spin: b });
          const many = names(set, vx, vy, wz, { speed: a + more, spin: b + most });
          expect(many === undefined).toBe(few === undefined);
          expect(new Set(many)).toEqual(new Set([...(few ?? []), ...(many ?? [])]));
        },
      ),
      { numRuns: sampleSize(1000, 30) },
    );
  });

  it("are none in a gap, however blurred", () => {
    const gapped = {
      ...DIFFERENTIAL,
      members: [member("a", [0, 0.2], [-1, 1]), member("b", [0.6, 1], [-1, 1])],
    };
    expect(names(gapped, 0.4, 0, 0)).toBeUndefined();
    expect(names(gapped, 0.4, 0, 0, { speed: 0.3, spin: 0 })).toBeUndefined();
    expect(names(gapped, 0.1, 0, 0)).toEqual(["a"]);
  });
});

describe("the coverage of a set", () => {
  it("is whole for both kinds", () => {
    expect(gapIn(DIFFERENTIAL)).toBeUndefined();
    expect(gapIn(HOLONOMIC)).toBeUndefined();
    expect(coversStandstill(DIFFERENTIAL)).toBe(true);
    expect(rangeOf(DIFFERENTIAL.members, "linear")).toEqual([-0.3, 1]);
    expect(rangeOf(DIFFERENTIAL.members, "spin")).toEqual([-1, 1]);
  });

  it.each([
    [
      "linear",
      [member("a", [0, 0.2], [-1, 1]), member("b", [0.6, 1], [-1, 1])],
      { linear: 0.4, spin: 0 },
    ],
    [
      "spin",
      [member("a", [0, 1], [-1, -0.5]), member("b", [0, 1], [0.5, 1])],
      { linear: 0.5, spin: 0 },
    ],
    [
      "a corner",
      [member("a", [0, 1], [-1, 0]), member("b", [0, 0.5], [0, 1])],
      { linear: 0.75, spin: 0.5 },
    ],
  ] as const)("has a gap in %s", (_, members, gap) => {
    expect(gapIn({ kind: "velocity", drive: "differential", members })).toMatchObject(gap);
  });

  it("looks at directions of a holonomic base only", () => {
    const members = HOLONOMIC.members.slice(0, 3);
    const gap = gapIn({ kind: "velocity", drive: "holonomic", members });
    expect(gap?.direction).toBeGreaterThan((5 * Math.PI) / 4 - 1e-9);
    expect(gap?.direction).toBeLessThan((7 * Math.PI) / 4 + 1e-9);
    expect(gapIn({ kind: "velocity", drive: "differential", members })).toBeUndefined();
    const two = HOLONOMIC.members.slice(1);
    expect(gapIn({ kind: "velocity", drive: "holonomic", members: two })?.direction).toBeCloseTo(
      2 * Math.PI,
    );
  });

  it("knows a set of one velocity", () => {
    const one = [member("a", [0, 0], [0, 0])];
    expect(gapIn({ kind: "velocity", drive: "differential", members: one })).toBeUndefined();
    expect(coversStandstill({ kind: "velocity", drive: "differential", members: one })).toBe(true);
  });

  it("must hold standing still", () => {
    const set = (linear: Range, spin: Range): VelocityShape => ({
      ...DIFFERENTIAL,
      members: [member("a", linear, spin)],
    });
    expect(coversStandstill(set([0.1, 1], [-1, 1]))).toBe(false);
    expect(coversStandstill(set([-1, -0.1], [-1, 1]))).toBe(false);
    expect(coversStandstill(set([0, 1], [0.1, 1]))).toBe(false);
    expect(coversStandstill(set([0, 1], [-1, -0.1]))).toBe(false);
    expect(coversStandstill(set([0, 1], [-1, 0]))).toBe(true);
  });
});
