import { describe, expect, it } from "vitest";
import { drawCase } from "../../../../src/cli/soak/separation/draw-case.ts";
import { isFree } from "../../../../src/cli/soak/separation/fixtures.ts";
import { worldFileOf } from "../../../../src/cli/soak/separation/world-file.ts";
import { readWorld } from "../../../../src/world/scenario/read.ts";

const CASES = Array.from({ length: 400 }, (_, seed) => drawCase(seed, 12));

describe("the cases of the separation campaign", () => {
  it("are the same for the same seed", () => {
    expect(drawCase(7, 12)).toEqual(drawCase(7, 12));
    expect(drawCase(8, 12)).not.toEqual(drawCase(7, 12));
  });

  it("are worlds that can be read", () => {
    for (const one of CASES.slice(0, 50)) {
      expect(readWorld(worldFileOf(one), "case.yaml").ok).toBe(true);
    }
  });

  it("spread over all that is to be varied", () => {
    const spread = (of: (one: (typeof CASES)[number]) => number): readonly [number, number] => [
      Math.min(...CASES.map(of)),
      Math.max(...CASES.map(of)),
    ];
    const [leastLatency, mostLatency] = spread(({ base }) => base.latency);
    const [leastBraking, mostBraking] = spread(({ base }) => base.braking);

    expect(leastLatency).toBeLessThan(0.005);
    expect(mostLatency).toBeGreaterThan(0.145);
    expect(mostLatency).toBeLessThanOrEqual(0.15);
    expect(leastBraking / 1.8).toBeCloseTo(0.8, 1);
    expect(mostBraking / 1.8).toBeCloseTo(1.2, 1);
    expect(new Set(CASES.map(({ place }) => place)).size).toBe(3);
    expect(new Set(CASES.map(({ robot }) => robot)).size).toBe(2);
    expect(new Set(CASES.map(({ commander }) => commander)).size).toBe(2);
  });

  it("have walkers up to 1.6 m/s, from before, behind and both sides, who start in free places", () => {
    const walkers = CASES.flatMap(({ walkers: all, fixtures, start }) =>
      all.map((walker) => ({ ...walker, fixtures, robot: start })),
    );
    const quarters = new Set(
      walkers.map(({ start, robot }) => {
        const bearing = Math.atan2(start.y - robot.y, start.x - robot.x) - robot.yaw;
        return Math.floor((((bearing / (Math.PI / 2)) % 4) + 4) % 4);
      }),
    );

    expect(Math.max(...walkers.map(({ speed }) => speed))).toBeGreaterThan(1.55);
    expect(walkers.every(({ speed }) => speed <= 1.6)).toBe(true);
    expect(walkers.every(({ start, fixtures }) => isFree(start, fixtures, 0.39))).toBe(true);
    expect(quarters.size).toBe(4);
    expect(walkers.length).toBeGreaterThan(1.5 * CASES.length);
  });
});
