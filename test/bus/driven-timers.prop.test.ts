import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda } from "../../src/bus/agenda.ts";
import { DrivenTimers } from "../../src/bus/driven-timers.ts";

const period = fc.double({ min: 0.01, max: 2, noNaN: true });
const steps = fc.array(fc.double({ min: 0, max: 1.5, noNaN: true }), { maxLength: 60 });

describe("DrivenTimers", () => {
  it("calls once in every step that reaches a multiple of the period, however many it passes", () => {
    fc.assert(
      fc.property(
        period,
        steps,
        fc.double({ min: 0, max: 100, noNaN: true }),
        (length, jumps, start) => {
          const timers = new DrivenTimers((act) => act());
          let calls = 0;
          timers.every(start, length, () => calls++);
          let time = start;
          for (const jump of jumps) {
            const before = calls;
            const passed = Math.floor((time - start) / length + 1e-6);
            time += jump;
            timers.reach(time);
            const now = Math.floor((time - start) / length + 1e-6);
            const edge = Math.abs(((time - start) / length) % 1) < 1e-5;
            expect(calls - before).toBeLessThanOrEqual(1);
            if (!edge) {
              expect(calls - before).toBe(now > passed ? 1 : calls - before);
            }
          }
          expect(calls).toBeLessThanOrEqual(Math.floor((time - start) / length + 1e-6));
        },
      ),
    );
  });

  it("starts anew when its clock goes back", () => {
    const timers = new DrivenTimers((act) => act());
    const times: number[] = [];
    let time = 100;
    timers.every(time, 1, () => times.push(time));
    for (time of [100.5, 101, 250.2, 250.5, 251, 3, 3.9, 4, 4.5, 5]) {
      timers.reach(time);
    }
    expect(times).toEqual([101, 250.2, 251, 4, 5]);
  });

  it("calls a timer no more after its cancel, even in the same step", () => {
    const timers = new DrivenTimers((act) => act());
    let calls = 0;
    const first = timers.every(0, 1, () => second.cancel());
    const second = timers.every(0, 1, () => calls++);
    timers.reach(1);
    first.cancel();
    timers.reach(5);
    expect(calls).toBe(0);
    expect(timers.next()).toBe(Infinity);
  });

  it("goes on with a timer whose tick throws, where the guard lets it", () => {
    const timers = new DrivenTimers((act) => {
      try {
        act();
      } catch {
        // what a guard does
      }
    });
    let calls = 0;
    timers.every(0, 1, () => {
      calls++;
      throw new Error("thrown");
    });
    [1, 2, 3].forEach((time) => timers.reach(time));
    expect(calls).toBe(3);
  });
});

describe("Agenda", () => {
  it("takes things out by time, and equal times in the order they were added", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
        const agenda = new Agenda();
        const taken: [number, number][] = [];
        times.forEach((time, index) => agenda.add(time, () => taken.push([time, index])));
        while (agenda.next() < Infinity) {
          agenda.take()?.();
        }
        const expected = times.map((time, index) => [time, index]);
        expected.sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
        expect(taken).toEqual(expected);
        expect(agenda.take()).toBeUndefined();
      }),
    );
  });
});
