import { describe, expect, it } from "vitest";
import { rotate, type Vector } from "../../src/quantity/vector.ts";
import { gapTo } from "../../src/separation/footprint.ts";
import {
  curveLever,
  leversBeyond,
  leversTo,
  outlineSpeed,
  swingSpeed,
} from "../../src/separation/swing.ts";

/** 0.6 m long, 0.4 m wide: corners 0.3606 m from the base, sides 0.2 m. */
const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];
const RADIUS = Math.hypot(0.3, 0.2);
const ROUND = Array.from({ length: 16 }, (_, k) => ({
  x: 0.25 * Math.cos((k * Math.PI) / 8),
  y: 0.25 * Math.sin((k * Math.PI) / 8),
}));
const levers = (footprint: readonly Vector[], place: Vector) =>
  leversTo(footprint, place, gapTo(footprint, place));
/** Places around the box, from beside it to a metre away. */
const PLACES = Array.from({ length: 240 }, (_, k) => {
  const bearing = 0.7 * k;
  const range = 0.4 + 0.004 * k;
  return { x: range * Math.cos(bearing), y: range * Math.sin(bearing) };
}).filter((place) => gapTo(BOX, place).distance > 0);

describe("the lever of a turn", () => {
  it("is that of the nearest place where the outline is round, and none the other way: it opens no gap", () => {
    const place = { x: 0.4, y: 0.1 };
    const { lever } = gapTo(ROUND, place);
    expect(lever).toBeLessThan(-0.01);
    expect(levers(ROUND, place)).toEqual({ ccw: 0, cw: -lever });
    const mirrored = { x: 0.4, y: -0.1 };
    expect(levers(ROUND, mirrored)).toEqual({ ccw: gapTo(ROUND, mirrored).lever, cw: 0 });
  });

  it("does not promise a wider gap than a turn opens, off a corner", () => {
    // one radian opens 0.148 m, of which the lever of the first moment, 0.184 m, would promise more
    const place = { x: 0.335, y: -0.273 };
    const { distance, lever } = gapTo(BOX, place);
    const opened = gapTo(BOX, rotate(place, -1)).distance - distance;
    expect(opened).toBeCloseTo(0.1484, 3);
    expect(lever).toBeLessThan(-opened - 0.02);
    expect(levers(BOX, place).ccw).toBeGreaterThanOrEqual(-opened);
    expect(levers(BOX, place).ccw).toBeLessThan(0);
  });

  it("counts how deep noise puts a place into the outline, also deeper than it is", () => {
    // 1 cm inside the middle of the side, and just outside by the corner, which comes 0.29 rad m inwards
    const inside = { x: 0, y: 0.19 };
    const outside = { x: 0.29, y: 0.201 };
    const at = gapTo(BOX, inside);
    expect(at.distance).toBe(0);
    const { ccw, cw } = leversBeyond(BOX, [inside, outside], at);
    expect(ccw).toBeGreaterThan(0.2);
    expect(cw).toBeLessThan(0.1);
    expect(cw).toBeGreaterThanOrEqual(0);
    expect(levers(BOX, { x: 0.25, y: 0.195 }).ccw).toBeGreaterThan(0.2);
    expect(levers(BOX, { x: 0.25, y: 0.195 }).cw).toBeLessThan(0);
  });

  it("is that of the depth below the nearest side, whatever corners the outline says twice", () => {
    const doubled = BOX.flatMap((corner) => [corner, corner]);
    for (const place of [
      { x: 0.25, y: 0.195 },
      { x: -0.29, y: 0.1 },
      { x: 0, y: -0.19 },
    ]) {
      expect(levers(doubled, place)).toEqual(levers(BOX, place));
    }
  });

  it("is that of the first moment too, for a thin thing that a corner would sweep past", () => {
    const thin = { x: 0.299, y: 0.201 };
    const gap = gapTo(BOX, { x: 0, y: 0.25 });
    expect(levers(BOX, thin).ccw).toBeCloseTo(0.299, 9);
    expect(leversBeyond(BOX, [{ x: 0, y: 0.25 }, thin], gap).ccw).toBeGreaterThanOrEqual(0.299);
    const right = { x: 0.299, y: -0.201 };
    expect(leversBeyond(BOX, [{ x: 0, y: 0.25 }, right], gap).cw).toBeGreaterThanOrEqual(0.299);
    // what is farther away than the gap may come as near first
    const later = leversBeyond(BOX, [{ x: 0.28, y: 0.3 }], gap);
    expect(later.ccw).toBeLessThan(0.2);
  });

  it("of what is nearer than the gap asked about is to come no nearer", () => {
    const near = { x: 0.28, y: 0.21 };
    const far = gapTo(BOX, { x: 0.28, y: 0.3 });
    expect(leversBeyond(BOX, [near], far)).toEqual(levers(BOX, near));
  });

  it("counts the corner that swings in, later in the turn", () => {
    // ahead of the middle of the front the gap does not change at first; then a corner comes 0.06 m nearer
    const { ccw, cw } = levers(BOX, { x: 0.5, y: 0 });
    expect(ccw).toBeCloseTo(cw, 9);
    expect(ccw).toBeGreaterThan(0.09);
    expect(ccw).toBeLessThan(0.12);
  });

  it("is larger towards the corner that is nearer, and never less than at first", () => {
    const { ccw, cw } = levers(BOX, { x: 0.5, y: 0.1 });
    expect(cw).toBeGreaterThan(ccw + 0.05);
    for (const place of PLACES) {
      const { lever } = gapTo(BOX, place);
      expect(levers(BOX, place).ccw).toBeGreaterThanOrEqual(lever);
      expect(levers(BOX, place).cw).toBeGreaterThanOrEqual(-lever);
    }
  });

  it("is so long that no turn up to 1.2 rad brings the place nearer than it says, by brute force", () => {
    for (const place of PLACES) {
      const { distance } = gapTo(BOX, place);
      const { ccw, cw } = levers(BOX, place);
      for (let turn = 0.05; turn <= 1.2; turn += 0.05) {
        const left = gapTo(BOX, rotate(place, -turn)).distance;
        const right = gapTo(BOX, rotate(place, turn)).distance;
        expect(distance - left, `${place.x} ${place.y}`).toBeLessThan(
          Math.max(0, ccw) * turn + 0.012,
        );
        expect(distance - right, `${place.x} ${place.y}`).toBeLessThan(
          Math.max(0, cw) * turn + 0.012,
        );
      }
      expect(Math.max(ccw, cw)).toBeLessThanOrEqual(RADIUS + 1e-9);
    }
  });

  it("is that of the worst of several places, as near as the nearest may come", () => {
    const gap = gapTo(BOX, { x: 0.45, y: 0 });
    const far = { x: 0.3, y: 0.45 };
    const alone = leversBeyond(BOX, [], gap);
    expect(alone).toEqual({ ccw: gap.lever, cw: -gap.lever });
    const both = leversBeyond(BOX, [{ x: 0.45, y: 0 }, far], gap);
    expect(both).toEqual({
      ccw: Math.max(levers(BOX, { x: 0.45, y: 0 }).ccw, leversBeyond(BOX, [far], gap).ccw),
      cw: Math.max(levers(BOX, { x: 0.45, y: 0 }).cw, leversBeyond(BOX, [far], gap).cw),
    });
    for (let turn = 0.05; turn <= 1.2; turn += 0.05) {
      const left = gapTo(BOX, rotate(far, -turn)).distance;
      expect(gap.distance - left).toBeLessThan(both.ccw * turn + 0.02);
    }
    const turned = gapTo(ROUND, { x: 0.4, y: 0.1 });
    expect(leversBeyond(ROUND, [{ x: 0.2, y: 0.3 }], turned)).toEqual({
      ccw: 0,
      cw: -turned.lever,
    });
  });
});

