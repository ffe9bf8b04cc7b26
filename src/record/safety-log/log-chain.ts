import type { Seconds } from "../../quantity/time.ts";
import type { Head } from "../hash-chain.ts";
import { type Anchor, signAnchor, signAnchorAside, writeAnchor } from "./anchor.ts";
import { writeLine } from "./line.ts";
import type { LogFile } from "./log-file.ts";
import type { RetentionClass } from "./retention.ts";
import type { RobotKey } from "./robot-key.ts";

/** Records between two checkpoints at most [1]: a log whose end has more of them unsigned was not written by its robot. */
export const MOST_UNSIGNED = 256;

/** Time between two checkpoints at most, while there is anything to sign [s]. */
const SIGN_PERIOD: Seconds = 0.5;

/** Whether so much time is over; a clock that was set back, or is none, says yes. */
export function isOver(since: Seconds, period: Seconds, now: Seconds): boolean {
  return !(Math.abs(now - since) < period);
}

/** The chain of one file that is being written: links records, and signs where it is. */
export class LogChain {
  readonly file: LogFile;
  readonly log: string;
  readonly #key: RobotKey;
  #head: Head;
  #unsigned = 0;
  #signedAt: Seconds;
  #signing: "idle" | "signing" = "idle";
  #state: "writing" | "abandoned" = "writing";
  /** The last anchor in the file, until somebody takes it. */
  #fresh: Anchor | undefined;

  /** @param head - Where the chain is carried on. */
  constructor(file: LogFile, log: string, key: RobotKey, head: Head, at: Seconds) {
    this.file = file;
    this.log = log;
    this.#key = key;
    this.#head = head;
    this.#signedAt = at;
  }

  get head(): Head {
    return this.#head;
  }

  /** Whether a signature is being made. */
  get signing(): boolean {
    return this.#signing === "signing";
  }

  /** Adds a record; false when there is no room for it: then the chain is as it was. */
  add(at: Seconds, kept: RetentionClass, body: string): boolean {
    const { line, head } = writeLine(this.#head, at, kept, body);
    if (!this.file.add(line)) {
      return false;
    }
    this.#head = head;
    this.#unsigned += 1;
    if (this.#unsigned >= MOST_UNSIGNED) {
      this.sign(at);
    }
    return true;
  }

  /** Whether a checkpoint is due. */
  isSigningDue(at: Seconds): boolean {
    return this.#unsigned > 0 && !this.signing && isOver(this.#signedAt, SIGN_PERIOD, at);
  }

  /** Signs the place where the chain is. */
  sign(at: Seconds): void {
    this.#keep(signAnchor(this.#key.privateKey, this.log, this.#head, at), this.#head, at);
  }

  /** The same in another thread. @param done - Called when the checkpoint waits to be written. */
  signAside(at: Seconds, done: () => void): void {
    const head = this.#head;
    this.#signing = "signing";
    this.#signedAt = at;
    signAnchorAside(this.#key.privateKey, this.log, head, at, (anchor) => {
      this.#signing = "idle";
      if (anchor !== undefined && this.#state === "writing") {
        this.#keep(anchor, head, at);
        done();
      }
    });
  }

  /** The anchor that was written last, once. */
  takeAnchor(): Anchor | undefined {
    const anchor = this.#fresh;
    this.#fresh = undefined;
    return anchor;
  }

  /** Writes nothing more. A signature under way is dropped; a write under way ends. */
  abandon(): void {
    this.#state = "abandoned";
    this.file.close();
  }

  #keep(anchor: Anchor, head: Head, at: Seconds): void {
    const { line, head: next } = writeLine(this.#head, at, "chain", writeAnchor(anchor));
    if (this.file.add(line)) {
      this.#unsigned = this.#head.records - head.records;
      this.#signedAt = at;
      this.#head = next;
      this.#fresh = anchor;
    }
  }
}
