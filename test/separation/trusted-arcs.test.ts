import { describe, expect, it } from "vitest";
import type { Twist } from "../../src/quantity/frame.ts";
import { createRandom } from "../../src/quantity/random.ts";
import type { Obstacle } from "../../src/separation/obstacle.ts";
import { shareInside } from "../../src/separation/share-inside.ts";
import {
  arcsIn,
  NOWHERE,
  type TrustedArcs,
  trusting,
  wrongWithArcs,
} from "../../src/separation/trusted-arcs.ts";
import { type Sight, View } from "../../src/separation/view.ts";

const REAR: TrustedArcs = { arcs: [[1.4, 4.9]], speed: 0.1 };
const footprint = [
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
];

/** What is given of a motion by a robot whose scanner looks ahead only, and sees a wall 4 m away there [m/s]. */
function given(trusted: TrustedArcs, asked: Partial<Twist>, field = Math.PI): number {
  const view = new View(0.02, 1.2, "system", trusted);
  const twist = { vx: 0, vy: 0, wz: 0 };
  const angles = { angleMin: -field / 2, angleIncrement: Math.PI / 180 };
  const beams = Math.round((field * 180) / Math.PI) + 1;
  const random = createRandom(7);
  let share = NaN;
  for (let k = 0; k < 20; k++) {
    const stamp = 1 + k / 10;
    const pose = { x: 0, y: 0, yaw: 0 };
    view.feel({ stamp, pose, twist, footprint, braking: 2, latency: 0.05 });
    const ranges = Float32Array.from({ length: beams }, () => 4 + 0.002 * random.normal());
    const scan = { stamp, ...angles, rangeMin: 0.05, rangeMax: 10, ranges };
    const sight = view.see(scan, { x: 0.25, y: 0, yaw: 0 }, 0.02);
    expect(sight?.trouble).toBe("");
    const limit = sight?.limit ?? { speed: 0, bounds: [] };
    share = shareInside({ ...twist, ...asked }, { ...limit, spin: Infinity });
  }
  return share * Math.hypot(asked.vx ?? 0, asked.vy ?? 0);
}

describe("a robot whose scanner looks ahead only", () => {
  it("does not reverse into what it cannot see", () => {
    expect(given(NOWHERE, { vx: -0.5 })).toBe(0);
    expect(given(NOWHERE, { vx: 0.5 })).toBeGreaterThan(0.4);
  });

  it("creeps backwards where a human answers for it, and no faster", () => {
    expect(given(REAR, { vx: -0.5 })).toBeCloseTo(0.1, 6);
    expect(given(REAR, { vx: -0.05 })).toBe(0.05);
    expect(given({ ...REAR, speed: 0.04 }, { vx: -0.5 })).toBeCloseTo(0.04, 6);
    expect(given({ ...REAR, speed: 3 }, { vx: -0.5 })).toBeCloseTo(0.1, 6);
  });

  it("is no faster ahead for it, and goes nowhere else unseen", () => {
    expect(given(REAR, { vx: 0.5 })).toBeCloseTo(given(NOWHERE, { vx: 0.5 }), 9);
    expect(given({ ...REAR, arcs: [[2.9, 3.4]] }, { vx: -0.5 })).toBe(0);
    expect(given(REAR, { vx: 1, vy: 0 }, 0.5)).toBe(given(NOWHERE, { vx: 1, vy: 0 }, 0.5));
  });

  it.each([0, -0.1, NaN])("does not creep at %d m/s", (speed) => {
    expect(given({ ...REAR, speed }, { vx: -0.5 })).toBe(0);
  });
});

