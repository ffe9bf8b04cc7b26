import { piecesOf } from "./read-recording.ts";
import { type RecordedDecision, readDecision } from "./decision.ts";
import { LOG_VERSION } from "./decision-log.ts";
import { check, type Head, START } from "./hash-chain.ts";
import { isRecord, ShapeError } from "./shape.ts";

/** One record of a decision log, or the first thing that is wrong with it. After trouble nothing more comes. */
export type LogRecord =
  | { readonly kind: "start"; readonly about: string; readonly head: Head }
  | {
      readonly kind: "decision";
      readonly decision: RecordedDecision;
      /** ROS time [s]. */
      readonly time: number;
      readonly head: Head;
    }
  | { readonly kind: "end"; readonly decisions: number; readonly head: Head }
  | { readonly kind: "trouble"; readonly record: number; readonly sentence: string };

/**
 * The records of a decision log, each checked against the chain before it is handed out.
 * @param pieces - What stands in the file.
 * @throws RecordingError when the file cannot be read.
 */
export function* readDecisionLog(
  path: string,
  pieces: Iterable<Uint8Array> = piecesOf(path),
): Generator<LogRecord> {
  let head = START;
  for (const { line, ended } of linesOf(pieces)) {
    const number = head.records + 1;
    const trouble = (sentence: string): LogRecord => ({
      kind: "trouble",
      record: number,
      sentence: `record ${number} of ${path} ${sentence}`,
    });
    if (ended === "cut") {
      yield trouble("was cut short");
      return;
    }
    const link = check(head, line);
    if (link.state === "broken") {
      yield trouble(link.trouble);
      return;
    }
    const record = parse(link.body, link.head);
    if (typeof record === "string") {
      yield trouble(record);
      return;
    }
    if ((record.kind === "start") !== (head === START)) {
      yield trouble("stands where it cannot stand");
      return;
    }
    head = link.head;
    yield record;
  }
}

function parse(body: string, head: Head): LogRecord | string {
  try {
    const value: unknown = JSON.parse(body);
    const kind = isRecord(value) ? value["kind"] : undefined;
    if (!isRecord(value)) {
      return "is no object";
    }
    if (kind === "start") {
      return value["version"] === LOG_VERSION
        ? { kind, about: String(value["about"]), head }
        : `is of version ${String(value["version"])}, and ${LOG_VERSION} can be read`;
    }
    if (kind === "end") {
      return { kind, decisions: Number(value["decisions"]), head };
    }
    return kind === "decision"
      ? { kind, decision: readDecision(value["decision"]), time: Number(value["time"]), head }
      : "is of a kind nobody knows";
  } catch (error) {
    return error instanceof ShapeError ? `is no record: ${error.message}` : "is no JSON";
  }
}

type Line = { readonly line: Uint8Array; readonly ended: "whole" | "cut" };

const BREAK = 10;

function* linesOf(pieces: Iterable<Uint8Array>): Generator<Line> {
  let rest = new Uint8Array(0);
  for (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(BREAK); end !== -1; end = bytes.indexOf(BREAK, start)) {
      yield { line: bytes.subarray(start, end), ended: "whole" };
      start = end + 1;
    }
    rest = new Uint8Array(bytes.subarray(start));
  }
  if (rest.length > 0) {
    yield { line: rest, ended: "cut" };
  }
}