describe("the bend of a way", () => {
  const stopping = { reaction: 0.2, braking: 2 };

  it("takes what lies beside a robot ahead of it before it stands", () => {
    // at 1 m/s: 0.2 s to react and 0.25 s as half of braking; 0.45² / 0.4
    const left = gapTo(BOX, { x: 0, y: 1 });
    expect(curveLever({ x: 1, y: 0 }, left, stopping)).toBeCloseTo(0.50625, 9);
    const right = gapTo(BOX, { x: 0, y: -1 });
    expect(curveLever({ x: 1, y: 0 }, right, stopping)).toBeCloseTo(-0.50625, 9);
    expect(curveLever({ x: -1, y: 0 }, left, stopping)).toBeCloseTo(-0.50625, 9);
  });

  it("does nothing where the robot stands, or goes straight there", () => {
    const ahead = gapTo(BOX, { x: 1, y: 0 });
    expect(curveLever({ x: 0, y: 0 }, ahead, stopping)).toBeCloseTo(0, 12);
    expect(curveLever({ x: 1, y: 0 }, ahead, stopping)).toBeCloseTo(0, 12);
  });
});

describe("the speed of an outline", () => {
  it("of which the corners swing at 2.5 rad/s, besides its middle", () => {
    // corners stand out sqrt(0.13 - 0.04) = 0.3 m
    expect(swingSpeed(BOX)).toBeCloseTo(0.75, 9);
    expect(swingSpeed(ROUND)).toBe(0);
  });

  it("is that of its fastest point, and does not count turning of a round one", () => {
    expect(outlineSpeed(BOX, { vx: 0.3, vy: -0.4, wz: 0 })).toBeCloseTo(0.5, 9);
    expect(outlineSpeed(BOX, { vx: 0.3, vy: -0.4, wz: -2 })).toBeCloseTo(2 * RADIUS, 9);
    expect(outlineSpeed(ROUND, { vx: 0.3, vy: -0.4, wz: -9 })).toBeCloseTo(0.5, 9);
  });
});
