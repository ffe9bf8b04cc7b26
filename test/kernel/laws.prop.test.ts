import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import {
  along,
  FREE,
  type Limit,
  meet,
  shareInside,
  shrink,
  STOP,
} from "../../src/kernel/limit.ts";
import { observe, SILENT, type State } from "../../src/kernel/observe.ts";
import type { Twist } from "../../src/quantity/frame.ts";
import { healthy, NOW, SETTINGS } from "../support/kernel-facts.ts";

/** Numbers lean on the corners: zero on each axis, what is not a number, the infinitely large and small. */
const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(0, -0, 1e-300, 5e-324) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308) },
);
const twist: fc.Arbitrary<Twist> = fc.record({ vx: number, vy: number, wz: number });
const age = fc.oneof(
  fc.double({ min: -0.1, max: 0.6, noNaN: true }),
  fc.constantFrom(0, NaN, -5, 1e9),
);
const dated = { received: age.map((a) => NOW - a), stampAge: age };
const bound = fc.record({
  x: number,
  y: number,
  turn: number,
  atMost: number,
  because: fc.constant("protective-separation" as const),
  source: fc.constant("thing"),
});
const bounds = fc.array(bound, { maxLength: 4 });
const stopCause = fc.constantFrom("human-veto", "supervisor-restarted", "internal-fault");

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    kind: fc.constant("command"),
    driver: fc.constantFrom("teleop", "autonomy"),
    twist,
    ...dated,
  }),
  fc.record({ kind: fc.constant("body"), twist, ...dated }),
  fc.record({
    kind: fc.constant("separation"),
    speed: number,
    because: fc.constant("protective-separation"),
    source: fc.constant("scan"),
    bounds,
    trouble: fc.constantFrom("", "", "", "scan-frozen", "scan-blind"),
    ...dated,
  }),
  fc.record({
    kind: fc.constant("advice"),
    source: fc.constantFrom("harm", "minds"),
    about: fc.constant("p7"),
    speed: number,
    spin: number,
    bounds,
    ...dated,
  }),
  fc.record({
    kind: fc.constant("publishers"),
    foreign: fc.constantFrom("", "", "/rogue"),
    received: fc.constant(NOW),
  }),
  fc.record({
    kind: fc.constant("veto"),
    asserted: fc.constantFrom("asserted", "released"),
    by: fc.constant("x"),
    received: fc.constant(NOW),
  }),
  fc.record({
    kind: fc.constant("stop"),
    because: stopCause,
    by: fc.constant("x"),
    received: fc.constant(NOW),
  }),
  fc.record({ kind: fc.constant("reset"), by: fc.constant("x"), received: fc.constant(NOW) }),
  fc.record({ kind: fc.constant("resume"), by: fc.constant("x"), received: fc.constant(NOW) }),
  fc.record({
    kind: fc.constant("given"),
    twist: fc.record({
      vx: fc.double({ min: -1, max: 1, noNaN: true }),
      vy: fc.constant(0),
      wz: fc.constant(0),
    }),
    received: dated.received,
  }),
);

const start = healthy({ vx: 0.5, wz: 0.2 });
const history = fc.array(fact, { maxLength: 12 }).map((facts) => facts.reduce(observe, start));
const limit: fc.Arbitrary<Limit> = fc.record({
  speed: fc.double({ min: 0, max: 3, noNaN: true }),
  spin: fc.double({ min: 0, max: 3, noNaN: true }),
  bounds: fc.array(
    bound.map((b) => ({
      ...b,
      x: b.x > -9 && b.x < 9 ? b.x : 1,
      y: 0,
      turn: 0,
      atMost: Math.abs(b.atMost) || 0,
    })),
    { maxLength: 3 },
  ),
});
const finiteTwist = fc.record({
  vx: fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3, noNaN: true })),
  vy: fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3, noNaN: true })),
  wz: fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3, noNaN: true })),
});

/** Rounding of one multiplication [1]. */
const ULP = 1e-12;

const sizeOf = (t: Twist): number => Math.max(Math.abs(t.vx), Math.abs(t.vy), Math.abs(t.wz));
const allowed = (state: State): Twist => decide(state, NOW).given;

