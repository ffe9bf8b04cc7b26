import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Seconds } from "../quantity/time.ts";
import { AppendFile } from "./append-file.ts";
import { makeFolder } from "./make-folder.ts";
import { RecordingError } from "./recording-error.ts";

/** Names inside the folder of a recording. */
export const RECORDING_FILE = "recording.mcap";
export const DECISIONS_FILE = "decisions.jsonl";

/** The files of a recording. */
export type Files = { readonly recording: AppendFile; readonly decisions: AppendFile };

/**
 * Makes the folder of a new recording and its files. A name in use gets a number behind it.
 * @throws RecordingError with one sentence.
 */
export function createFiles(directory: string, name: string): Files & { readonly folder: string } {
  const folder = createFolder(directory, name);
  return {
    folder,
    recording: AppendFile.create(join(folder, RECORDING_FILE)),
    decisions: AppendFile.create(join(folder, DECISIONS_FILE)),
  };
}

function createFolder(directory: string, name: string): string {
  try {
    makeFolder(directory);
    for (let number = 1; ; number++) {
      const folder = join(directory, number === 1 ? name : `${name}-${number}`);
      if (!existsSync(folder)) {
        mkdirSync(folder);
        return folder;
      }
    }
  } catch (error) {
    throw new RecordingError(directory, error);
  }
}

/** `YYYYMMDD-HHMMSS` of a time since 1970 [s], in UTC. */
export function nameAt(time: Seconds): string {
  const [date = "", clock = ""] = new Date(time * 1000).toISOString().split(/[T.]/);
  return `${date.replaceAll("-", "")}-${clock.replaceAll(":", "")}`;
}
