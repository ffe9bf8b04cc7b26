/**
 * LZ4 blocks (github.com/lz4/lz4, doc/lz4_Block_format.md): literals and copies of what came within the last 64 KiB.
 * Written here because nothing else is needed of LZ4 and no package that is looked after gives it without a compiler.
 */

/** Shortest copy, how far back it may reach, and what the end of a block must leave as literals [bytes]. */
const SHORTEST = 4;
const FARTHEST = 65_535;
const LAST_LITERALS = 5;
const LAST_COPY = 12;

const HASH_BITS = 14;

/** Largest size of a block that was made of so many bytes. */
export function largestBlock(length: number): number {
  return length + Math.ceil(length / 255) + 16;
}

/** Where four bytes were seen last; one table, cleared for every block. */
const seen = new Int32Array(1 << HASH_BITS);

function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/**
 * Compresses bytes into one block.
 * @param out - At least `largestBlock` bytes.
 * @returns How many of them were used.
 */
export function compressBlock(bytes: Uint8Array, out: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length;
  let [at, from, to] = [0, 0, 0];
  seen.fill(-1);
  while (at + LAST_COPY < end) {
    const word = view.getUint32(at, true);
    const slot = slotOf(word);
    const before = seen[slot] ?? -1;
    seen[slot] = at;
    if (before < 0 || at - before > FARTHEST || view.getUint32(before, true) !== word) {
      // The longer nothing repeats, the faster it goes on.
      at += 1 + ((at - from) >> 6);
      continue;
    }
    const length = repeated(bytes, before, at, end - LAST_LITERALS);
    to = writeSequence(bytes.subarray(from, at), at - before, length, out, to);
    at += length;
    from = at;
  }
  return writeLast(bytes.subarray(from), out, to);
}

function repeated(bytes: Uint8Array, before: number, at: number, end: number): number {
  let length = SHORTEST;
  while (at + length < end && bytes[before + length] === bytes[at + length]) {
    length += 1;
  }
  return length;
}

function writeSequence(
  literals: Uint8Array,
  offset: number,
  length: number,
  out: Uint8Array,
  start: number,
): number {
  const extra = length - SHORTEST;
  let to = writeLiterals(literals, Math.min(extra, 15), out, start);
  out[to++] = offset & 0xff;
  out[to++] = offset >> 8;
  if (extra >= 15) {
    to = writeLength(extra - 15, out, to);
  }
  return to;
}

function writeLast(literals: Uint8Array, out: Uint8Array, start: number): number {
  return writeLiterals(literals, 0, out, start);
}

function writeLiterals(literals: Uint8Array, low: number, out: Uint8Array, start: number): number {
  let to = start;
  out[to++] = (Math.min(literals.length, 15) << 4) | low;
  if (literals.length >= 15) {
    to = writeLength(literals.length - 15, out, to);
  }
  out.set(literals, to);
  return to + literals.length;
}

function writeLength(rest: number, out: Uint8Array, start: number): number {
  let to = start;
  let left = rest;
  for (; left >= 255; left -= 255) {
    out[to++] = 255;
  }
  out[to++] = left;
  return to;
}

/**
 * Gives back what a block was made of.
 * @param out - Where it goes; blocks of one frame may refer to what stands before `start` in it.
 * @returns Where it ends in `out`.
 * @throws RangeError when the block is damaged.
 */
export function decompressBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0;
  let to = start;
  const lengthFrom = (low: number): number => {
    let length = low;
    for (let more = low === 15 ? 255 : 0; more === 255; length += more) {
      more = byteAt(block, at++);
    }
    return length;
  };
  while (at < block.length) {
    const token = byteAt(block, at++);
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length || to + literals > out.length) {
      throw new RangeError("an LZ4 block is damaged: its literals do not fit");
    }
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at < block.length) {
      const offset = byteAt(block, at) | (byteAt(block, at + 1) << 8);
      at += 2;
      to = copy(out, to, offset, lengthFrom(token & 15) + SHORTEST);
    }
  }
  return to;
}

function byteAt(block: Uint8Array, at: number): number {
  const byte = block[at];
  if (byte === undefined) {
    throw new RangeError("an LZ4 block is damaged: it ends too early");
  }
  return byte;
}

/** A copy may overlap what it makes. */
function copy(out: Uint8Array, start: number, offset: number, length: number): number {
  if (offset === 0 || offset > start || start + length > out.length) {
    throw new RangeError("an LZ4 block is damaged: it copies what is not there");
  }
  for (let i = start; i < start + length; i++) {
    out[i] = out[i - offset] ?? 0;
  }
  return start + length;
}
