import { compressBlock, decompressBlock, largestBlock } from "./lz4-block.ts";
import { xxh32 } from "./xxh32.ts";

/**
 * LZ4 frames (github.com/lz4/lz4, doc/lz4_Frame_format.md), which MCAP calls `lz4`. Written: one block of up to 4 MiB
 * after the other, each by itself. Read: any frame without a dictionary.
 */

const MAGIC = 0x184d2204;
/** Version 1, blocks by themselves; blocks of at most 4 MiB. */
const FLAGS = 0b0110_0000;
const SIZES = 0b0111_0000;
const LARGEST = 4 << 20;
/** A block with this bit is not compressed. */
const PLAIN = 0x8000_0000;

/** A block of size zero ends the frame. */
const END = 0;

const HEADER = 7;

/** The bytes as one LZ4 frame. */
export function compressFrame(bytes: Uint8Array): Uint8Array {
  const blocks = Math.ceil(bytes.length / LARGEST);
  const out = new Uint8Array(HEADER + 4 + largestBlock(bytes.length) + 20 * blocks);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  out[4] = FLAGS;
  out[5] = SIZES;
  out[6] = (xxh32(out.subarray(4, 6)) >>> 8) & 0xff;
  let to = HEADER;
  for (let from = 0; from < bytes.length; from += LARGEST) {
    const block = bytes.subarray(from, from + LARGEST);
    const size = compressBlock(block, out.subarray(to + 4));
    if (size < block.length) {
      view.setUint32(to, size, true);
      to += 4 + size;
    } else {
      view.setUint32(to, block.length + PLAIN, true);
      out.set(block, to + 4);
      to += 4 + block.length;
    }
  }
  view.setUint32(to, END, true);
  return out.subarray(0, to + 4);
}

/**
 * What a frame was made of.
 * @param size - How many bytes that is.
 * @throws RangeError when the frame is damaged, or needs a dictionary.
 */
export function decompressFrame(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const { at: first, hasBlockSums } = readHeader(view);
  const out = new Uint8Array(size);
  let at = first;
  let to = 0;
  for (let word = view.getUint32(at, true); word !== END; word = view.getUint32(at, true)) {
    const length = word % PLAIN;
    const block = frame.subarray(at + 4, at + 4 + length);
    if (word >= PLAIN) {
      out.set(block, to);
      to += block.length;
    } else {
      to = decompressBlock(block, out, to);
    }
    at += 4 + length + (hasBlockSums ? 4 : 0);
  }
  if (to !== size) {
    throw new RangeError(`an LZ4 frame is damaged: it holds ${to} bytes, and not ${size}`);
  }
  return out;
}

function readHeader(view: DataView): { readonly at: number; readonly hasBlockSums: boolean } {
  const flags = view.getUint8(4);
  if (view.getUint32(0, true) !== MAGIC || flags >> 6 !== 1 || (flags & 1) === 1) {
    throw new RangeError("an LZ4 frame is damaged: its beginning is not that of one");
  }
  return { at: HEADER + ((flags & 8) === 0 ? 0 : 8), hasBlockSums: (flags & 16) !== 0 };
}
