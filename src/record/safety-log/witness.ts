import type { KeyObject } from "node:crypto";
import type { Seconds } from "../../quantity/time.ts";
import type { Head } from "../hash-chain.ts";
import { ShapeError } from "../shape.ts";
import { type Anchor, isSigned, readAnchor } from "./anchor.ts";
import { parseBody, readEntry } from "./entry.ts";
import { MOST_UNSIGNED } from "./log-chain.ts";
import type { LogRecord } from "./line.ts";
import type { Read } from "./read-log.ts";
import { isOverAge, KEPT } from "./retention.ts";
import type { LogVerdict } from "./verify-log.ts";

/** Sees the records of a log go by, and remembers what a later one or an anchor may contradict. */
export class Witness {
  readonly #key: KeyObject;
  readonly #keyText: string;
  readonly #now: Seconds;
  /** Every place of the chain that went by, by its number. */
  readonly #heads = new Map<number, string>();
  /** Places that a checkpoint in the log signs. */
  readonly #signed = new Set<number>();
  readonly #notes: string[] = [];
  #first = 0;
  #head: Head | undefined;
  #begun: Seconds | undefined;
  #log = "";
  #lastSigned = 0;
  #pruned = 0;
  #ended: "no" | "unsigned" | "signed" = "no";

  constructor(key: KeyObject, keyText: string, now: Seconds) {
    this.#key = key;
    this.#keyText = keyText;
    this.#now = now;
  }

  /** Number of the last record seen [1]. */
  get records(): number {
    return this.#head?.records ?? 0;
  }

  /** When the first file was begun [s since 1970]. */
  get begun(): Seconds {
    return this.#begun ?? 0;
  }

  /** @returns What is wrong with it, as the end of a sentence. */
  see(read: Exclude<Read, { readonly kind: "trouble" }>): string | undefined {
    if (read.kind === "torn") {
      this.#notes.push(
        `${read.spot.file} ends with ${read.bytes} bytes of a record that was never finished, as the next file tells`,
      );
      return undefined;
    }
    if (read.kind === "start") {
      this.#begun ??= read.record.time;
      this.#ended = "no";
      const trouble = this.#seeStart(read);
      if (trouble !== undefined) {
        return trouble;
      }
    }
    const { head } = read.record;
    this.#first ||= head.records;
    this.#head = head;
    this.#heads.set(head.records, head.hash);
    return read.kind === "start" ? undefined : this.#seeRecord(read.record);
  }

  #seeStart({ start, spot }: Extract<Read, { readonly kind: "start" }>): string | undefined {
    const { previous, log, key, before, sentence, lost } = start;
    this.#head ??= previous;
    this.#heads.set(previous.records, previous.hash);
    if (this.#log !== "" && this.#log !== log) {
      return `belongs to the log ${log}, and the file before it to ${this.#log}`;
    }
    this.#log = log;
    if (before === "damaged") {
      return `tells that the log before it was damaged: ${sentence}`;
    }
    if (lost > 0) {
      this.#notes.push(`${lost} records could not be written before ${spot.file}: ${sentence}`);
    }
    return key === this.#keyText ? undefined : "names another key than that of the robot";
  }

  #seeRecord(record: LogRecord): string | undefined {
    if (record.body === undefined) {
      this.#pruned += 1;
      return isOverAge(record.class, record.time, this.#now)
        ? undefined
        : `lost its content ${Math.ceil(KEPT[record.class] / 86_400)} days too early: it is of class ${record.class}`;
    }
    try {
      return this.#seeBody(record, parseBody(record.body));
    } catch (error) {
      return `is no record: ${error instanceof ShapeError ? error.message : String(error)}`;
    }
  }

  #seeBody(record: LogRecord, body: { readonly [name: string]: unknown }): string | undefined {
    const kind = body["kind"];
    if (this.#ended !== "no" && kind !== "checkpoint") {
      return "comes after the end of its file";
    }
    if (kind === "checkpoint") {
      return this.#seeCheckpoint(readAnchor(record.body ?? ""));
    }
    if (kind === "end") {
      this.#ended = "unsigned";
      return undefined;
    }
    const entry = readEntry(body);
    if (entry === undefined) {
      return `is of a kind nobody knows, '${String(kind)}'`;
    }
    return entry.kept === record.class
      ? undefined
      : `is of class ${record.class}, and '${String(kind)}' is ${entry.kept}`;
  }

  #seeCheckpoint(anchor: Anchor): string | undefined {
    if (anchor.log !== this.#log || !isSigned(anchor, this.#key)) {
      return "is not signed by this robot";
    }
    if (this.#heads.get(anchor.number) !== anchor.hash) {
      return `signs another record ${anchor.number} than the one in the log`;
    }
    this.#signed.add(anchor.number);
    this.#lastSigned = Math.max(this.#lastSigned, anchor.number);
    this.#ended = this.#ended === "no" ? "no" : "signed";
    return undefined;
  }

  /** Whether the log runs through places that were kept outside of it. @returns What is wrong, as the end of a sentence. */
  passes(anchors: readonly Anchor[], last: "the last" | "an earlier one"): string | undefined {
    for (const anchor of anchors) {
      const trouble = this.#troubleWith(anchor, last);
      if (trouble !== undefined) {
        return trouble;
      }
    }
    const unsigned = this.records - this.#lastSigned;
    return unsigned > 2 * MOST_UNSIGNED && last === "the last"
      ? `ends with ${unsigned} records that nobody signed: it was not written by this robot`
      : undefined;
  }

  #troubleWith(anchor: Anchor, last: "the last" | "an earlier one"): string | undefined {
    const { number, hash, log } = anchor;
    if (log !== this.#log || !isSigned(anchor, this.#key)) {
      return `has an anchor for record ${number} that is not of this log or not signed by this robot`;
    }
    const here = this.#heads.get(number);
    if (here === undefined) {
      return number > this.records && last === "the last"
        ? `ends with record ${this.records}, and record ${number} was signed: its end was cut off`
        : undefined;
    }
    if (here !== hash) {
      return `has another record ${number} than the one that was signed: it was written anew`;
    }
    const isHere = number >= this.#first && this.#pruned === 0;
    return isHere && !this.#signed.has(number)
      ? `lacks the checkpoint that signs record ${number}: its end was cut off`
      : undefined;
  }

  blame(bad: NonNullable<LogVerdict["bad"]>, trouble: string): LogVerdict {
    const where = bad.line === undefined ? bad.file : `${bad.file}, line ${bad.line}`;
    const which = bad.record === undefined ? "" : ` (record ${bad.record})`;
    const sentence = `${where}${which} ${trouble}`;
    return {
      state: "broken",
      records: this.records,
      head: this.#head,
      bad,
      notes: this.#notes,
      sentence,
    };
  }

  conclude(last: "the last" | "an earlier one", folder: string): LogVerdict {
    const isWhole = last === "an earlier one" || this.#ended === "signed";
    const pruned =
      this.#pruned === 0
        ? []
        : [`${this.#pruned} records were over their age and lost their content`];
    const unsigned = this.records - this.#lastSigned;
    return {
      state: isWhole ? "whole" : "open",
      records: this.records,
      head: this.#head,
      bad: undefined,
      notes: [...this.#notes, ...pruned],
      sentence: isWhole
        ? `${folder} is whole up to record ${this.records}, hash ${this.#head?.hash ?? ""}`
        : `${folder} is sound up to record ${this.records} and has no end: it is still written, or its process was killed; its last ${unsigned} records are not signed yet, and only an anchor kept elsewhere would show a cut among them`,
    };
  }
}
