import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds, type Outline, polygonOf } from "../../../src/separation/zones/outline.ts";
import { beyond, lengthTo } from "../../../src/separation/zones/ray.ts";
import { evenly } from "../../support/evenly.ts";
import { blindAt, box, FOOTPRINT } from "./zone-scene.ts";

const OUTLINES: readonly Outline[] = [
  { kind: "circle", x: 1, y: 0.5, radius: 0.6 },
  polygonOf(box(0.5, -0.5, 1.5, 0.5)),
  polygonOf([
    { x: -1, y: -1 },
    { x: 2, y: -1 },
    { x: 0.5, y: 0 },
    { x: 2, y: 1 },
  ]),
];

describe("the length of a ray to an outline", () => {
  it.each(OUTLINES.map((outline, i) => [i, outline] as const))(
    "is where walking along it first comes inside: %d",
    (_, outline) => {
      fc.assert(
        fc.property(evenly(-3, 3), evenly(-3, 3), evenly(-3.2, 3.2), (x, y, bearing) => {
          const ray = { x, y, dx: Math.cos(bearing), dy: Math.sin(bearing) };
          const step = 0.002;
          let walked = Infinity;
          for (let i = 0; i < 5000 && walked === Infinity; i++) {
            walked = holds(outline, x + i * step * ray.dx, y + i * step * ray.dy)
              ? i * step
              : Infinity;
          }
          const length = lengthTo(outline, ray);
          expect(length).toBeLessThanOrEqual(walked);
          expect(
            length === walked || length > walked - step - 1e-9 || grazes(outline, ray, length),
          ).toBe(true);
        }),
      );
    },
  );

  it("is nothing inside, and endless past it", () => {
    expect(lengthTo(polygonOf(box(-1, -1, 1, 1)), blindAt(0))).toBe(0);
    expect(lengthTo(polygonOf(box(1, -1, 2, 1)), blindAt(Math.PI))).toBe(Infinity);
    expect(lengthTo({ kind: "circle", x: 2, y: 0, radius: 1 }, blindAt(0))).toBeCloseTo(1, 12);
    expect(lengthTo({ kind: "circle", x: 2, y: 0, radius: 1 }, blindAt(Math.PI))).toBe(Infinity);
    expect(lengthTo({ kind: "circle", x: 2, y: 0, radius: 1 }, blindAt(1))).toBe(Infinity);
    expect(lengthTo(polygonOf(box(1, -1, 2, 1)), blindAt(0))).toBeCloseTo(1, 12);
  });

  it("does not slip through a corner", () => {
    expect(
      lengthTo(
        polygonOf([
          { x: 1, y: 0 },
          { x: 2, y: -1 },
          { x: 2, y: 1 },
        ]),
        blindAt(0),
      ),
    ).toBeCloseTo(1);
  });
});

/** A ray may touch an outline for less than a step, which walking misses. */
function grazes(
  outline: Outline,
  ray: { x: number; y: number; dx: number; dy: number },
  length: number,
): boolean {
  const at = (along: number): boolean =>
    holds(outline, ray.x + along * ray.dx, ray.y + along * ray.dy);
  return length < Infinity && !at(length + 0.0021);
}

describe("a ray from where it leaves the robot", () => {
  it.each([
    [0, 0.3, 0],
    [Math.PI / 2, 0, 0.2],
    [Math.PI, -0.3, 0],
    [-Math.PI / 2, 0, -0.2],
    [Math.PI / 4, 0.2, 0.2],
  ])("at %d rad", (bearing, x, y) => {
    const ray = beyond(FOOTPRINT, blindAt(bearing));
    expect(ray).toMatchObject({ dx: Math.cos(bearing), dy: Math.sin(bearing) });
    expect(ray.x).toBeCloseTo(x, 12);
    expect(ray.y).toBeCloseTo(y, 12);
  });

  it.each([
    ["beside the robot", { x: 0, y: 0.5, dx: 1, dy: 0 }, 0],
    ["beyond it", { x: 0.5, y: 0, dx: 1, dy: 0 }, 0.5],
    ["away from it", { x: -0.5, y: 0.1, dx: -1, dy: 0 }, -0.5],
    ["through it from outside", { x: -0.5, y: 0.1, dx: 1, dy: 0 }, 0.3],
    ["past its corner", { x: -0.5, y: 0.3, dx: Math.SQRT1_2, dy: Math.SQRT1_2 }, -0.5],
  ])("%s", (_, ray, x) => {
    expect(beyond(FOOTPRINT, ray).x).toBeCloseTo(x, 12);
  });
});
