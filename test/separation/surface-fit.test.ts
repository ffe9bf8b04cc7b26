import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import { fitSurface } from "../../src/separation/surface-fit.ts";

/** A wall half a metre ahead, slanted, with noise at right angles to it [m]. */
function wall(noise: number, points = 120): Vector[] {
  const random = createRandom(3);
  return Array.from({ length: points }, (_, i) => {
    const y = (i - points / 2) * 0.005;
    const off = noise * random.normal();
    return { x: 0.5 + 0.2 * y + off, y };
  });
}

const offWall = ({ x, y }: Vector): number => Math.abs(x - 0.5 - 0.2 * y) / Math.hypot(1, 0.2);

describe("a surface that is fitted", () => {
  it("is where the points are when there is no noise", () => {
    const { points, noise } = fitSurface(wall(0));

    expect(noise).toBeLessThan(1e-6);
    expect(Math.max(...points.map(({ place }) => offWall(place)))).toBeLessThan(1e-6);
    for (const { normal } of points) {
      expect(normal?.x).toBeCloseTo(1 / Math.hypot(1, 0.2), 6);
      expect(normal?.y).toBeCloseTo(-0.2 / Math.hypot(1, 0.2), 6);
    }
  });

  it("takes most of the noise from the points, and says how much there is", () => {
    const { points, noise } = fitSurface(wall(0.01));
    const middle = points.slice(20, 100);
    const rms = Math.sqrt(
      middle.reduce((sum, { place }) => sum + offWall(place) ** 2, 0) / middle.length,
    );

    expect(noise).toBeGreaterThan(0.006);
    expect(noise).toBeLessThan(0.014);
    expect(rms).toBeLessThan(0.004);
    for (const { normal } of middle) {
      expect(Math.atan2(normal?.y ?? NaN, normal?.x ?? NaN)).toBeCloseTo(Math.atan(-0.2), 0.7);
    }
  });

  it("has its normals away from the robot, wherever the surface is", () => {
    const behind = wall(0).map(({ x, y }) => ({ x: -x, y }));
    for (const { normal } of fitSurface(behind).points) {
      expect(normal?.x).toBeLessThan(-0.9);
    }
  });

  it("keeps the bend of a post", () => {
    const post = Array.from({ length: 30 }, (_, i) => {
      const angle = Math.PI + (i - 14.5) * 0.06;
      return { x: 0.5 + 0.1 * Math.cos(angle), y: 0.1 * Math.sin(angle) };
    });
    const off = fitSurface(post).points.map(({ place: { x, y } }) =>
      Math.abs(Math.hypot(x - 0.5, y) - 0.1),
    );

    expect(Math.max(...off)).toBeLessThan(1e-3);
  });

  it("does not round off a corner that sticks out", () => {
    const corner = Array.from({ length: 61 }, (_, i) => ({
      x: 0.4 + 0.01 * Math.abs(i - 30),
      y: 0.01 * (i - 30),
    }));
    const { place } = fitSurface(corner).points[30] ?? { place: { x: NaN, y: NaN } };

    expect(place.x).toBeCloseTo(0.4, 3);
  });

  it("has its normals at right angles to a bend, of length one", () => {
    const angleAt = (i: number): number => Math.PI + (i - 39.5) * 0.02;
    const ring = Array.from({ length: 80 }, (_, i) => ({
      x: 0.8 + 0.5 * Math.cos(angleAt(i)),
      y: 0.5 * Math.sin(angleAt(i)),
    }));
    const { points } = fitSurface(ring);
    points.forEach(({ normal }, i) => {
      expect(Math.hypot(normal?.x ?? 0, normal?.y ?? 0)).toBeCloseTo(1, 9);
      expect(Math.abs((normal?.x ?? 0) + Math.cos(angleAt(i))), `${i}`).toBeLessThan(0.05);
      expect(Math.abs((normal?.y ?? 0) + Math.sin(angleAt(i))), `${i}`).toBeLessThan(0.05);
    });
  });

  it("has its normals away from the robot beside it too, where the surface runs towards it", () => {
    const aside = Array.from({ length: 40 }, (_, i) => ({ x: 0.02 + 0.01 * i, y: 0.3 }));
    for (const { normal } of fitSurface(aside).points) {
      expect(normal?.y).toBeCloseTo(1, 9);
    }
    const right = aside.map(({ x, y }) => ({ x: 0.5 - 2 * x, y: -y + x }));
    for (const { normal, place } of fitSurface(right).points) {
      expect((normal?.x ?? 0) * place.x + (normal?.y ?? 0) * place.y).toBeGreaterThan(0);
    }
  });

  it("takes five points for a surface, wherever in the scan they lie", () => {
    const five = Array.from({ length: 5 }, (_, i) => ({ x: 0.5, y: 0.01 * i }));
    expect(fitSurface(five).points.map(({ normal }) => normal?.x)).toEqual([1, 1, 1, 1, 1]);
    // three of the six lie far from the others
    const apart = [...five.slice(0, 3), ...five.slice(0, 3).map(({ x, y }) => ({ x, y: y + 3 }))];
    expect(fitSurface(apart).points.every(({ normal }) => normal === undefined)).toBe(true);
  });

  it("leaves points alone that lie on one another, and a lone one", () => {
    const same = Array.from({ length: 9 }, () => ({ x: 0.5, y: 0.1 }));
    const { points, noise } = fitSurface(same);
    expect(points).toEqual(same.map((place) => ({ place, normal: undefined })));
    expect(noise).toBe(0);
    expect(fitSurface([{ x: 0.5, y: 0 }]).points[0]?.normal).toBeUndefined();
  });

  it("says the noise of as few points as there are", () => {
    // five points off a parabola by a cubic: one degree of freedom too few for three numbers leaves two
    const cubic = Array.from({ length: 5 }, (_, i) => ({
      x: 0.5 + 0.001 * (i - 2) ** 3,
      y: 0.01 * (i - 2),
    }));
    const { noise } = fitSurface(cubic);
    // what is left of 8 1 0 -1 -8 (thousandths) after the straight line of 3.4: 1.2 2.4 0 2.4 1.2, over two
    expect(noise).toBeCloseTo(Math.sqrt((2 * 1.2 ** 2 + 2 * 2.4 ** 2) / 2) / 1000, 3);
  });

  it("leaves a few points alone", () => {
    const few = [
      { x: 0.5, y: 0 },
      { x: 0.5, y: 0.01 },
      { x: 0.52, y: 0.02 },
      { x: 0.5, y: 0.03 },
    ];
    const { points, noise } = fitSurface(few);

    expect(points.map(({ place }) => place)).toEqual(few);
    expect(points.map(({ normal }) => normal)).toEqual(few.map(() => undefined));
    expect(noise).toBe(0);
    expect(fitSurface([]).points).toEqual([]);
  });
});
