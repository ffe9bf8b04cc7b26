import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import type { Twist } from "../../../src/quantity/frame.ts";
import { courseOf, entryTime } from "../../../src/separation/zones/collision-time.ts";
import { holds, type Outline, polygonOf } from "../../../src/separation/zones/outline.ts";
import { evenly } from "../../support/evenly.ts";
import { box, FOOTPRINT } from "./zone-scene.ts";

const OUTLINES: Readonly<Record<string, Outline>> = {
  footprint: polygonOf(FOOTPRINT),
  "circle at the base": { kind: "circle", x: 0, y: 0, radius: 0.4 },
  "circle ahead": { kind: "circle", x: 0.5, y: 0.2, radius: 0.3 },
  "box ahead": polygonOf(box(0.1, -0.4, 0.9, 0.3)),
  hook: polygonOf([
    { x: -0.5, y: -0.3 },
    { x: 0.8, y: -0.3 },
    { x: 0.8, y: 0.6 },
    { x: 0.5, y: 0.6 },
    { x: 0.5, y: 0 },
    { x: -0.5, y: 0.2 },
  ]),
};

const HORIZON = 3;

function timeOf(outline: Outline, twist: Twist, x: number, y: number): number {
  return entryTime(courseOf(outline, twist, HORIZON), x, y);
}

/** Where a point that stands lies from the base after a while of a constant twist. */
function later({ vx, vy, wz }: Twist, x: number, y: number, t: number): { x: number; y: number } {
  const turn = wz * t;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [goneX, goneY] =
    Math.abs(wz) < 1e-9
      ? [vx * t, vy * t]
      : [(vx * s - vy * (1 - c)) / wz, (vx * (1 - c) + vy * s) / wz];
  return { x: c * (x - goneX) + s * (y - goneY), y: -s * (x - goneX) + c * (y - goneY) };
}

