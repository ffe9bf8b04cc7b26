import { closeSync, openSync, readSync } from "node:fs";
import { DataError } from "../evaluation.ts";

/** Read at once [byte]. */
const CHUNK = 1 << 20;

/**
 * The lines of a file of any length, a piece of it in memory at a time.
 * @throws DataError when it cannot be read.
 */
export function* linesOf(file: string): Generator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(CHUNK);
  const from = open(file);
  let rest = "";
  try {
    for (let count = -1; count !== 0;) {
      count = readSync(from, buffer);
      const pieces = (rest + decoder.decode(buffer.subarray(0, count), { stream: true })).split(
        "\n",
      );
      rest = pieces.pop() ?? "";
      yield* pieces;
    }
  } finally {
    closeSync(from);
  }
  yield rest;
}

function open(file: string): number {
  try {
    return openSync(file, "r");
  } catch {
    throw new DataError(`${file}: there are no answers that can be read`);
  }
}
