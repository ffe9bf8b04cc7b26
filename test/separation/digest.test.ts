import { describe, expect, it } from "vitest";
import { digestOf, wordsOf } from "../../src/separation/digest.ts";

describe("a digest", () => {
  it("is the same on every machine, so that a recording is judged as it was", () => {
    // worked out by hand with integers of any length
    expect(digestOf(Uint32Array.of())).toBe(939191938142931);
    expect(digestOf(Uint32Array.of(1, 2, 3))).toBe(8943422513697736);
  });

  it("changes with every single bit, and is an integer below 2^53", () => {
    const words = Uint32Array.from({ length: 40 }, (_, k) => 77_777 * k);
    const seen = new Set([digestOf(words)]);
    for (let word = 0; word < words.length; word++) {
      for (let bit = 0; bit < 32; bit++) {
        const flipped = words.slice();
        flipped[word] = (flipped[word] ?? 0) ^ (1 << bit);
        seen.add(digestOf(flipped));
      }
    }
    expect(seen.size).toBe(1 + 40 * 32);
    expect([...seen].every((digest) => Number.isSafeInteger(digest) && digest >= 0)).toBe(true);
  });

  it("depends on the order", () => {
    expect(digestOf(Uint32Array.of(1, 2))).not.toBe(digestOf(Uint32Array.of(2, 1)));
  });

  it("takes the ranges of a part of a message for what they are", () => {
    const whole = Float32Array.of(1, 2, 3, 4);
    expect(wordsOf(whole.subarray(1, 3))).toEqual(wordsOf(Float32Array.of(2, 3)));
  });
});