describe("the time to a collision", () => {
  const spins = fc.oneof(fc.constant(0), evenly(-2, 2), evenly(-0.01, 0.01));
  const twists = fc.record({ vx: evenly(-1, 1), vy: evenly(-1, 1), wz: spins });

  it.each(Object.entries(OUTLINES))(
    "is what stepping through the motion finds: %s",
    (_, outline) => {
      fc.assert(
        fc.property(twists, evenly(-2, 2), evenly(-2, 2), (twist, x, y) => {
          const step = 0.002;
          let stepped = Infinity;
          for (let i = 0; i * step <= HORIZON && stepped === Infinity; i++) {
            const at = later(twist, x, y, i * step);
            stepped = holds(outline, at.x, at.y) ? i * step : Infinity;
          }
          const time = timeOf(outline, twist, x, y);
          expect(time).toBeLessThanOrEqual(stepped + 1e-6);
          if (stepped < Infinity) {
            expect(time).toBeGreaterThan(stepped - step - 1e-3);
          } else if (time < HORIZON) {
            const at = later(twist, x, y, time);
            const near = [
              [1e-4, 0],
              [-1e-4, 0],
              [0, 1e-4],
              [0, -1e-4],
            ] as const;
            expect(near.some(([dx, dy]) => holds(outline, at.x + dx, at.y + dy))).toBe(true);
          }
        }),
        { numRuns: sampleSize(600, 30) },
      );
    },
  );

  it.each([
    ["straight ahead", { vx: 0.5, vy: 0, wz: 0 }, 0.8, 0, 1],
    ["straight back", { vx: -0.5, vy: 0, wz: 0 }, -0.8, 0.1, 1],
    ["to the left", { vx: 0, vy: 0.4, wz: 0 }, 0, 0.6, 1],
    ["to the right", { vx: 0, vy: -0.4, wz: 0 }, 0, -0.6, 1],
    [
      "on the spot, left",
      { vx: 0, vy: 0, wz: 1 },
      0.2,
      0.29,
      Math.acos(0.2 / Math.hypot(0.2, 0.29)),
    ],
    ["standing", { vx: 0, vy: 0, wz: 0 }, 0.8, 0, Infinity],
    ["away", { vx: -0.5, vy: 0, wz: 0 }, 0.8, 0, Infinity],
    ["past", { vx: 0.5, vy: 0, wz: 0 }, 0.8, 0.21, Infinity],
    ["inside already", { vx: -0.5, vy: 0, wz: 0 }, 0.2, 0, 0],
    ["inside already, turning", { vx: 0, vy: 0, wz: 1 }, 0.2, 0, 0],
    ["out of reach of the turn", { vx: 0, vy: 0, wz: 1 }, 0.5, 0, Infinity],
  ])("%s", (name, twist, x, y, time) => {
    const found = timeOf(OUTLINES["footprint"]!, twist, x, y);
    if (name.startsWith("on the spot")) {
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(Math.PI / 2);
    } else {
      expect(found).toBeCloseTo(time, 9);
    }
  });

  it.each(
    Object.entries(OUTLINES).flatMap(([name, outline]) =>
      [
        { vx: 0.4, vy: 0.2, wz: 0.9 },
        { vx: -0.3, vy: 0.5, wz: -1.2 },
        { vx: 0.6, vy: -1.5, wz: 0.8 },
        { vx: 1, vy: 0.3, wz: -0.4 },
      ].map((twist) => [name, twist, outline] as const),
    ),
  )(
    "on a bend never comes later than it does, over a grid of places: %s, %j",
    (_, twist, outline) => {
      let met = 0;
      for (let k = 0; k < 21 * 21; k++) {
        const [x, y] = [-2 + 0.2 * (k % 21), -2 + 0.2 * Math.floor(k / 21)];
        let stepped = Infinity;
        for (let t = 0; t <= HORIZON && stepped === Infinity; t += 0.03) {
          const at = later(twist, x, y, t);
          stepped = holds(outline, at.x, at.y) ? t : Infinity;
        }
        met += stepped < Infinity ? 1 : 0;
        expect(timeOf(outline, twist, x, y), `${x} ${y}`).toBeLessThanOrEqual(stepped + 1e-6);
      }
      expect(met).toBeGreaterThan(8);
    },
  );

  it("is found as far as the horizon, whichever way and however fast it goes", () => {
    const outline = OUTLINES["footprint"]!;
    for (const speed of [0.2, 2]) {
      const reach = 0.95 * HORIZON * speed;
      for (const way of [1, -1]) {
        const along = { vx: way * speed, vy: 0, wz: 0 };
        expect(timeOf(outline, along, way * (0.3 + reach), 0.1)).toBeCloseTo(0.95 * HORIZON, 9);
        const aside = { vx: 0, vy: way * speed, wz: 0 };
        expect(timeOf(outline, aside, 0.1, way * (0.2 + reach))).toBeCloseTo(0.95 * HORIZON, 9);
      }
    }
  });

  it("is now for what is inside a robot that stands", () => {
    for (const outline of Object.values(OUTLINES)) {
      expect(timeOf(outline, { vx: 0, vy: 0, wz: 0 }, 0.6, 0.2)).toBe(
        holds(outline, 0.6, 0.2) ? 0 : Infinity,
      );
    }
  });

  it("knows which way a point goes around", () => {
    const far = { x: -0.05, y: 0.34 };
    const left = timeOf(OUTLINES["footprint"]!, { vx: 0, vy: 0, wz: 1 }, far.x, far.y);
    const right = timeOf(OUTLINES["footprint"]!, { vx: 0, vy: 0, wz: -1 }, far.x, far.y);
    expect(right).toBeLessThan(left);
    expect(timeOf(OUTLINES["footprint"]!, { vx: 0, vy: 0, wz: 2 }, far.x, far.y)).toBeCloseTo(
      left / 2,
      9,
    );
  });
});
