import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type Verdict } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import { along, FREE, type Limit, meet, share, STOP } from "../../src/kernel/limit.ts";
import { observe, SILENT, type State } from "../../src/kernel/observe.ts";
import { ACTIONS, CAUSES, type ReasonId, severity } from "../../src/kernel/reason.ts";
import { shrink, speedOf, type Twist } from "../../src/quantity/frame.ts";
import { clear, healthy, NOW, SETTINGS, verdictOn } from "../support/kernel-facts.ts";

const REASON_IDS = Object.keys(CAUSES) as ReasonId[];
const severityOf = ({ action }: Verdict): number => ACTIONS.indexOf(action);

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
const reason = fc.constantFrom(...REASON_IDS);
const received = fc.constant(NOW);
const by = fc.constant("x");
const human = REASON_IDS.filter((id) => CAUSES[id].clear === "human");

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    kind: fc.constant("command"),
    driver: by,
    by: fc.constantFrom("human", "program"),
    twist,
    ...dated,
  }),
  fc.record({ kind: fc.constant("body"), twist, ...dated }),
  fc.record({
    kind: fc.constant("restriction"),
    source: fc.constantFrom("scan", "zones", "braking", "harm", "minds", "operator"),
    speed: number,
    spin: number,
    because: reason,
    about: by,
    bounds,
    trouble: fc.oneof({ weight: 4, arbitrary: fc.constant("" as const) }, reason),
    ...dated,
  }),
  fc.record({
    kind: fc.constant("check"),
    id: fc.constant("second-publisher"),
    wrong: fc.constantFrom("", "", "/rogue"),
    received: dated.received,
  }),
  fc.record({
    kind: fc.constant("switch"),
    because: fc.constantFrom("human-veto", "hardware-stop"),
    asserted: fc.constantFrom("asserted", "released"),
    by,
    received,
  }),
  fc.record({ kind: fc.constant("stop"), because: fc.constantFrom(...human), by, received }),
  fc.record({ kind: fc.constant("reset"), by, received }),
  fc.record({ kind: fc.constant("resume"), by, received }),
  fc.record({
    kind: fc.constant("given"),
    twist: fc.record({
      vx: fc.double({ min: -1, max: 1, noNaN: true }),
      vy: fc.constant(0),
      wz: fc.constant(0),
    }),
    latching: fc.oneof({ weight: 6, arbitrary: fc.constant("" as const) }, reason),
    by,
    received: dated.received,
  }),
);

const history = fc
  .array(fact, { maxLength: 12 })
  .map((facts) => facts.reduce(observe, healthy({ vx: 0.5, wz: 0.2 })));
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

  it("names no margin that is not a number", () => {
    fc.assert(
      fc.property(history, (state) => {
        const { stops, reasons } = decide(state, NOW);
        return [...stops, ...reasons].every(({ margin }) => !Number.isNaN(margin));
      }),
    );
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
          kind: "switch",
          because: "human-veto",
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

  it.each(["harm", "minds", "operator"] as const)(
    "is never moved more by what %s says than without it",
    (source) => {
      fc.assert(
        fc.property(history, (state) => {
          const others = Object.entries(state.restrictions).filter(([name]) => name !== source);
          const without = decide({ ...state, restrictions: Object.fromEntries(others) }, NOW);
          const verdict = decide(state, NOW);
          expect(verdict.scale).toBeLessThanOrEqual(without.scale);
          expect(severityOf(verdict)).toBeGreaterThanOrEqual(severityOf(without));
        }),
      );
    },
  );

  it("is never moved more by one more bound", () => {
    fc.assert(
      fc.property(bounds, bound, (few, more) => {
        const scaleWith = (list: readonly (typeof more)[]): number =>
          verdictOn({ vx: 0.5, vy: 0.1, wz: 0.2 }, { ...clear, bounds: list }).scale;
        expect(scaleWith([...few, more])).toBeLessThanOrEqual(scaleWith(few));
      }),
    );
  });

  it("does as the most severe of its stops says", () => {
    fc.assert(
      fc.property(history, (state) => {
        const verdict = decide(state, NOW);
        const worst = Math.max(0, ...verdict.stops.map(({ id }) => severity(id)));
        expect(severityOf(verdict)).toBe(worst);
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

const shareInside = (t: Twist, { speed, spin, bounds: lines }: Limit): number =>
  Math.min(
    share(speed, speedOf(t)),
    share(spin, Math.abs(t.wz)),
    ...lines.map((line) => share(line.atMost, along(line, t))),
  );

describe("meet", () => {
  it("does not care for order, grouping or repetition", () => {
    fc.assert(
      fc.property(limit, limit, limit, finiteTwist, (a, b, c, t) => {
        const part = (l: Limit): number => shareInside(t, l);
        expect(part(meet([a, b]))).toBe(part(meet([b, a])));
        expect(part(meet([a, meet([b, c])]))).toBe(part(meet([meet([a, b]), c])));
        expect(part(meet([a, a]))).toBe(part(a));
        expect(part(meet([a, FREE]))).toBe(part(a));
        expect(part(meet([a, b]))).toBe(Math.min(part(a), part(b)));
      }),
    );
  });

  it("keeps every motion out when one side is a stop", () => {
    fc.assert(
      fc.property(limit, finiteTwist, (a, t) => {
        expect(sizeOf(shrink(t, shareInside(t, meet([a, STOP]))))).toBe(0);
      }),
    );
  });
});
