import type { Seconds } from "../quantity/time.ts";
import type { AppendFile } from "./append-file.ts";
import { type RecordedDecision, writeDecision } from "./decision.ts";
import { extend, type Head, START } from "./hash-chain.ts";
import { numberText } from "./shape.ts";

/** Version of the form of the log. */
export const LOG_VERSION = 1;

/** Lines kept in memory until they are written even without a flush [1]. */
const MOST_LINES = 512;

/**
 * The decisions of a kernel as lines of JSON, each chained to the one before by SHA-256: a first line that says what this
 * is, a line for each decision, and a last one when it ends in order. Methods that write throw a RecordingError.
 */
export class DecisionLog {
  readonly #file: AppendFile;
  #lines: string[] = [];
  #head: Head = START;
  #decisions = 0;

  /** @param about - What is recorded, for a reader; the same for two runs that should give the same log. */
  constructor(file: AppendFile, about: string) {
    this.#file = file;
    this.#add(`{"about":${JSON.stringify(about)},"kind":"start","version":${LOG_VERSION}}`);
  }

  /** Where the chain is. Keep it elsewhere and nobody can rewrite the log up to there unseen. */
  get head(): Head {
    return this.#head;
  }

  /** @param time - ROS time of the decision [s]. */
  append(decision: RecordedDecision, time: Seconds): void {
    this.#decisions += 1;
    this.#add(
      `{"decision":${writeDecision(decision)},"kind":"decision","time":${numberText(time)}}`,
    );
    if (this.#lines.length >= MOST_LINES) {
      this.flush();
    }
  }

  /** Writes what is still in memory. */
  flush(): void {
    if (this.#lines.length > 0) {
      const lines = this.#lines.join("");
      this.#lines = [];
      this.#file.append(Buffer.from(lines));
    }
  }

  close(): void {
    this.#add(`{"decisions":${this.#decisions},"kind":"end"}`);
    this.flush();
    this.#file.close();
  }

  #add(body: string): void {
    const { line, head } = extend(this.#head, body);
    this.#head = head;
    this.#lines.push(line);
  }
}
