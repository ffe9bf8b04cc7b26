import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  openSync,
  stat,
  write,
  writeSync,
} from "node:fs";
import { RecordingError } from "../recording-error.ts";

/** What the disk did not take: bytes behind the last whole line that is in the file. */
export type Refusal = {
  readonly error: RecordingError;
  /** The last whole line that is in the file since the one before it; undefined when none is. */
  readonly lastWhole: Buffer | undefined;
  readonly torn: Buffer;
};

/** Room for lines that wait to be written [bytes]; twice as much while a write is under way. */
const ROOM = 1 << 18;

/** Longest a character of JavaScript becomes in UTF-8 [bytes]. */
const WIDEST = 3;

const BREAK = 10;
const NOTHING = Buffer.alloc(0);

/**
 * A file of lines that only grows: opened with O_APPEND and never written over. Lines wait in memory of a fixed size and
 * are written in another thread, so that a slow or hanging disk never holds up the caller.
 */
export class LogFile {
  readonly path: string;
  readonly #descriptor: number;
  #filling = Buffer.allocUnsafe(ROOM);
  #flying = Buffer.allocUnsafe(ROOM);
  #filled = 0;
  #length = 0;
  #state: "idle" | "writing" = "idle";
  #end: "open" | "closing" | "closed" = "open";

  /** Use `LogFile.create`. @param descriptor - Open for appending, at an empty file. */
  constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
  }

  /**
   * Makes a new file.
   * @throws RecordingError when there is one of that name, or none can be made.
   */
  static create(path: string): LogFile {
    const { O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;
    try {
      return new LogFile(path, openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0o640));
    } catch (error) {
      throw new RecordingError(path, error);
    }
  }

  /** Bytes in the file and waiting [1]. */
  get length(): number {
    return this.#length + this.#filled;
  }

  /** Whether lines wait to be written. */
  get waiting(): boolean {
    return this.#filled > 0;
  }

  /** Whether a write is under way. */
  get writing(): boolean {
    return this.#state === "writing";
  }

  /** Takes a line, with its line break; false when there is no room for it. */
  add(line: string): boolean {
    if (line.length * WIDEST > ROOM - this.#filled) {
      return false;
    }
    this.#filled += this.#filling.write(line, this.#filled, "utf8");
    return true;
  }

  /**
   * Writes what waits, in another thread; one write at a time.
   * @param how - Whether the bytes must be on the disk when it is done.
   * @param done - Gets what went wrong, if anything.
   */
  flush(how: "to the system" | "to the disk", done: (refusal: Refusal | undefined) => void): void {
    this.#state = "writing";
    const bytes = this.#take();
    const end = (refusal: Refusal | undefined): void => {
      this.#state = "idle";
      if (this.#end === "closing") {
        this.close();
      } else {
        done(refusal);
      }
    };
    this.#write(bytes, 0, (refusal) => {
      if (refusal !== undefined || how === "to the system") {
        end(refusal);
      } else {
        fdatasync(this.#descriptor, (error) => {
          end(
            error === null || error.code === "EINVAL"
              ? undefined
              : refusalOf(this.path, error, bytes, bytes.length),
          );
        });
      }
    });
  }

  /** Writes what waits at once. Not while a write is under way. */
  flushNow(how: "to the system" | "to the disk"): Refusal | undefined {
    const bytes = this.#take();
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.#descriptor, bytes, written);
      }
      this.#length += bytes.length;
      if (how === "to the disk") {
        fsyncSync(this.#descriptor);
      }
      return undefined;
    } catch (error) {
      return refusalOf(this.path, error, bytes, written);
    }
  }

  /** Looks, in another thread, whether the file is still where it was made. */
  verify(gone: (error: RecordingError) => void): void {
    if (this.#end !== "open") {
      return;
    }
    const here = fstatSync(this.#descriptor);
    stat(this.path, (error, there) => {
      if (error !== null || there.ino !== here.ino || there.dev !== here.dev) {
        gone(new RecordingError(this.path, "it is no longer there"));
      }
    });
  }

  /** Closes the file, after the write that is under way. */
  close(): void {
    if (this.#state === "writing") {
      this.#end = "closing";
    } else if (this.#end !== "closed") {
      this.#end = "closed";
      closeSync(this.#descriptor);
    }
  }

  #take(): Buffer {
    const bytes = this.#filling.subarray(0, this.#filled);
    [this.#filling, this.#flying] = [this.#flying, this.#filling];
    this.#filled = 0;
    return bytes;
  }

  #write(bytes: Buffer, from: number, done: (refusal: Refusal | undefined) => void): void {
    if (from === bytes.length) {
      this.#length += bytes.length;
      done(undefined);
      return;
    }
    write(this.#descriptor, bytes, from, bytes.length - from, null, (error, count) => {
      if (error === null) {
        this.#write(bytes, from + count, done);
      } else {
        done(refusalOf(this.path, error, bytes, from));
      }
    });
  }
}

/** What of some lines is in the file after a write that failed. */
function refusalOf(path: string, error: unknown, bytes: Buffer, written: number): Refusal {
  const there = bytes.subarray(0, written);
  const end = there.lastIndexOf(BREAK) + 1;
  const start = end < 2 ? 0 : there.lastIndexOf(BREAK, end - 2) + 1;
  return {
    error: new RecordingError(path, error),
    lastWhole: end === 0 ? undefined : Buffer.from(there.subarray(start, end - 1)),
    torn: end === written ? NOTHING : Buffer.from(there.subarray(end)),
  };
}
