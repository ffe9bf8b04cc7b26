import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Head, START } from "../hash-chain.ts";
import { RecordingError } from "../recording-error.ts";
import { ShapeError } from "../shape.ts";
import { parseBody } from "./entry.ts";
import { type FileStart, readFileStart, SAFETY_LOG_VERSION } from "./file-start.ts";
import { claimedBody, type LogRecord, readLine } from "./line.ts";
import type { LogFileName } from "./log-folder.ts";

/** Where something stands in a log. */
export type Spot = { readonly file: string; readonly line: number };

/** What a safety log gives, in order. After trouble nothing more comes. */
export type Read =
  | {
      readonly kind: "start";
      readonly spot: Spot;
      readonly start: FileStart;
      readonly record: LogRecord;
    }
  | { readonly kind: "record"; readonly spot: Spot; readonly record: LogRecord }
  /** Bytes of no record at a file's end that the next file tells of. */
  | { readonly kind: "torn"; readonly spot: Spot; readonly bytes: number }
  | {
      readonly kind: "trouble";
      readonly spot: Spot;
      /** Number of the record that should be here [1]. */
      readonly record: number;
      /** What is wrong, as the end of a sentence. */
      readonly trouble: string;
      /** From here to the end of the file. */
      readonly rest: Uint8Array;
    };

const BREAK = 10;
const UNTOLD =
  "tells of bytes behind the last record of the file before it, and they are not there";

export function sha256Hex(bytes: Uint8Array): string {
  return hash("sha256", bytes, "hex");
}

/**
 * Reads files of a log, each record checked against the chain before it is handed out.
 * @param files - In the order of writing; the chain begins where the first of them says it does.
 * @throws RecordingError when a file cannot be read.
 */
export function* readLog(folder: string, files: readonly LogFileName[]): Generator<Read> {
  let head: Head | undefined;
  let torn = 0;
  let bytes: Buffer | undefined;
  for (const [at, { name }] of files.entries()) {
    const next = files[at + 1];
    const now = bytes ?? load(folder, name);
    const after = next === undefined ? undefined : load(folder, next.name);
    bytes = after;
    const told = torn;
    torn = 0;
    for (const read of readFile(name, now, head, after)) {
      if (read.kind === "start" && at > 0 && read.start.torn !== told) {
        yield { ...read, kind: "trouble", record: read.record.number, trouble: UNTOLD, rest: now };
        return;
      }
      yield read;
      if (read.kind === "trouble") {
        return;
      }
      torn = read.kind === "torn" ? read.bytes : 0;
      head = read.kind === "torn" ? head : read.record.head;
    }
  }
}

function load(folder: string, name: string): Buffer {
  const path = join(folder, name);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new RecordingError(path, error, "read");
  }
}

/** @param after - The file that follows, where there is one. */
function* readFile(
  file: string,
  bytes: Buffer,
  before: Head | undefined,
  after: Buffer | undefined,
): Generator<Read> {
  let head = before;
  let at = 0;
  let line = 1;
  while (at < bytes.length || line === 1) {
    const end = bytes.indexOf(BREAK, at);
    const letters = bytes.subarray(at, end === -1 ? bytes.length : end);
    const spot = { file, line };
    const read = end === -1 ? CUT : readOne(spot, letters, head);
    if (typeof read === "string") {
      const rest = bytes.subarray(at);
      yield isTold(rest, head, after)
        ? { kind: "torn", spot, bytes: rest.length }
        : { kind: "trouble", spot, record: (head?.records ?? 0) + 1, trouble: read, rest };
      return;
    }
    yield read;
    head = read.record.head;
    at = end + 1;
    line += 1;
  }
}

const CUT = "was cut short: by a crash, or by somebody";

type Sound = Extract<Read, { readonly record: LogRecord }>;

/** @returns What is wrong, as the end of a sentence, where it is not sound. */
function readOne(spot: Spot, letters: Uint8Array, before: Head | undefined): Sound | string {
  if (spot.line > 1) {
    const read = readLine(before ?? START, letters);
    return read.state === "sound" ? { kind: "record", spot, record: read } : read.trouble;
  }
  const start = startIn(letters);
  if (typeof start === "string") {
    return start;
  }
  const previous = before ?? start.previous;
  if (!isSame(previous, start.previous)) {
    return `carries on from record ${start.previous.records}, and the file before ends with record ${previous.records}: records were removed, added or written anew`;
  }
  const read = readLine(previous, letters);
  return read.state === "sound" ? { kind: "start", spot, start, record: read } : read.trouble;
}

/** Whether two places are one. */
export function isSame(a: Head, b: Head): boolean {
  return a.records === b.records && a.hash === b.hash;
}

/** The start of a file in its first line, or what is wrong with it as the end of a sentence. */
export function startIn(line: Uint8Array): FileStart | string {
  const body = claimedBody(line);
  if (body === undefined) {
    return "is not the start of a file: it was changed, removed or cut short";
  }
  try {
    const { version, ...start } = readFileStart(parseBody(body));
    return version === SAFETY_LOG_VERSION
      ? start
      : `is of version ${version}, and ${SAFETY_LOG_VERSION} can be read`;
  } catch (error) {
    return `is not the start of a file: ${error instanceof ShapeError ? error.message : String(error)}`;
  }
}

/** Whether the file that follows tells of these bytes behind the last record of this one. */
function isTold(rest: Uint8Array, head: Head | undefined, after: Buffer | undefined): boolean {
  const start = after === undefined ? "" : startIn(after.subarray(0, after.indexOf(BREAK)));
  return (
    typeof start !== "string" &&
    start.before === "torn" &&
    start.torn === rest.length &&
    start.tornHash === sha256Hex(rest) &&
    isSame(start.previous, head ?? START)
  );
}
