import { createHash } from "node:crypto";

/** A place in a chain: how many records there are up to here, and the hash over all of them. */
export type Head = { readonly records: number; readonly hash: string };

/** Before the first record. */
export const START: Head = { records: 0, hash: "0".repeat(64) };

const OPEN = '{"body":';
const PREVIOUS = ',"previous":"';
const HASH = '","hash":"';
const CLOSE = '"}';
const DIGEST = 64;
const TAIL = PREVIOUS.length + DIGEST + HASH.length + DIGEST + CLOSE.length;

function digest(previous: string, body: string | Uint8Array): string {
  return createHash("sha256").update(previous).update(body).digest("hex");
}

/** The next line of a chain and its new head. The hash is SHA-256 over the hash before, in hexadecimal, and the body. */
export function extend(head: Head, body: string): { readonly line: string; readonly head: Head } {
  const hash = digest(head.hash, body);
  return {
    line: `${OPEN}${body}${PREVIOUS}${head.hash}${HASH}${hash}${CLOSE}\n`,
    head: { records: head.records + 1, hash },
  };
}

/** A line of a chain that is as it was written, or what is wrong with it as the end of a sentence. */
export type Link =
  | { readonly state: "sound"; readonly body: string; readonly head: Head }
  | { readonly state: "broken"; readonly trouble: string };

/** Checks one line, without its line break, against the head before it. Every byte of the line counts. */
export function check(head: Head, line: Uint8Array): Link {
  const end = line.length - TAIL;
  const letters = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const envelope =
    end > OPEN.length
      ? letters.toString("latin1", 0, OPEN.length) + letters.toString("latin1", end)
      : "";
  const body = line.subarray(OPEN.length, Math.max(end, OPEN.length));
  const hash = digest(head.hash, body);
  if (envelope === `${OPEN}${PREVIOUS}${head.hash}${HASH}${hash}${CLOSE}`) {
    return {
      state: "sound",
      body: letters.toString("utf8", OPEN.length, end),
      head: { records: head.records + 1, hash },
    };
  }
  const follows = envelope.startsWith(`${OPEN}${PREVIOUS}${head.hash}${HASH}`);
  return {
    state: "broken",
    trouble: follows
      ? "was changed after it was written"
      : "does not follow the record before it: one was changed, removed, added or moved here",
  };
}
