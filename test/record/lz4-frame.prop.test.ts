import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compressFrame, decompressFrame } from "../../src/record/lz4-frame.ts";
import { xxh32 } from "../../src/record/xxh32.ts";

const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);
/** Bytes that repeat: pieces of a small stock, over and over. */
const repetitive = fc
  .tuple(
    fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 }),
    fc.array(fc.nat(), { maxLength: 300 }),
  )
  .map(([stock, choice]) =>
    Uint8Array.from(choice.flatMap((i) => [...(stock[i % stock.length] ?? [])])),
  );

describe("xxh32", () => {
  it.each([
    ["", 0x02cc5d05],
    ["a", 0x550d7456],
    ["abc", 0x32d153ff],
    ["Nobody inspects the spammish repetition", 0xe2293b2f],
  ])("of '%s' is as published", (letters, hash) => {
    expect(xxh32(text(letters))).toBe(hash);
  });
});

describe("an LZ4 frame", () => {
  it("gives every byte back", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 3000 }), repetitive), (bytes) => {
        const frame = compressFrame(bytes);
        expect(Buffer.from(decompressFrame(frame, bytes.length)).equals(bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 4, 11, 12, 13, 14, 15, 16, 255, 270, 271, 65_535, 65_536, 70_000, 5_000_000])(
    "of %i equal bytes is small and gives them back",
    (length) => {
      const bytes = new Uint8Array(length).fill(7);
      const frame = compressFrame(bytes);
      expect(frame.length).toBeLessThan(40 + length / 200);
      expect(Buffer.from(decompressFrame(frame, length)).equals(bytes)).toBe(true);
    },
  );

  it("never grows by more than its own frame", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 5000, size: "max" }), (bytes) => {
        expect(compressFrame(bytes).length).toBeLessThanOrEqual(bytes.length + 15);
      }),
    );
  });

  it("that is damaged is an error or other bytes, and never hangs or writes outside", () => {
    const bytes = text("the command is slowed to 60 %: somebody is too near. ".repeat(40));
    const frame = compressFrame(bytes);
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const hurt = Uint8Array.from(frame);
        hurt[at] = (hurt[at] ?? 0) ^ mask;
        try {
          expect(decompressFrame(hurt, bytes.length)).toHaveLength(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
