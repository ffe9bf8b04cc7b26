import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimatesOf, numbersOf } from "../../../src/theory-of-mind/feeling/estimate.ts";
import { evenly } from "../../support/evenly.ts";
import { anyPass, anySign, liveThrough, type Pass } from "./walk.ts";

const passes = fc.array(anyPass, { minLength: 1, maxLength: 15 });
/** What rounding may do [1]. */
const ROUNDING = 1e-9;

/** The same encounter with the robot always nearer, and always faster. */
function harder(pass: Pass, share: number, faster: number): Pass {
  const { person } = pass;
  return {
    person: { ...person, x: person.x * share, y: person.y * share },
    vx: pass.vx * faster,
    vy: pass.vy * faster,
  };
}

describe("feelingsAfter", () => {
  it("never leaves anybody better off for a robot that was nearer and faster all along", () => {
    fc.assert(
      fc.property(passes, evenly(0, 1), evenly(1, 3), anyPass, (life, share, faster, other) => {
        const companion = { ...other.person, id: "b" };
        const hard = life.map((pass) => harder(pass, share, faster));

        const easy = liveThrough(life, companion).of.get("a")!;
        const worse = liveThrough(hard, companion).of.get("a")!;

        const [before, after] = [numbersOf(easy), numbersOf(worse)];
        expect(after.comfort).toBeLessThanOrEqual(before.comfort + ROUNDING);
        expect(after.startle).toBeGreaterThanOrEqual(before.startle - ROUNDING);
        expect(after.stress).toBeGreaterThanOrEqual(before.stress - ROUNDING);
        expect(after.distress).toBeGreaterThanOrEqual(before.distress - ROUNDING);
        expect(worse.habit).toBeLessThanOrEqual(easy.habit + ROUNDING);
      }),
      { numRuns: 1000 },
    );
  });

  it("tells shares of one, each within its own interval, whatever happens", () => {
    fc.assert(
      fc.property(passes, fc.array(fc.option(anySign), { maxLength: 15 }), (life, signs) => {
        const shown = life.map((pass, k) => ({
          ...pass,
          person: { ...pass.person, sign: signs[k] ?? undefined },
        }));

        for (const { value, low, high } of estimatesOf(liveThrough(shown).of.get("a")!)) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(value + ROUNDING);
          expect(value).toBeLessThanOrEqual(high + ROUNDING);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("cares no less when distress may be feigned: only the interval grows downwards", () => {
    fc.assert(
      fc.property(passes, anySign, evenly(-4, 4), evenly(0, 8), (life, sign, feigned, more) => {
        const shown = life.map((pass) => ({ ...pass, person: { ...pass.person, sign } }));
        const feeling = liveThrough(shown).of.get("a")!;

        const [honest, doubted] = [feigned, feigned + more].map((odds) =>
          estimatesOf({ ...feeling, feigned: odds }).find(({ what }) => what === "distress"),
        );

        expect(doubted!.value).toBe(honest!.value);
        expect(doubted!.high).toBe(honest!.high);
        expect(doubted!.low).toBeLessThanOrEqual(honest!.low + ROUNDING);
      }),
    );
  });
});
