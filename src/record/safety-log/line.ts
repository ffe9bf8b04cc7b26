import { hash } from "node:crypto";
import type { Seconds } from "../../quantity/time.ts";
import type { Head } from "../hash-chain.ts";
import { classNamed, type RetentionClass } from "./retention.ts";

/**
 * One line of the safety log: its place, its time, its retention class and its body, chained to the line before:
 *
 * `{"hash":H,"number":N,"time":T,"class":C,"body":{…}}`
 *
 * H is SHA-256 in hexadecimal over the hash before, the text from `"number"` to the class, and the SHA-256 of the body.
 * So the body of a record that is over its age can go, `"pruned":` its hash instead of `"body":`, and the chain still
 * says that nothing else changed.
 */
export type LogRecord = {
  readonly number: number;
  /** System clock [s since 1970]. */
  readonly time: Seconds;
  readonly class: RetentionClass;
  /** JSON text; undefined where it was pruned. */
  readonly body: string | undefined;
  /** The chain up to here. */
  readonly head: Head;
};

function sha256(text: string | Uint8Array): string {
  return hash("sha256", text, "hex");
}

function chain(previous: string, middle: string, bodyHash: string): string {
  return sha256(`${previous},${middle},${bodyHash}`);
}

/** Microseconds are as fine as a system clock is [1/s]. */
const FINENESS = 1e6;

function timeText(time: Seconds): string {
  return String(Number.isFinite(time) ? Math.round(time * FINENESS) / FINENESS : 0);
}

/** The next line, with its line break, and the chain's new head. A time that is no number is written as 0. */
export function writeLine(
  head: Head,
  time: Seconds,
  kept: RetentionClass,
  body: string,
): { readonly line: string; readonly head: Head } {
  const number = head.records + 1;
  const middle = `"number":${number},"time":${timeText(time)},"class":"${kept}"`;
  const next = chain(head.hash, middle, sha256(body));
  return {
    line: `{"hash":"${next}",${middle},"body":${body}}\n`,
    head: { records: number, hash: next },
  };
}

const FORM =
  /^\{"hash":"(?<hash>[0-9a-f]{64})",(?<middle>"number":(?<number>\d{1,15}),"time":(?<time>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?),"class":"(?<kept>[a-z]+)"),(?:"body":(?<body>\{.*\})|"pruned":"(?<pruned>[0-9a-f]{64})")\}$/s;

type Parts = {
  readonly hash: string;
  readonly middle: string;
  readonly number: string;
  readonly time: string;
  readonly kept: string;
  /** One letter a byte. */
  readonly body: string | undefined;
  readonly pruned: string | undefined;
};

/** The parts of a line; undefined when it is no line of a log. */
function partsOf(line: Uint8Array): Parts | undefined {
  const letters = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString("latin1");
  return FORM.exec(letters)?.groups as Parts | undefined;
}

function bytesOf(body: string): Buffer {
  return Buffer.from(body, "latin1");
}

/** A line that follows the one before, or what is wrong with it as the end of a sentence. */
export type ReadLine =
  | ({ readonly state: "sound" } & LogRecord)
  | { readonly state: "broken"; readonly trouble: string };

function broken(trouble: string): ReadLine {
  return { state: "broken", trouble };
}

/** Reads a line, without its line break, against the chain before it. Every byte of it counts. */
export function readLine(before: Head, line: Uint8Array): ReadLine {
  const parts = partsOf(line);
  if (parts === undefined) {
    return broken("is no record: it was changed, or cut short");
  }
  const number = Number(parts.number);
  if (number !== before.records + 1) {
    return broken(
      `is numbered ${number}, and ${before.records + 1} comes here: a record was removed, added or moved`,
    );
  }
  const bytes = bytesOf(parts.body ?? "");
  if (chain(before.hash, parts.middle, parts.pruned ?? sha256(bytes)) !== parts.hash) {
    return broken("was changed after it was written, or does not follow the record before it");
  }
  const kept = classNamed(parts.kept);
  return kept === undefined
    ? broken(`is of a class nobody knows, '${parts.kept}'`)
    : {
        state: "sound",
        number,
        time: Number(parts.time),
        class: kept,
        body: parts.body === undefined ? undefined : bytes.toString("utf8"),
        head: { records: number, hash: parts.hash },
      };
}

/** The body a line claims to have, whether or not it follows anything; undefined when it is no line of a log. */
export function claimedBody(line: Uint8Array): string | undefined {
  const body = partsOf(line)?.body;
  return body === undefined ? undefined : bytesOf(body).toString("utf8");
}

/** The same line, with its line break, without its body; undefined when it has none or is no line of a log. */
export function pruneLine(line: Uint8Array): string | undefined {
  const parts = partsOf(line);
  return parts?.body === undefined
    ? undefined
    : `{"hash":"${parts.hash}",${parts.middle},"pruned":"${sha256(bytesOf(parts.body))}"}\n`;
}

/** The place in the chain that a line names. */
export function placeOf(line: Uint8Array): Head | undefined {
  const parts = partsOf(line);
  return parts && { records: Number(parts.number), hash: parts.hash };
}
