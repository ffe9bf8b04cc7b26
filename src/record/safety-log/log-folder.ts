import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Seconds } from "../../quantity/time.ts";
import { RecordingError } from "../recording-error.ts";
import { nameAt } from "../recording-folder.ts";

/** Names inside the folder of a safety log. */
export const HEAD_FILE = "head.json";
export const PUBLIC_KEY_FILE = "robot-key.pub";

/** A file of the log, with its number. */
export type LogFileName = { readonly number: number; readonly name: string };

const NAME = /^safety-(\d{6,9})-\d{8}\.jsonl$/;

/** Name of a file by its number and its first day, UTC. */
export function fileName(number: number, time: Seconds): string {
  const day = nameAt(Number.isFinite(time) ? Math.max(0, time) : 0).slice(0, 8);
  return `safety-${String(number).padStart(6, "0")}-${day}.jsonl`;
}

/**
 * The files of a log in the order of writing.
 * @throws RecordingError when the folder cannot be read.
 */
export function logFiles(folder: string): readonly LogFileName[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => {
        const number = NAME.exec(name)?.[1];
        return number === undefined ? [] : [{ number: Number(number), name }];
      })
      .sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new RecordingError(folder, error, "read");
  }
}

/** Whether a folder or a file looks like a safety log or a part of one. */
export function isSafetyLog(path: string): boolean {
  return (
    NAME.test(path.split(/[\\/]/).at(-1) ?? "") ||
    (existsSync(path) && !path.endsWith(".jsonl") && logFiles(path).length > 0)
  );
}

/** What stands in a file of the folder; undefined where there is none. */
export function readBeside(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  try {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  } catch (error) {
    throw new RecordingError(path, error, "read");
  }
}

/** Puts a small file into the folder whole or not at all, and on the disk. */
export function writeBeside(folder: string, name: string, text: string | Uint8Array): void {
  const path = join(folder, name);
  const descriptor = openSync(`${path}.new`, "w", 0o644);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
}