describe("a robot whose scanner looks all round and is masked behind", () => {
  /** The last sight of a wall 4 m ahead; behind there are no beams, or none that say anything. */
  const sight = (trusted: TrustedArcs, behind: "no beams" | "masked"): Sight | undefined => {
    const view = new View(0.02, 1.2, "system", trusted);
    const twist = { vx: 0.2, vy: 0, wz: 0.1 };
    let last: Sight | undefined;
    for (let k = 0; k < 20; k++) {
      const stamp = 1 + k / 10;
      const pose = { x: 0.02 * k, y: 0, yaw: 0.01 * k };
      view.feel({ stamp, pose, twist, footprint, braking: 2, latency: 0.05 });
      const random = createRandom(k);
      const ahead = Array.from({ length: 181 }, () => 4 - 0.02 * k + 0.002 * random.normal());
      const mask = Array.from({ length: 179 }, () => NaN);
      const scan = {
        stamp,
        angleMin: -Math.PI / 2,
        angleIncrement: Math.PI / 180,
        rangeMin: 0.05,
        rangeMax: 10,
        ranges: Float32Array.from(behind === "masked" ? [...ahead, ...mask] : ahead),
      };
      last = view.see(scan, { x: 0.25, y: 0, yaw: 0 }, 0.02);
    }
    return last;
  };

  it("is blind unless a human answers for all that is masked", () => {
    expect(sight(NOWHERE, "masked")?.trouble).toBe("scan-blind");
    expect(sight({ ...REAR, arcs: [[2.9, 3.4]] }, "masked")?.trouble).toBe("scan-blind");
    expect(sight(REAR, "masked")?.trouble).toBe("");
  });

  it("is allowed what one without beams there is allowed, and nothing more", () => {
    expect(sight(REAR, "masked")).toEqual(sight(REAR, "no beams"));
    expect(sight(REAR, "masked")?.limit.bounds.length).toBeGreaterThan(10);
  });
});

describe("arcs somebody answers for", () => {
  it("leave what is seen, and what is hidden behind it, as it is", () => {
    const seen: Obstacle[] = (["structure", "standing", "moving", "hidden"] as const).map(
      (kind) => ({ kind, point: { x: -1, y: 0 } }),
    );
    expect(trusting(seen, REAR)).toEqual(seen);
  });

  it("go round the back", () => {
    const at = (x: number, y: number) => trusting([{ kind: "blind", point: { x, y } }], REAR)[0];
    expect(at(-1, 0.001)?.crawl).toBe(0.1);
    expect(at(-1, -0.001)?.crawl).toBe(0.1);
    expect(at(1, 0)?.crawl).toBeUndefined();
  });

  it("are any one of several, and none for who may not creep", () => {
    const place: Obstacle = { kind: "blind", point: { x: -1, y: 0 } };
    const arcs: TrustedArcs["arcs"] = [
      [-0.5, 0.5],
      [2.9, 3.4],
    ];
    expect(trusting([place], { arcs, speed: 0.1 })).toEqual([{ ...place, crawl: 0.1 }]);
    expect(trusting([place], { arcs, speed: 0 })).toEqual([place]);
    expect(trusting([place], { arcs, speed: -1 })).toEqual([place]);
    expect(trusting([place], { arcs, speed: NaN })).toEqual([place]);
  });

  it("are given in bearings, not in degrees or without end", () => {
    for (const wrong of [
      [90, 92],
      [-7, -6.5],
      [6.1, 6.4],
      [0, Infinity],
      [-Infinity, 0],
    ]) {
      expect(wrongWithArcs(wrong), wrong.join()).toMatch(/^must be pairs/);
    }
    expect(wrongWithArcs([-2 * Math.PI, -6])).toBe("");
    expect(wrongWithArcs([6, 2 * Math.PI])).toBe("");
    expect(wrongWithArcs([-Math.PI, Math.PI])).toMatch(/^must be pairs/);
  });

  it("are pairs of bearings that leave some of the circle", () => {
    expect(wrongWithArcs([])).toBe("");
    expect(wrongWithArcs([1.6, 4.7])).toBe("");
    expect(wrongWithArcs([-3, -2, 2, 3])).toBe("");
    for (const wrong of [[1], [1, 2, 3], [2, 1], [1, 1], [0, 6.3], [NaN, 1], [-3, 0, 0, 3.3]]) {
      expect(wrongWithArcs(wrong), wrong.join()).toMatch(/^must be pairs/);
    }
    expect(arcsIn([1, 2, 3, 4])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
