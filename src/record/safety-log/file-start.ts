import type { Head } from "../hash-chain.ts";
import { inOrder, readShape, type Shape, writerOf } from "../shape.ts";

/** Version of the form of the log. */
export const SAFETY_LOG_VERSION = 1;

/**
 * How the file before came to its end: `first`: there was none; `closed`: in order; `rotated`: it was full or its day
 * over; `killed`: its process ended at once, between two records; `torn`: inside a record, or the disk took only a part;
 * `damaged`: it is not as it was written, or its head is gone.
 */
export const BEFORE = ["first", "closed", "rotated", "killed", "torn", "damaged"] as const;

/** The first record of every file: it names its predecessor's head, so that the chain is carried over. */
export type FileStart = {
  readonly robot: string;
  /** Name of the log, the same in all its files. */
  readonly log: string;
  /** Number of this file, counted from 1. */
  readonly file: number;
  /** Where the chain was. */
  readonly previous: Head;
  /** The robot's public key, SPKI in base64. */
  readonly key: string;
  readonly before: (typeof BEFORE)[number];
  /** Bytes behind the last whole record of the file before, and their SHA-256: told, and never dropped [1]. */
  readonly torn: number;
  readonly tornHash: string;
  /** Records that could not be written before this file [1]. */
  readonly lost: number;
  readonly sentence: string;
};

const SHAPE: Shape = {
  fields: {
    kind: { oneOf: ["file"] },
    version: "number",
    ...inOrder({
      robot: "text",
      log: "text",
      file: "number",
      previous: { fields: { records: "number", hash: "text" } },
      key: "text",
      before: { oneOf: BEFORE },
      torn: "number",
      tornHash: "text",
      lost: "number",
      sentence: "text",
    }),
  },
};

const write = writerOf(SHAPE);

export function writeFileStart(start: FileStart): string {
  return write({ kind: "file", version: SAFETY_LOG_VERSION, ...start });
}

/**
 * The start in a parsed body.
 * @throws ShapeError with one sentence when it is none.
 */
export function readFileStart(body: unknown): FileStart & { readonly version: number } {
  return readShape(SHAPE, body, "the start of the file") as FileStart & {
    readonly version: number;
  };
}
