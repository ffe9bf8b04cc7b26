import { randomBytes } from "node:crypto";
import { unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Seconds } from "../../quantity/time.ts";
import { RecordingError } from "../recording-error.ts";
import { writeFileStart } from "./file-start.ts";
import { findLastPlace, type LastPlace } from "./last-place.ts";
import { LogChain } from "./log-chain.ts";
import { LogFile } from "./log-file.ts";
import { fileName, PUBLIC_KEY_FILE, readBeside, writeBeside } from "./log-folder.ts";
import { openRobotKey, parsePublicKey, type RobotKey } from "./robot-key.ts";
import { makeFolder } from "../make-folder.ts";

/** What a log needs to begin a file. */
export type Ground = { readonly key: RobotKey; readonly last: LastPlace };

/**
 * Makes the folder and the key where they are missing, and looks where the log ended.
 * @throws RecordingError or an error of the file system.
 */
export function openGround(folder: string, keyFile: string): Ground {
  makeFolder(folder);
  const key = openRobotKey(keyFile);
  const known = parsePublicKey(key.publicKey);
  if (known === undefined) {
    throw new RecordingError(keyFile, "it is no Ed25519 key", "read");
  }
  const last = findLastPlace(folder, known, randomBytes(8).toString("hex"));
  return { key, last };
}

/** Makes the folder and puts the public key into it, where they are not there. @throws Error of the file system. */
export function layOut(folder: string, key: RobotKey): void {
  makeFolder(folder);
  const text = `${key.publicKey}\n`;
  if (readBeside(folder, PUBLIC_KEY_FILE) !== text) {
    writeBeside(folder, PUBLIC_KEY_FILE, text);
  }
}

/**
 * Begins the file that carries the chain on.
 * @param lost - Records that could not be written since the file before [1].
 * @throws RecordingError when it cannot be made; nothing of it is left then.
 */
export function beginFile(
  folder: string,
  robot: string,
  { key, last }: Ground,
  lost: number,
  at: Seconds,
): LogChain {
  const { file: number, ...before } = last;
  const file = LogFile.create(join(folder, fileName(number + 1, at)));
  const chain = new LogChain(file, last.log, key, last.previous, at);
  const start = { ...before, robot, file: number + 1, key: key.publicKey, lost };
  chain.add(at, "chain", writeFileStart(start));
  const refusal = file.flushNow("to the system");
  if (refusal !== undefined) {
    file.close();
    unlinkSync(file.path);
    throw refusal.error;
  }
  return chain;
}
