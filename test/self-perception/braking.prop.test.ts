import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Braking } from "../../src/self-perception/braking.ts";
import { stoppingDistance, stoppingOf, stoppingTime } from "../../src/self-perception/stopping.ts";
import { drive, stopAndGo } from "./drive.ts";
import { evenly } from "../support/evenly.ts";

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("measured braking", () => {
  it("recovers latency and deceleration within 10 % and stays on the careful side", () => {
    let careful = 0;
    let runs = 0;
    fc.assert(
      fc.property(
        evenly(0.06, 0.3),
        evenly(0.6, 3),
        fc.integer({ min: 1, max: 1000 }),
        (latency, braking, seed) => {
          const truth = { latency, braking, acceleration: 1.5, top: 1.2, noise: 0.01 };

          const { self } = drive(truth, stopAndGo(8, 1.2), 64, { seed, commandRate: 25 }).at(-1)!;

          const { brakings } = self.watch;
          expect(brakings.length).toBeGreaterThanOrEqual(7);
          expect(mean(brakings.map((one) => one.deceleration)) / braking).toBeCloseTo(1, 1);
          expect(Math.abs(mean(brakings.map((one) => one.latency!)) - latency)).toBeLessThan(
            0.1 * latency + 0.002,
          );
          expect(self.stopping.braking).toBeGreaterThan(0.85 * braking);
          runs++;
          careful += self.stopping.braking <= braking && self.stopping.latency >= latency ? 1 : 0;
        },
      ),
      { numRuns: 40 },
    );
    expect(careful / runs).toBeGreaterThan(0.9);
  });

  it.each([
    [0.8, 0.8],
    [1.6, 1.6],
  ])("takes ramps of %s m/s² that the base follows for a lower bound", (slope, shown) => {
    const truth = { latency: 0.1, braking: 2, acceleration: 1.5, top: 1.2, noise: 0.01 };
    const ramp = (at: number): number => Math.max(0, 1.2 - slope * Math.max(0, (at % 8) - 4));

    const { self } = drive(truth, ramp, 64).at(-1)!;

    expect(new Set(self.watch.brakings.map(({ kind }) => kind))).toEqual(new Set(["follow"]));
    expect(self.stopping.braking).toBeGreaterThan(0.85 * shown);
    expect(self.stopping.braking).toBeLessThanOrEqual(Math.max(shown, truth.braking));
    expect(self.stopping.latency).toBeGreaterThan(0.08);
    expect(self.stopping.latency).toBeLessThanOrEqual(0.2);
  });

  it("measures drops while it still gains speed, and does not mind commands that waver", () => {
    const truth = { latency: 0.1, braking: 2, acceleration: 1.5, top: 1.2, noise: 0.005 };
    const waver = (at: number): number => 1.15 + 0.03 * Math.sin(9 * at);
    const plan = (at: number): number => (at % 3 < 0.7 ? waver(at) : 0);

    const { self } = drive(truth, plan, 45).at(-1)!;

    const { brakings } = self.watch;
    expect(brakings.length).toBeGreaterThanOrEqual(10);
    expect(Math.abs(mean(brakings.map(({ deceleration }) => deceleration)) - 2)).toBeLessThan(0.2);
    expect(mean(brakings.map(({ latency }) => latency!))).toBeCloseTo(0.1, 1);
  });

  it("forgets good brakings at once when the brakes fail", () => {
    const good: Braking[] = Array.from({ length: 10 }, () => ({
      deceleration: 2,
      latency: 0.1,
      kind: "limit",
    }));

    const stopping = stoppingOf([...good, { deceleration: 0.4, latency: 0.5, kind: "limit" }], {
      braking: 1,
      latency: 0.2,
    });

    expect(stopping.braking).toBeLessThanOrEqual(0.4);
    expect(stopping.latency).toBeGreaterThanOrEqual(0.5);
  });

  it("expects of brakes that vary what nine in ten brakings reach, though the latest were good", () => {
    const brakings = [1.2, 1.9, 1.3, 2.1, 1.4, 2, 2, 2].map((deceleration, k): Braking => ({
      deceleration,
      latency: 0.1 + 0.01 * k,
      kind: "limit",
    }));

    const stopping = stoppingOf(brakings, { braking: 1, latency: 0.2 });

    expect(stopping.braking).toBeLessThan(1.35);
    expect(stopping.braking).toBeGreaterThan(1);
    expect(stopping.latency).toBeGreaterThan(0.165);
  });

  it("does not let one strange braking spoil the others", () => {
    const brakings = [2, 2, 7.2, 1.98, 2.02, 2, 1.97].map((deceleration): Braking => ({
      deceleration,
      latency: 0.06,
      kind: "limit",
    }));

    const stopping = stoppingOf(brakings, { braking: 1, latency: 0.2 });

    expect(stopping.braking).toBeGreaterThan(1.9);
    expect(stopping.braking).toBeLessThan(2);
  });

  it("believes four fifths of what is declared before three brakings were seen", () => {
    const strong: Braking = { deceleration: 5, latency: 0.01, kind: "limit" };

    const stopping = stoppingOf([strong, strong], { braking: 1, latency: 0.2 });

    expect(stopping).toEqual({ braking: 0.8, latency: 0.2, brakings: 2 });
  });
});

describe("stopping distance and time", () => {
  it("grow with speed and fall with braking", () => {
    fc.assert(
      fc.property(evenly(0, 3), evenly(0, 1), evenly(0.1, 5), evenly(0, 1), (v, dv, b, latency) => {
        const stopping = { braking: b, latency, brakings: 0 };
        const worse = { braking: b / 2, latency: latency + 0.1, brakings: 0 };

        expect(stoppingDistance(v + dv, stopping)).toBeGreaterThanOrEqual(
          stoppingDistance(v, stopping),
        );
        expect(stoppingDistance(v, worse)).toBeGreaterThanOrEqual(stoppingDistance(v, stopping));
        expect(stoppingTime(v, worse)).toBeGreaterThanOrEqual(stoppingTime(v, stopping));
      }),
    );
    expect(stoppingDistance(1, { braking: 2, latency: 0.1, brakings: 0 })).toBeCloseTo(0.35, 12);
    expect(stoppingTime(0, { braking: 2, latency: 0.1, brakings: 0 })).toBe(0);
  });
});
