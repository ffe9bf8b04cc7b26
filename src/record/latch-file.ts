import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { isRecord } from "./shape.ts";
import { makeFolder } from "./make-folder.ts";

/** What a latch rests on, as a human should find it after a restart. */
export type LatchCause = { readonly because: string; readonly by: string };

/**
 * Remembers across restarts and the loss of power that the supervisor did not end in order, or ended latched. The file
 * is on the disk before the supervisor's first command goes out, and is taken away only by an orderly end without a latch:
 * so whatever happens in between, a latch outlives it, and no stop ever waits for a disk. A file that is torn, empty or
 * of somebody else's making says the same as a whole one.
 */
export type LatchFile = {
  /** Whether the run before ended in order and without a latch. */
  readonly before: "clean" | "unclean";
  /** What the run before was latched by; undefined where it was not, or nobody knows. */
  readonly cause: LatchCause | undefined;
  /** Writes down what latched, or that nothing does any more; in another thread, after the robot was told to stand. */
  note(latch: LatchCause | undefined): void;
  /** Makes the file again where somebody took it away. Call it each second. @returns What went wrong, or nothing. */
  keep(): string | undefined;
  /** Ends the run in order; waits for what is still being written down. */
  close(ending: "latched" | "free"): Promise<void>;
};

/** A latch that could not be remembered; the message is one sentence. */
export class LatchFileError extends Error {
  override readonly name = "LatchFileError";
}

const RUNNING = '{"state":"running or not ended in order"}\n';

/**
 * Opens the file.
 * @param path - Empty for none: then nothing is remembered.
 * @throws LatchFileError when it cannot be written: a supervisor that cannot remember must not start.
 */
export function openLatchFile(path: string): LatchFile {
  if (path === "") {
    return { before: "clean", cause: undefined, ...FORGETFUL };
  }
  const before = existsSync(path) || existsSync(partOf(path)) ? "unclean" : "clean";
  const cause = before === "unclean" ? readCause(path) : undefined;
  let text = cause === undefined ? RUNNING : textOf(cause);
  begin(path, text);
  let writing = Promise.resolve();
  let state: "running" | "ended" = "running";
  return {
    before,
    cause,
    note: (latch) => {
      text = latch === undefined ? RUNNING : textOf(latch);
      const line = text;
      writing = writing
        .then(async () => await writeAside(path, line, () => state))
        .catch(() => undefined);
    },
    keep: () => {
      try {
        if (state === "running" && !existsSync(path)) {
          writeWhole(path, text);
        }
        return undefined;
      } catch (error) {
        return `${path} cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    close: async (ending) => {
      if (ending === "free") {
        state = "ended";
      }
      await writing;
      state = "ended";
      if (ending === "free") {
        rmSync(path, { force: true });
        rmSync(partOf(path), { force: true });
        syncFolder(path);
      }
    },
  };
}

const FORGETFUL = {
  note: () => undefined,
  keep: () => undefined,
  close: async () => await Promise.resolve(),
} as const;

function partOf(path: string): string {
  return `${path}.new`;
}

function textOf({ because, by }: LatchCause): string {
  return `${JSON.stringify({ state: "latched", because, by })}\n`;
}

function readCause(path: string): LatchCause | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isRecord(value) && typeof value["because"] === "string"
      ? { because: value["because"], by: String(value["by"]) }
      : undefined;
  } catch {
    // Torn, or never whole: that it is there says enough.
    return undefined;
  }
}

/** Makes the first file of a run, and its folder. */
function begin(path: string, text: string): void {
  try {
    makeFolder(dirname(path));
    writeWhole(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LatchFileError(
      `the supervisor does not start where it could not remember a latch: ${path} cannot be written (${why}); ` +
        "the parameter 'latch_file' or the variable COALIGN_HOME must name a place where it can",
      { cause: error },
    );
  }
}

/** Puts the file there whole or not at all, and on the disk. */
function writeWhole(path: string, text: string): void {
  const descriptor = openSync(partOf(path), "w", 0o644);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(partOf(path), path);
  syncFolder(path);
}

/** The same in another thread; not where the run has ended meanwhile. */
async function writeAside(path: string, text: string, state: () => string): Promise<void> {
  if (state() === "ended") {
    return;
  }
  const file = await open(partOf(path), "w", 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  if (state() !== "ended") {
    await rename(partOf(path), path);
  }
}

/** A name is on the disk only when its folder is. */
function syncFolder(path: string): void {
  const descriptor = openSync(dirname(path), "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
