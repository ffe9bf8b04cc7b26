import { compressFrame, decompressFrame } from "./lz4-frame.ts";

/** How chunks of a recording are compressed: as every reader of MCAP understands it. */
export const COMPRESSION = "lz4";

/** The records of a chunk, compressed. */
export function compressChunk(records: Uint8Array): Uint8Array {
  return compressFrame(records);
}

/** What undoes each compression a chunk of ours may have, for readers of `@mcap/core`. */
export const DECOMPRESS: {
  readonly [name: string]: (records: Uint8Array, size: bigint) => Uint8Array;
} = { lz4: (records, size) => decompressFrame(records, Number(size)) };
