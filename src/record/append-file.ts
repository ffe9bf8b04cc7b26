import {
  closeSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  openSync,
  statSync,
  writeSync,
} from "node:fs";
import { RecordingError } from "./recording-error.ts";

/**
 * A file that only grows. Writes are whole or not there: what a full disk cut short is taken off again. Synchronous on
 * purpose: the order of bytes never depends on the machine, and an error is known where it happens.
 */
export class AppendFile {
  readonly path: string;
  readonly #descriptor: number;
  #length = 0;
  #state: "open" | "closed" = "open";
  #syncing = false;

  /** @param descriptor - An open file, written from its start. */
  constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
  }

  /**
   * Makes a new file.
   * @throws RecordingError when there is one of that name, or none can be made.
   */
  static create(path: string): AppendFile {
    try {
      return new AppendFile(path, openSync(path, "wx"));
    } catch (error) {
      throw new RecordingError(path, error);
    }
  }

  /** Bytes in the file [1]. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds bytes at the end.
   * @throws RecordingError when not all of them could be written; none of them is in the file then.
   */
  append(bytes: Uint8Array): void {
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.#descriptor, bytes, written);
      }
      this.#length += bytes.length;
    } catch (error) {
      this.#takeOff();
      throw new RecordingError(this.path, error);
    }
  }

  /**
   * Looks whether the file is still where it was made: a deleted one can be written for ever and never be found again.
   * @throws RecordingError when it is gone.
   */
  verify(): void {
    const here = fstatSync(this.#descriptor);
    const there = statSync(this.path, { throwIfNoEntry: false });
    if (there?.ino !== here.ino || there.dev !== here.dev) {
      throw new RecordingError(this.path, "it is no longer there");
    }
  }

  /** Asks for everything written so far to be on the disk, without waiting. One request at a time; more are passed over. */
  sync(failed: (error: RecordingError) => void): void {
    if (this.#syncing || this.#state === "closed") {
      return;
    }
    this.#syncing = true;
    fdatasync(this.#descriptor, (error) => {
      this.#syncing = false;
      if (this.#state === "closed") {
        closeSync(this.#descriptor);
      } else if (error !== null && "code" in error && error.code !== "EINVAL") {
        failed(new RecordingError(this.path, error));
      }
    });
  }

  close(): void {
    if (this.#state === "open") {
      this.#state = "closed";
      if (!this.#syncing) {
        closeSync(this.#descriptor);
      }
    }
  }

  #takeOff(): void {
    try {
      ftruncateSync(this.#descriptor, this.#length);
    } catch {
      // A device or a failed disk: readers pass over a cut end.
    }
  }
}