describe("the kernel's laws", () => {
  it("gives only finite numbers", () => {
    fc.assert(fc.property(history, (state) => Number.isFinite(sizeOf(allowed(state)))));
  });

  it("never adds motion and never turns it round", () => {
    fc.assert(
      fc.property(history, (state) => {
        const { asked, given } = decide(state, NOW);
        for (const axis of ["vx", "vy", "wz"] as const) {
          expect(Math.abs(given[axis])).toBeLessThanOrEqual(Math.abs(asked[axis]));
          expect(given[axis] * asked[axis]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("keeps what it gives inside the limit it names", () => {
    fc.assert(
      fc.property(history, (state) => {
        const { given, limit: within } = decide(state, NOW);
        expect(Math.hypot(given.vx, given.vy)).toBeLessThanOrEqual(within.speed * (1 + ULP));
        expect(Math.abs(given.wz)).toBeLessThanOrEqual(within.spin * (1 + ULP));
        for (const b of within.bounds) {
          expect(along(b, given)).toBeLessThanOrEqual(b.atMost + ULP);
        }
      }),
    );
  });

  it("never exceeds its ceilings", () => {
    fc.assert(
      fc.property(history, (state) => {
        const given = allowed(state);
        expect(Math.hypot(given.vx, given.vy)).toBeLessThanOrEqual(SETTINGS.speed * (1 + ULP));
        expect(Math.abs(given.wz)).toBeLessThanOrEqual(SETTINGS.spin * (1 + ULP));
      }),
    );
  });

  it("stands still after a veto, whatever else it is told, unless a human resets and resumes", () => {
    const others = fact.filter((f) => f.kind !== "resume");
    fc.assert(
      fc.property(history, fc.array(others, { maxLength: 10 }), (state, facts) => {
        const vetoed = observe(state, {
          kind: "veto",
          asserted: "asserted",
          by: "x",
          received: NOW,
        });
        expect(sizeOf(allowed(facts.reduce(observe, vetoed)))).toBe(0);
      }),
    );
  });

  it("explains exactly what it changed", () => {
    fc.assert(
      fc.property(history, (state) => {
        const { asked, given, reasons } = decide(state, NOW);
        const changed = given.vx !== asked.vx || given.vy !== asked.vy || given.wz !== asked.wz;
        if (changed) {
          expect(reasons.length).toBeGreaterThan(0);
        } else if (sizeOf(asked) > 0) {
          expect(reasons).toEqual([]);
        }
      }),
    );
  });

  it("is never moved more by advice than without it", () => {
    fc.assert(
      fc.property(history, (state) => {
        const without = { ...state, advice: { harm: undefined, minds: undefined } };
        expect(decide(state, NOW).scale).toBeLessThanOrEqual(decide(without, NOW).scale);
      }),
    );
  });

  it("is never moved more by one more bound", () => {
    fc.assert(
      fc.property(bounds, bound, (few, more) => {
        const scaleWith = (list: readonly (typeof more)[]): number =>
          decide(
            healthy({ vx: 0.5, vy: 0.1, wz: 0.2 }, { ...start.separation!, bounds: list }),
            NOW,
          ).scale;
        expect(scaleWith([...few, more])).toBeLessThanOrEqual(scaleWith(few));
      }),
    );
  });

  it("answers the same twice", () => {
    fc.assert(
      fc.property(history, (state) => {
        expect(decide(state, NOW)).toEqual(decide(state, NOW));
      }),
    );
  });

  it("never throws while it is told its first facts", () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 20 }), (facts) => {
        expect(sizeOf(decide(facts.reduce(observe, SILENT), NOW).given)).toBe(0);
      }),
    );
  });
});

describe("meet", () => {
  it("does not care for order, grouping or repetition", () => {
    fc.assert(
      fc.property(limit, limit, limit, finiteTwist, (a, b, c, t) => {
        const share = (l: Limit): number => shareInside(t, l);
        expect(share(meet(a, b))).toBe(share(meet(b, a)));
        expect(share(meet(a, meet(b, c)))).toBe(share(meet(meet(a, b), c)));
        expect(share(meet(a, a))).toBe(share(a));
        expect(share(meet(a, FREE))).toBe(share(a));
        expect(share(meet(a, b))).toBe(Math.min(share(a), share(b)));
      }),
    );
  });

  it("keeps every motion out when one side is a stop", () => {
    fc.assert(
      fc.property(limit, finiteTwist, (a, t) => {
        expect(sizeOf(shrink(t, shareInside(t, meet(a, STOP))))).toBe(0);
      }),
    );
  });
});
