import type { KeyObject } from "node:crypto";
import { type Head, START } from "../hash-chain.ts";
import { ShapeError } from "../shape.ts";
import { type Anchor, isSigned, readAnchor, writeAnchor } from "./anchor.ts";
import { parseBody } from "./entry.ts";
import type { FileStart } from "./file-start.ts";
import { HEAD_FILE, type LogFileName, logFiles, readBeside } from "./log-folder.ts";
import { type Read, readLog, sha256Hex } from "./read-log.ts";

/** Where a log ended, and how: what its next file begins with. */
export type LastPlace = Pick<FileStart, "log" | "previous" | "before" | "torn" | "tornHash"> & {
  /** Number of the last file [1]; 0 for none. */
  readonly file: number;
  /** For a person; empty when there is nothing to say. */
  readonly sentence: string;
};

/**
 * Looks where the log in a folder ended, in its last file, and whether that is where its signed head says it did.
 * @param key - The robot's public key.
 * @param fresh - Name of a log that begins now.
 * @throws RecordingError when it cannot be read.
 */
export function findLastPlace(folder: string, key: KeyObject, fresh: string): LastPlace {
  const last = logFiles(folder).at(-1);
  const head = readHead(folder, key);
  const nothing: LastPlace = {
    log: fresh,
    file: 0,
    previous: START,
    before: "first",
    torn: 0,
    tornHash: "",
    sentence: "",
  };
  if (last === undefined) {
    return head === "missing" ? nothing : damaged(nothing, `${HEAD_FILE} is there, and no file is`);
  }
  const { place, heads } = readLast(folder, last, nothing);
  if (typeof head === "string") {
    return damaged(place, `${HEAD_FILE} ${head === "missing" ? "is missing" : head}`);
  }
  const there = heads.get(head.number);
  if (head.log !== place.log || head.number > place.previous.records) {
    return damaged(
      place,
      `${HEAD_FILE} says that record ${head.number} was written, and the log ends with record ${place.previous.records}`,
    );
  }
  return there === undefined || there === head.hash
    ? place
    : damaged(place, `record ${head.number} is not the one that was signed`);
}

function damaged(place: LastPlace, sentence: string): LastPlace {
  return { ...place, before: "damaged", torn: 0, tornHash: "", sentence };
}

/** The signed head beside the log, or what is wrong with it. */
export function readHead(folder: string, key: KeyObject): Anchor | string {
  const text = readBeside(folder, HEAD_FILE);
  if (text === undefined) {
    return "missing";
  }
  try {
    const anchor = readAnchor(text);
    return isSigned(anchor, key) && text === `${writeAnchor(anchor)}\n`
      ? anchor
      : "is not signed by this robot";
  } catch (error) {
    return `is no signed head: ${error instanceof ShapeError ? error.message : String(error)}`;
  }
}

type Last = { readonly place: LastPlace; readonly heads: ReadonlyMap<number, string> };

function readLast(folder: string, last: LogFileName, nothing: LastPlace): Last {
  let place: LastPlace = { ...nothing, file: last.number, before: "killed" };
  const heads = new Map<number, string>();
  const keep = ({ records, hash }: Head): unknown => heads.set(records, hash);
  for (const read of readLog(folder, [last])) {
    place = follow(place, read);
    if (read.kind === "start") {
      keep(read.start.previous);
    }
    if (read.kind === "start" || read.kind === "record") {
      keep(read.record.head);
    }
  }
  return { place, heads };
}

/** What the body of a record says of how its file ends. */
function ending(body: string | undefined, before: FileStart["before"]): FileStart["before"] {
  const kind = body === undefined ? "" : parseBody(body)["kind"];
  return kind === "end" ? "closed" : kind === "checkpoint" ? before : "killed";
}

function follow(place: LastPlace, read: Read): LastPlace {
  if (read.kind === "torn") {
    return place;
  }
  if (read.kind !== "trouble") {
    const log = read.kind === "start" ? read.start.log : place.log;
    const before = ending(read.record.body, place.before);
    return { ...place, log, previous: read.record.head, before };
  }
  const torn = { torn: read.rest.length, tornHash: sha256Hex(read.rest) };
  return isTail(read.rest)
    ? {
        ...place,
        ...torn,
        before: "torn",
        sentence: `${read.rest.length} bytes of a record that was never finished stand at the end of ${read.spot.file}`,
      }
    : damaged(place, `line ${read.spot.line} of ${read.spot.file} ${read.trouble}`);
}

/** Whether these bytes can be what a crash leaves: no whole line of a log behind the place where it broke. */
function isTail(rest: Uint8Array): boolean {
  return !Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength).includes('\n{"hash":"');
}
