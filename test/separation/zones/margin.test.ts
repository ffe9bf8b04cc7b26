import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import { HEADINGS, marginAlong } from "../../../src/separation/zones/margin.ts";
import { holds, type Outline, polygonOf } from "../../../src/separation/zones/outline.ts";
import { evenly } from "../../support/evenly.ts";
import { box, FOOTPRINT } from "./zone-scene.ts";

const { forward, backward, left, right } = HEADINGS;

describe("the margin of an outline", () => {
  const front = polygonOf(box(0, -0.4, 1.3, 0.4));
  it.each([
    ["ahead", front, forward, 1],
    ["not behind", front, backward, 0],
    ["left", polygonOf(box(-0.5, -0.3, 0.5, 0.9)), left, 0.7],
    ["right", polygonOf(box(-0.5, -0.8, 0.5, 0.9)), right, 0.6],
    ["behind", polygonOf(box(-1, -0.3, 0.5, 0.3)), backward, 0.7],
    ["with a gap before it", polygonOf(box(0.4, -0.4, 1.3, 0.4)), forward, 0],
    ["that begins at the robot's front", polygonOf(box(0.3, -0.4, 1.3, 0.4)), forward, 1],
    ["narrower than the robot", polygonOf(box(0, -0.1, 1.3, 0.1)), forward, 0],
    ["as wide as the robot", polygonOf(box(0, -0.2, 1.3, 0.2)), forward, 1],
    ["smaller than the robot", polygonOf(box(-0.1, -0.1, 0.1, 0.1)), forward, 0],
    ["circle", { kind: "circle", x: 0, y: 0, radius: 0.5 }, forward, Math.sqrt(0.25 - 0.04) - 0.3],
    [
      "circle that does not reach the sides",
      { kind: "circle", x: 0, y: 0, radius: 0.31 },
      forward,
      0,
    ],
    ["circle elsewhere", { kind: "circle", x: 3, y: 0, radius: 0.5 }, forward, 0],
  ] as const)("%s", (_, outline, towards, margin) => {
    expect(marginAlong(outline, FOOTPRINT, towards)).toBeCloseTo(margin, 4);
  });

  it.each([0, 3, 6, 9])(
    "ends where the outline is first left, wherever its corners begin: %d",
    (k) => {
      const comb = [
        { x: 1.3, y: -0.4 },
        { x: 1.3, y: 0.4 },
        { x: 0.9, y: 0.4 },
        { x: 0.9, y: -0.35 },
        { x: 0.6, y: -0.35 },
        { x: 0.6, y: 0.4 },
        { x: -0.4, y: 0.4 },
        { x: -0.4, y: -0.4 },
      ];
      const turned = [...comb.slice(k % 8), ...comb.slice(0, k % 8)];
      expect(marginAlong(polygonOf(turned), FOOTPRINT, forward)).toBeCloseTo(0.3, 4);
      expect(marginAlong(polygonOf(turned.toReversed()), FOOTPRINT, forward)).toBeCloseTo(0.3, 4);
    },
  );

  it("ends at a notch, however narrow", () => {
    const notched = polygonOf([
      { x: 0, y: -0.4 },
      { x: 1.3, y: -0.4 },
      { x: 1.3, y: -0.001 },
      { x: 0.5, y: 0 },
      { x: 1.3, y: 0.001 },
      { x: 1.3, y: 0.4 },
      { x: 0, y: 0.4 },
    ]);
    expect(marginAlong(notched, FOOTPRINT, forward)).toBeCloseTo(0.2, 2);
  });

  it("is where the swept ground first leaves the outline", () => {
    const outlines: Outline[] = [
      polygonOf([
        { x: -0.8, y: -0.6 },
        { x: 1.5, y: -0.9 },
        { x: 0.9, y: 0.3 },
        { x: 1.2, y: 0.8 },
        { x: -0.7, y: 0.7 },
      ]),
      { kind: "circle", x: 0.2, y: 0.1, radius: 1.1 },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...outlines), evenly(-Math.PI, Math.PI), (outline, bearing) => {
        const towards = { x: Math.cos(bearing), y: Math.sin(bearing) };
        const margin = marginAlong(outline, FOOTPRINT, towards);
        const covered = (length: number): boolean =>
          around().every(({ x, y }) =>
            holds(outline, x + length * towards.x, y + length * towards.y),
          );
        for (let k = 0; k <= 10; k++) {
          expect(covered((0.999 * margin * k) / 10)).toBe(true);
        }
        expect(covered(margin + 0.02)).toBe(false);
      }),
      { numRuns: sampleSize(300, 30) },
    );
  });
});

/** Points all along the edge of the footprint. */
function around(): { x: number; y: number }[] {
  return FOOTPRINT.flatMap((from, i) => {
    const to = FOOTPRINT[(i + 1) % FOOTPRINT.length] ?? from;
    return Array.from({ length: 40 }, (_, k) => ({
      x: from.x + ((to.x - from.x) * k) / 40,
      y: from.y + ((to.y - from.y) * k) / 40,
    }));
  });
}
