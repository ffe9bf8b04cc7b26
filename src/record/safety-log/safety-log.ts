import type { Seconds } from "../../quantity/time.ts";
import { type Head, START } from "../hash-chain.ts";
import type { RecordingError } from "../recording-error.ts";
import type { Anchor } from "./anchor.ts";
import { beginFile, type Ground, layOut, openGround } from "./begin-file.ts";
import { classOf, type Entry } from "./entry.ts";
import { HeadFile } from "./head-file.ts";
import { placeOf } from "./line.ts";
import { isOver, type LogChain } from "./log-chain.ts";
import { LogQueue } from "./log-queue.ts";
import type { Refusal } from "./log-file.ts";
import { FLUSH_PERIOD, isFull, LOOK_PERIOD, type SafetyLogOptions } from "./safety-log-options.ts";
import { sha256Hex } from "./read-log.ts";

type How = "to the system" | "to the disk";

/**
 * Opens the log of a robot's supervisor in a folder, and begins a new file that carries on the chain of the last one.
 * Never throws: what is wrong is told by `failing`, and tried again each second.
 * @param at - System clock now [s since 1970].
 */
export function openSafetyLog(folder: string, options: SafetyLogOptions, at: Seconds): SafetyLog {
  return new SafetyLog(folder, options, at);
}

/**
 * What a supervisor did and why, for people who ask afterwards: hash-chained, signed, append-only. No method throws or
 * waits for a disk; what cannot be written is counted, and told in the log as soon as it can be written again.
 */
export class SafetyLog {
  readonly #folder: string;
  readonly #options: SafetyLogOptions;
  readonly #headFile: HeadFile;
  #ground: Ground | undefined;
  #chain: LogChain | undefined;
  #state: "open" | "closed" = "open";
  #opened = "";
  #trouble = "";
  readonly #queue = new LogQueue();
  /** The chain up to what is in the file for certain. */
  #written: Head = START;
  #begunAt: Seconds = -Infinity;
  #flushedAt: Seconds = -Infinity;
  #lookedAt: Seconds;
  #tendedAt: Seconds;
  #again: How | undefined;

  /** Use `openSafetyLog`. */
  constructor(folder: string, options: SafetyLogOptions, at: Seconds) {
    this.#folder = folder;
    this.#options = options;
    this.#headFile = new HeadFile(folder, (anchor) => options.anchored?.(anchor));
    this.#lookedAt = at;
    this.#tendedAt = at;
    this.#begin(at);
  }

  /** How the log before was found, for a person; empty when it ended in order or there was none. */
  get opened(): string {
    return this.#opened;
  }

  /** Where the chain is. */
  get head(): Head {
    return this.#chain?.head ?? this.#ground?.last.previous ?? START;
  }

  /** The last signed place that is on the disk, as one line; empty when there is none. */
  get anchor(): string {
    return this.#headFile.anchor;
  }

  /** Why not everything is written now, in one sentence; empty when all is well. */
  failing(): string {
    if (this.#trouble !== "") {
      return this.#trouble;
    }
    return this.#queue.overflowing
      ? `${this.#folder} cannot be written as fast as records come`
      : this.#headFile.trouble;
  }

  /**
   * Takes an entry; it is put into words and linked with others of its tenth of a second, an act or a latch at once.
   * @param at - System clock now [s since 1970].
   */
  append(entry: Entry, at: Seconds): void {
    if (this.#chain === undefined) {
      this.#queue.lose(1);
      return;
    }
    const hasRoom = this.#queue.push(entry, at);
    if (this.#options.pace === "at once") {
      this.#flushNow("to the system");
    } else if (classOf(entry) !== "decision") {
      this.#flush("to the disk");
    } else if (!hasRoom) {
      this.#queue.link(this.#chain);
    }
  }

