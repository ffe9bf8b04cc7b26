import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import { POINTS, RADIUS90, STEP, futuresOf } from "../../src/theory-of-mind/futures.ts";
import type { Kinematics } from "../../src/theory-of-mind/kinematics.ts";
import { PLAIN, play, restless, walker, type Walker } from "./tracking/stage.ts";

/** Normalised squared error of (x, y, vx, vy) [1]; 4 on average when the covariance is true. */
function normalisedError({ x, y, vx, vy, covariance }: Kinematics, truth: Walker): number {
  const error = [truth.x - x, truth.y - y, truth.vx - vx, truth.vy - vy];
  const m = Array.from({ length: 4 }, (_, i) => [...covariance.slice(4 * i, 4 * i + 4), error[i]!]);
  for (let i = 0; i < 4; i++) {
    for (let j = i + 1; j < 4; j++) {
      const f = m[j]![i]! / m[i]![i]!;
      for (let k = i; k < 5; k++) {
        m[j]![k]! -= f * m[i]![k]!;
      }
    }
  }
  return m.reduce((sum, row, i) => sum + row[4]! ** 2 / row[i]!, 0);
}

/** Errors of every confirmed track against the walker it belongs to. */
function errors(
  script: typeof restless | undefined,
  noise: number,
  seed: number,
): readonly number[] {
  const walkers = Array.from({ length: 4 }, (_, k) =>
    walker(k - 2, 3 * k - 5, script ? 0.6 : 0.3, 0),
  );
  const truths: Walker[][] = [];
  const keep = (
    at: number,
    all: readonly Walker[],
    random: Parameters<typeof restless>[2],
  ): void => {
    script?.(at, all, random);
    truths.push(all.map((one) => ({ ...one })));
  };
  const frames = play(
    { ...PLAIN, walkers, noise, misses: 0.1, script: keep, range: 30 },
    script ? 100 : 12,
    seed,
  );
  return frames
    .slice(10)
    .flatMap(({ crowd }, k) =>
      crowd.tracks
        .filter(({ sightings, missed }) => sightings > 8 && missed === 0)
        .map(({ kinematics }) =>
          Math.min(
            ...truths[k + 10]!.filter(
              (one) => Math.hypot(one.x - kinematics.x, one.y - kinematics.y) < 1,
            ).map((one) => normalisedError(kinematics, one)),
          ),
        ),
    )
    .filter(Number.isFinite);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

describe("covariances of tracks", () => {
  it("are honest for people who change their mind: mean normalised error between 2 and 6 of 4", () => {
    for (const noise of [0.06, 0.12]) {
      const all = [1, 2, 3].flatMap((seed) => errors(restless, noise, seed));

      expect(mean(all)).toBeGreaterThan(2);
      expect(mean(all)).toBeLessThan(6);
      expect(all.filter((one) => one > 18.5).length / all.length).toBeLessThan(0.05);
    }
  });

  it("are never too small for people who just walk on", () => {
    const all = [1, 2, 3, 4].flatMap((seed) => errors(undefined, 0.08, seed));

    expect(mean(all)).toBeLessThan(4);
    expect(mean(all)).toBeGreaterThan(1);
  });
});

describe("futuresOf", () => {
  const sure = (vx: number): Kinematics => ({
    x: 1,
    y: 2,
    vx,
    vy: 0,
    covariance: Array.from({ length: 16 }, () => 0),
  });

  it.each([0, 0.1, 0.3, 1.4])(
    "is a mixture over 4.8 s that grows less sure, at %s m/s",
    (speed) => {
      const futures = futuresOf(sure(speed));

      expect(futures.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
      for (const { points, radius90 } of futures) {
        expect(points).toHaveLength(POINTS);
        expect([...radius90].every((one, k) => k === 0 || one > radius90[k - 1]!)).toBe(true);
      }
      expect(futures[0]!.points.at(-1)).toMatchObject({ y: 2 });
      expect(futures[0]!.points.at(-1)!.x).toBeCloseTo(
        1 + (speed < 0.25 ? 0 : speed) * STEP * POINTS,
        9,
      );
    },
  );

  it("turns left to the left and slows without turning back", () => {
    const [keep, slow, left, right] = futuresOf(sure(1));

    expect(left!.points[11]!.y).toBeGreaterThan(2.3);
    expect(right!.points[11]!.y).toBeCloseTo(4 - left!.points[11]!.y, 9);
    expect(slow!.points[11]!.x).toBeLessThan(keep!.points[11]!.x - 1);
    expect(slow!.points.every((one, k) => k === 0 || one.x > slow!.points[k - 1]!.x)).toBe(true);
  });

  it("has a radius that holds nine in ten of what it assumes", () => {
    const random = createRandom(4);
    const held = Array.from(
      { length: 20_000 },
      () => Math.hypot(random.normal(), random.normal()) < RADIUS90,
    );

    expect(held.filter(Boolean).length / held.length).toBeCloseTo(0.9, 2);
  });
});
