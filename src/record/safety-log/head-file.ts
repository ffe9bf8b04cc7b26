import { rename, writeFile } from "node:fs";
import { join } from "node:path";
import { RecordingError } from "../recording-error.ts";
import { type Anchor, writeAnchor } from "./anchor.ts";
import { HEAD_FILE, writeBeside } from "./log-folder.ts";

/** Keeps the last signed place beside the log, whole or not at all, never ahead of the log itself, and tells others. */
export class HeadFile {
  readonly #folder: string;
  readonly #told: (anchor: string) => void;
  #state: "idle" | "writing" = "idle";
  #next: string | undefined;
  #trouble = "";
  #anchor = "";

  /** @param told - Gets each place as one line. */
  constructor(folder: string, told: (anchor: string) => void) {
    this.#folder = folder;
    this.#told = told;
  }

  /** The last place that was kept; empty for none. */
  get anchor(): string {
    return this.#anchor;
  }

  /** Why it cannot be kept, in one sentence; empty when all is well. */
  get trouble(): string {
    return this.#trouble;
  }

  get writing(): boolean {
    return this.#state === "writing";
  }

  /** Keeps a place at once. */
  keepNow(anchor: Anchor): void {
    const line = writeAnchor(anchor);
    try {
      writeBeside(this.#folder, HEAD_FILE, `${line}\n`);
      this.#done(null);
    } catch (error) {
      this.#done(error);
    }
    this.#tell(line);
  }

  /** Keeps a place in another thread; of several that wait only the last is written. */
  keep(anchor: Anchor): void {
    const line = writeAnchor(anchor);
    this.#write(line);
    this.#tell(line);
  }

  #write(line: string): void {
    if (this.#state === "writing") {
      this.#next = line;
      return;
    }
    this.#state = "writing";
    const path = join(this.#folder, HEAD_FILE);
    const end = (error: Error | null): void => {
      this.#state = "idle";
      this.#done(error);
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) {
        this.#write(next);
      }
    };
    writeFile(`${path}.new`, `${line}\n`, (error) => {
      if (error === null) {
        rename(`${path}.new`, path, end);
      } else {
        end(error);
      }
    });
  }

  #done(error: unknown): void {
    const path = join(this.#folder, HEAD_FILE);
    this.#trouble = error === null ? "" : new RecordingError(path, error).message;
  }

  #tell(line: string): void {
    this.#anchor = line;
    this.#told(line);
  }
}