  /** Does what time demands: signs, writes, looks after the file. Call it in each period of the supervisor. */
  tend(at: Seconds): void {
    this.#tendedAt = at;
    const isLookDue = isOver(this.#lookedAt, LOOK_PERIOD, at);
    if (isLookDue) {
      this.#lookedAt = at;
    }
    const chain = this.#chain;
    if (chain === undefined) {
      if (isLookDue && this.#state === "open") {
        this.#begin(at);
      }
      return;
    }
    const isFlushDue = isOver(this.#flushedAt, FLUSH_PERIOD, at);
    if (isFlushDue) {
      this.#flushedAt = at;
      this.#queue.link(chain);
      this.#queue.tellLoss(chain, at);
      if (chain.isSigningDue(at)) {
        this.#sign(chain, at);
      }
    }
    if (isLookDue) {
      chain.file.verify((error) => {
        if (this.#chain === chain) {
          this.#breakOff(chain.head, error, "killed");
        }
      });
    }
    if (isFlushDue && chain.file.waiting) {
      this.#flush("to the system");
    }
    if (this.#isFull(chain) && this.#ground !== undefined) {
      this.#rotate(chain, this.#ground);
    }
  }

  /** Ends the log in order. Resolves when it is on the disk, or cannot be. */
  async close(at: Seconds): Promise<void> {
    while (this.#isBusy()) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.#state = "closed";
    const chain = this.#chain;
    if (chain !== undefined) {
      this.#queue.link(chain);
      this.#queue.tellLoss(chain, at);
      chain.add(at, "chain", '{"kind":"end"}');
      chain.sign(at);
      this.#flushNow("to the disk");
      this.#chain?.file.close();
      this.#ground = undefined;
      this.#chain = undefined;
    }
    this.#trouble = "the log is closed";
  }

  #isBusy(): boolean {
    const chain = this.#chain;
    return this.#headFile.writing || (chain !== undefined && (chain.file.writing || chain.signing));
  }

  #begin(at: Seconds): void {
    this.#attempt(() => {
      this.#ground ??= this.#lookBack();
      layOut(this.#folder, this.#ground.key);
      this.#carryOn(this.#ground, at);
      this.#chain?.sign(at);
      this.#flushNow("to the disk");
    });
  }

  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
  }

  #lookBack(): Ground {
    const ground = openGround(this.#folder, this.#options.keyFile);
    const { before, sentence } = ground.last;
    this.#opened = `${before === "damaged" ? "the log is damaged: " : ""}${sentence}`;
    return ground;
  }

  #carryOn(ground: Ground, at: Seconds): void {
    this.#chain = beginFile(this.#folder, this.#options.robot, ground, this.#queue.lost, at);
    this.#written = this.#chain.head;
    this.#begunAt = at;
    this.#queue.told();
    this.#trouble = "";
    const last = { ...ground.last, file: ground.last.file + 1 };
    this.#ground = { ...ground, last };
  }

  #sign(chain: LogChain, at: Seconds): void {
    if (this.#options.pace === "at once") {
      chain.sign(at);
      this.#flushNow("to the system");
    } else {
      chain.signAside(at, () => this.#flush("to the disk"));
    }
  }

  #isFull({ file }: LogChain): boolean {
    return isFull(file.length, this.#options, this.#begunAt, this.#tendedAt);
  }

  /** Begins the next file as soon as nothing of this one waits. */
  #rotate(chain: LogChain, ground: Ground): void {
    if (chain.file.writing || chain.file.waiting) {
      this.#flush("to the disk");
      return;
    }
    this.#breakOff(chain.head, undefined, "rotated");
    this.#attempt(() => this.#carryOn(this.#ground ?? ground, this.#tendedAt));
  }

  #flush(how: How): void {
    const chain = this.#chain;
    if (chain === undefined || this.#options.pace === "at once") {
      this.#flushNow(how);
    } else if (chain.file.writing) {
      this.#again = this.#again === "to the disk" ? "to the disk" : how;
    } else {
      this.#queue.link(chain);
      const [head, anchor] = [chain.head, chain.takeAnchor()];
      chain.file.flush(anchor === undefined ? how : "to the disk", (refusal) => {
        this.#flushed(refusal, head, anchor);
      });
    }
  }

  #flushed(refusal: Refusal | undefined, head: Head, anchor: Anchor | undefined): void {
    if (refusal !== undefined) {
      this.#refused(refusal);
      return;
    }
    this.#written = head;
    if (anchor !== undefined) {
      this.#headFile.keep(anchor);
    }
    const [again, chain] = [this.#again, this.#chain];
    this.#again = undefined;
    if (again !== undefined) {
      this.#flush(again);
    } else if (chain !== undefined && this.#ground !== undefined && this.#isFull(chain)) {
      this.#rotate(chain, this.#ground);
    }
  }

  /** Writes what waits, now. Not while a write is under way. */
  #flushNow(how: How): void {
    const chain = this.#chain;
    if (chain === undefined) {
      return;
    }
    this.#queue.link(chain);
    const refusal = chain.file.flushNow(how);
    const anchor = chain.takeAnchor();
    if (refusal !== undefined) {
      this.#refused(refusal);
      return;
    }
    this.#written = chain.head;
    if (anchor !== undefined) {
      this.#headFile.keepNow(anchor);
    }
  }

  /** The disk did not take all of it: the next file carries on from the last record that is whole. */
  #refused({ error, lastWhole, torn }: Refusal): void {
    const whole = lastWhole === undefined ? this.#written : placeOf(lastWhole);
    this.#breakOff(whole ?? this.#written, error, torn.length > 0 ? "torn" : "killed", torn);
  }

  /** Leaves the file at a place of its chain. */
  #breakOff(
    previous: Head,
    error: RecordingError | undefined,
    before: "killed" | "torn" | "rotated",
    torn: Uint8Array = new Uint8Array(0),
  ): void {
    const [chain, ground] = [this.#chain, this.#ground];
    if (chain === undefined || ground === undefined) {
      return;
    }
    const tornHash = torn.length === 0 ? "" : sha256Hex(torn);
    const rest = { torn: torn.length, tornHash, sentence: error?.message ?? "" };
    this.#queue.lose(chain.head.records - previous.records);
    this.#ground = { ...ground, last: { ...ground.last, ...rest, previous, before } };
    this.#trouble = rest.sentence;
    this.#chain = undefined;
    chain.abandon();
  }
}
