import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY, extend, nextChange, slide, worthOf } from "../../src/rules/sliding.ts";
import type { Truth } from "../../src/rules/truth.ts";

const truth = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 3 }))
  .map(([least, more]): Truth => ({ least, most: least + more }));

const stretch = fc.record({ length: fc.integer({ min: 1, max: 6 }), left: truth, right: truth });

type Past = { readonly end: number; readonly left: Truth; readonly right: Truth };

/** What the window is worth, stretch by stretch. */
function plainly(past: readonly Past[], of: "least" | "most"): number {
  const inside = past.map(({ right }, at) =>
    Math.min(right[of], ...past.slice(at).map(({ left }) => left[of])),
  );
  return Math.max(-Infinity, ...inside);
}

describe("a sliding window", () => {
  it("is worth what its stretches are, whatever left it", () => {
    const span = fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constant(Infinity));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 40 }), span, (stretches, length) => {
        let window = EMPTY;
        let now = 0;
        const past: Past[] = [];
        for (const { length: lasts, left, right } of stretches) {
          window = extend(window, length, now + lasts, left, right);
          now += lasts;
          past.push({ end: now, left, right });
          window = slide(window, length, now);
          const inside = past.filter(({ end }) => end + length > now);

          expect(worthOf(window).least).toBe(plainly(inside, "least"));
          expect(worthOf(window).most).toBe(plainly(inside, "most"));
        }
      }),
    );
  });

  it("changes at the moment it names, and not before", () => {
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 20 }), (stretches) => {
        let window = EMPTY;
        let now = 0;
        for (const { length, left, right } of stretches) {
          now += length;
          window = extend(window, 30, now, left, right);
        }
        const at = nextChange(window, 30);
        const before = slide(window, 30, at - 0.5);

        expect(before).toBe(window);
        expect(slide(window, 30, at)).not.toBe(window);
      }),
    );
  });

  it("is empty in the end, and never changes then", () => {
    const one = { least: 1, most: 1 };
    const gone = slide(extend(EMPTY, 2, 1, one, one), 2, 3);

    expect(gone.old).toBeUndefined();
    expect(gone.young).toBeUndefined();
    expect(nextChange(gone, 2)).toBe(Infinity);
    expect(worthOf(gone)).toEqual({ least: -Infinity, most: -Infinity });
  });

  it("remembers no stretch that can never count again, and a single one for an endless window", () => {
    const of = (value: number): Truth => ({ least: value, most: value });
    let rising = EMPTY;
    let endless = EMPTY;
    for (let at = 1; at <= 100; at++) {
      rising = extend(rising, 1000, at, of(Infinity), of(at));
      endless = extend(endless, Infinity, at, of(-at), of(-at));
    }

    expect(rising.young?.older).toBeUndefined();
    expect(endless.young).toBeUndefined();
    expect(worthOf(endless).least).toBe(-100);
    expect(endless.old?.newer).toBeUndefined();
  });
});
