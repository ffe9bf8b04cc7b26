/**
 * Two 32-bit digests of the bits of numbers, put together to one integer below 2^53. Equal content has equal digests; by
 * chance alone two contents share one once in 10^15. FNV-1a over words (Fowler, Noll & Vo), twice, with the mixing
 * steps of MurmurHash3 (Appleby, public domain). Not against forgery: it tells a living sensor from a repeated one.
 */
export function digestOf(words: Uint32Array): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (const word of words) {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ word, 0x85ebca6b);
    b = (b << 13) | (b >>> 19);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return ((a ^ (a >>> 12)) >>> 0) * 2 ** 21 + ((b ^ (b >>> 13)) >>> 11);
}

/** The bits of ranges, as they lie in memory. */
export function wordsOf(ranges: Float32Array): Uint32Array {
  return new Uint32Array(ranges.buffer, ranges.byteOffset, ranges.length);
}
