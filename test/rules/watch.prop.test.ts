import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../support/sample-size.ts";
import { bareRule, watched } from "../../src/cli/soak/rules/compare.ts";
import { drawFormula, drawTrace, TICK } from "../../src/cli/soak/rules/draw.ts";
import type { Trace } from "../../src/cli/soak/rules/oracle.ts";
import { createRandom, type Random } from "../../src/quantity/random.ts";
import { type Formula, partsOf, signalsOf } from "../../src/rules/formula.ts";
import { isKnown, type Signals } from "../../src/rules/signal.ts";
import { begin, type Finding, prepare, watch } from "../../src/rules/watch.ts";

type Drawn = { readonly formula: Formula; readonly trace: Trace; readonly random: Random };

const drawn = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })).map((seed): Drawn => {
  const random = createRandom(seed);
  return { formula: drawFormula(random, 1 + random.index(4)), trace: drawTrace(random), random };
});

const RUNS = { numRuns: sampleSize(200, 30) };

function looksAtSamples(formula: Formula): boolean {
  return formula.kind === "previously" || partsOf(formula).some(looksAtSamples);
}

/** Every sample said twice: at its own moment and once more before the next one. */
function repeated({ samples, ...rest }: Trace): Trace {
  const more = samples.flatMap((sample, at) => {
    const next = samples[at + 1]?.tick ?? sample.tick + 1;
    const middle = sample.tick + Math.floor((next - sample.tick) / 2);
    return middle > sample.tick ? [sample, { tick: middle, signals: sample.signals }] : [sample];
  });
  return { ...rest, samples: more, hold: 1e6 };
}

function filled(signals: Signals, random: Random): Signals {
  return {
    person_distance: isKnown(signals, "person_distance")
      ? signals.person_distance
      : random.between(0, 3),
    speed: isKnown(signals, "speed") ? signals.speed : random.between(0, 3),
    people: isKnown(signals, "people") ? signals.people : random.index(5),
    driver: signals.driver ?? (random.chance(0.5) ? "teleop" : "autonomy"),
  };
}

describe("a watch", () => {
  it("finds the same however often a value is said again while it lasts", () => {
    fc.assert(
      fc.property(drawn, ({ formula, trace }) => {
        fc.pre(!looksAtSamples(formula));
        const endless = { ...trace, hold: 1e6 };
        const twice = repeated(trace);
        const found = watched(formula, twice);
        const own = found.filter((_, at) =>
          endless.samples.some(({ tick }) => tick === twice.samples[at]?.tick),
        );

        expect(own).toEqual(watched(formula, endless));
      }),
      RUNS,
    );
  });

  it("is never surer than it could be: what was unknown may have been anything", () => {
    fc.assert(
      fc.property(drawn, ({ formula, trace, random }) => {
        const silent = { ...trace, hold: 1e6 };
        const whole = {
          ...silent,
          samples: trace.samples.map(({ tick, signals }) => ({
            tick,
            signals: filled(signals, random),
          })),
        };
        const want = watched(formula, whole);

        watched(formula, silent).forEach(({ verdict, margin, marginAtBest }, at) => {
          expect(margin).toBeLessThanOrEqual(want[at]?.margin ?? NaN);
          expect(marginAtBest).toBeGreaterThanOrEqual(want[at]?.marginAtBest ?? NaN);
          expect(["unknown", want[at]?.verdict]).toContain(verdict);
        });
      }),
      RUNS,
    );
  });

  it("turns every verdict and margin round when the formula is negated", () => {
    const opposite = { kept: "broken", broken: "kept", unknown: "unknown" } as const;
    fc.assert(
      fc.property(drawn, ({ formula, trace: drawnTrace }) => {
        const trace = { ...drawnTrace, past: "unknown" as const };
        const negated = watched({ kind: "not", of: formula }, trace);

        expect(negated.map(({ verdict }) => verdict)).toEqual(
          watched(formula, trace).map(({ verdict }) => opposite[verdict]),
        );
      }),
      RUNS,
    );
  });

  it("tells truth and margin that agree", () => {
    fc.assert(
      fc.property(drawn, ({ formula, trace }) => {
        for (const { verdict, margin, marginAtBest } of watched(formula, trace)) {
          expect(margin).toBeLessThanOrEqual(marginAtBest);
          expect(margin > 0 ? verdict : "").toBe(margin > 0 ? "kept" : "");
          expect(marginAtBest < 0 ? verdict : "").toBe(marginAtBest < 0 ? "broken" : "");
        }
      }),
      RUNS,
    );
  });

  it("does not depend on when its clock began, nor on the rules beside a rule", () => {
    fc.assert(
      fc.property(drawn, ({ formula, trace }) => {
        const rule = bareRule(formula, trace.past);
        const prepared = prepare({ rules: [rule, rule], hold: trace.hold * TICK });
        let state = begin(prepared);
        const found = trace.samples.map(({ tick, signals }) => {
          const step = watch(prepared, state, signals, (tick + 64_000) * TICK);
          state = step.watch;
          return step.findings;
        });
        const told = ({ verdict, margin, marginAtBest }: Finding): unknown => ({
          verdict,
          margin,
          marginAtBest,
        });

        expect(found.map(([first]) => told(first!))).toEqual(watched(formula, trace));
        expect(found.map(([, second]) => told(second!))).toEqual(watched(formula, trace));
      }),
      { numRuns: sampleSize(100, 30) },
    );
  });

  it("draws formulas of every kind over every signal", () => {
    const kinds = new Set<string>();
    const names = new Set<string>();
    const visit = (formula: Formula): void => {
      kinds.add(formula.kind);
      partsOf(formula).forEach(visit);
    };
    fc.assert(
      fc.property(drawn, ({ formula }) => {
        visit(formula);
        signalsOf(formula).forEach((name) => names.add(name));
      }),
    );

    expect(kinds.size).toBe(10);
    expect(names.size).toBe(4);
  });
});
