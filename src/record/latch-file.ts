import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Remembers across restarts that the supervisor did not end in order, or ended latched: the file is there while it
 * runs, and is taken away only by an orderly end without a latch.
 */
export type LatchFile = {
  /** Whether the run before ended in order and without a latch. */
  readonly before: "clean" | "unclean";
  /** Ends the run in order. */
  close(ending: "latched" | "free"): void;
};

/**
 * Opens the file.
 * @throws Error of the file system when it cannot be written: a supervisor that cannot remember must not start.
 */
export function openLatchFile(path: string): LatchFile {
  if (path === "") {
    return { before: "clean", close: () => undefined };
  }
  const before = existsSync(path) ? "unclean" : "clean";
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "the supervisor runs, or did not end in order\n");
  return {
    before,
    close: (ending) => {
      if (ending === "free") {
        rmSync(path, { force: true });
      }
    },
  };
}
