import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hear, isAlive, type Settings, SILENT } from "../../src/deadman/deadman.ts";
import { evenly } from "../support/evenly.ts";

const SETTINGS: Settings = { timeout: 0.1, stampTimeout: 0.2, futureTolerance: 0.05 };

const steps = fc.array(
  fc.record({
    wait: evenly(0, 0.15),
    age: fc.oneof(evenly(-0.2, 0.5), fc.constant(NaN)),
    speed: fc.oneof(evenly(-1, 1), fc.constant(NaN)),
  }),
  { maxLength: 60 },
);

describe("the deadman", () => {
  it("never lives longer than the time-out after a command that was finite, fresh and new", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let deadman = SILENT;
        let now = 100;
        let last = -Infinity;
        let newest = -Infinity;
        for (const { wait, age, speed } of all) {
          now += wait;
          const stamp = now - age;
          const counts = Number.isFinite(speed) && age <= 0.2 && age >= -0.05 && stamp > newest;
          expect(isAlive(deadman, now, SETTINGS)).toBe(now - last < 0.1);
          const moment = { now, time: now };
          const result = hear(deadman, { components: [speed], stamp }, moment, SETTINGS);
          deadman = result.deadman;
          last = counts ? now : Number.isNaN(speed) ? -Infinity : last;
          newest = counts ? stamp : newest;
          expect(result.fault === undefined).toBe(counts);
        }
      }),
    );
  });
});
