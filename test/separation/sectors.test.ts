import { describe, expect, it } from "vitest";
import type { Obstacle, ObstacleKind } from "../../src/separation/obstacle.ts";
import { nearestBySector } from "../../src/separation/sectors.ts";

const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];
const at = (kind: ObstacleKind, x: number, y = 0): Obstacle => ({ kind, point: { x, y } });
const nearest = (
  obstacles: readonly Obstacle[],
  horizonOf: (kind: ObstacleKind) => number = () => Infinity,
) => nearestBySector(obstacles, BOX, horizonOf);
const distances = (...args: Parameters<typeof nearest>) =>
  nearest(...args).map(({ gap }) => Math.round(1000 * gap.distance) / 1000);

describe("the nearest by sector", () => {
  it("is one for each kind in each 5°, whatever the order", () => {
    const seen = [2, 1, 1.02, 1.5].map((x) => at("structure", x)).concat(at("moving", 3));
    expect(distances(seen)).toEqual([0.7, 2.7]);
    expect(distances(seen.toReversed())).toEqual([2.7, 0.7]);
  });

  it("is one for each bearing", () => {
    const degree = Math.PI / 180;
    const bearing = (angle: number) =>
      at("structure", Math.cos(angle * degree), Math.sin(angle * degree));
    expect(nearest([bearing(0), bearing(2), bearing(-2)])).toHaveLength(1);
    expect(nearest([bearing(0), bearing(3), bearing(-3)])).toHaveLength(3);
    expect(nearest([bearing(177), bearing(-177)])).toHaveLength(2);
    const around = Array.from({ length: 360 }, (_, angle) => bearing(angle - 180));
    expect(nearest(around).length).toBeGreaterThanOrEqual(72);
    expect(nearest(around).length).toBeLessThanOrEqual(73);
  });

  it("is none from a kind's horizon on", () => {
    const horizon = (kind: ObstacleKind) => (kind === "structure" ? 1 : 3);
    expect(distances([at("structure", 1.2)], horizon)).toEqual([0.9]);
    expect(distances([at("structure", 1.5), at("moving", 1.5)], horizon)).toEqual([1.2]);
    expect(distances([at("structure", 1.5), at("structure", 1.2)], horizon)).toEqual([0.9]);
  });

  it("keeps the order in which sectors were met, beyond the horizon too", () => {
    const horizon = () => 1;
    const found = nearest(
      [at("structure", 1.5), at("structure", 0, 0.7), at("structure", 1.2)],
      horizon,
    );
    expect(found.map(({ place }) => place)).toEqual([
      { x: 1.2, y: 0 },
      { x: 0, y: 0.7 },
    ]);
  });

  it("keeps apart what somebody answers for", () => {
    expect(nearest([at("blind", 1), { ...at("blind", 1.2), crawl: 0.3 }])).toHaveLength(2);
  });

  it("measures from the outline and not from the base", () => {
    // the same sector, but the farther one lies before a corner that stands out
    const low = Math.atan2(0.2, 0.3);
    const dir = (range: number, angle: number) =>
      at("structure", range * Math.cos(angle), range * Math.sin(angle));
    const found = nearest([dir(0.5, low + 0.04), dir(0.51, low)]);
    expect(found.map(({ gap }) => gap.distance)).toEqual([
      Math.min(
        ...[dir(0.5, low + 0.04), dir(0.51, low)].map((one) => nearest([one])[0]!.gap.distance),
      ),
    ]);
  });

  describe("of somebody who walks", () => {
    const walker = (x: number, speed: number, deviation = 0, y = 0): Obstacle => ({
      ...at("moving", x, y),
      motion: { velocity: { x: -speed, y: 0 }, deviation, centre: { x: 1.5, y: 0 } },
    });

    it("is where a foot may swing to before the middle: half a step at most", () => {
      // 1.2 m to the middle, less 0.42 m of stride, of which the allowance for bodies beyond legs counts 0.12 m
      const [quick] = nearest([walker(1.42, 1, 0.1)]);
      expect(quick?.gap.distance).toBeCloseTo(1.2 - 0.42 + 0.12, 9);
      expect(quick?.place).toEqual({ x: 1.5, y: 0 });
      expect(nearest([walker(1.42, -1, 0.1)])[0]?.gap.distance).toBeCloseTo(0.9, 9);
    });

    it("is nearer the faster somebody walks along the gap, or the less that is known", () => {
      // 0.2 m to the sides and 0.25 s of the speed
      expect(nearest([walker(1.45, 0.2)])[0]?.gap.distance).toBeCloseTo(1.2 - 0.25 + 0.12, 9);
      expect(nearest([walker(1.45, 0.2, 0.2)])[0]?.gap.distance).toBeCloseTo(1.2 - 0.325 + 0.12, 9);
    });

    it("is the point that was seen where that is nearer", () => {
      const [leg] = nearest([walker(1.2, 0.2)]);
      expect(leg?.gap.distance).toBeCloseTo(0.9, 9);
      expect(leg?.place).toEqual({ x: 1.2, y: 0 });
    });

    it("never lies within the robot", () => {
      const near: Obstacle = {
        ...at("moving", 0.5),
        motion: { velocity: { x: -1, y: 0 }, deviation: 0, centre: { x: 0.4, y: 0 } },
      };
      expect(nearest([near])[0]?.gap.distance).toBe(0);
    });

    it("is not foreseen for what stands", () => {
      const stands: Obstacle = { ...walker(1.42, 1), kind: "standing" };
      expect(nearest([stands])[0]?.gap.distance).toBeCloseTo(1.12, 9);
    });
  });
});
