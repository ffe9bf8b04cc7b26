import { readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Seconds } from "../../quantity/time.ts";
import { RecordingError } from "../recording-error.ts";
import { parseBody } from "./entry.ts";
import { type LogRecord, pruneLine } from "./line.ts";
import { type LogFileName, logFiles, writeBeside } from "./log-folder.ts";
import { readLog } from "./read-log.ts";
import { isOverAge, KEPT_LONGEST } from "./retention.ts";
import { verifyLog } from "./verify-log.ts";

/** What was pruned. */
export type Pruned = {
  /** Records that lost their content, and files that went altogether [1]. */
  readonly records: number;
  readonly files: number;
  readonly sentence: string;
};

/**
 * Takes away what is over its age, and nothing else: a record's content, so that its hash, class and time still hold the
 * chain together; a whole file when everything up to the next one is older than anything must be kept. The file that is
 * written to is left alone. What is over age is reckoned from the log's own last record, or from the clock when that is
 * earlier: a clock that runs ahead prunes nothing.
 * @param now - System clock [s since 1970].
 * @throws RecordingError with one sentence when the log is not as it was written: then nothing is touched.
 */
export function pruneLog(folder: string, now: Seconds): Pruned {
  const verdict = verifyLog(folder, { now });
  if (verdict.state === "broken") {
    throw new RecordingError(folder, `it is broken: ${verdict.sentence}`, "read");
  }
  const files = logFiles(folder);
  const known = latest(folder, files);
  const at = Math.min(now, known);
  const closed = files.slice(0, -1);
  let [records, gone] = [0, 0];
  let isPrefix = true;
  for (const [index, file] of closed.entries()) {
    isPrefix &&= at - beginning(folder, files[index + 1] ?? file) > KEPT_LONGEST;
    if (isPrefix) {
      unlinkSync(join(folder, file.name));
      gone += 1;
    } else {
      records += pruneFile(folder, file, at);
    }
  }
  const sentence = `${records} records lost their content and ${gone} files went: they were over their age`;
  return { records, files: gone, sentence };
}

function latest(folder: string, files: readonly LogFileName[]): Seconds {
  const last = files.at(-1);
  const records = last === undefined ? [] : [...readLog(folder, [last])];
  return Math.max(
    ...records.map((read) =>
      "record" in read && read.kind !== "trouble" ? read.record.time : -Infinity,
    ),
  );
}

function beginning(folder: string, file: LogFileName): Seconds {
  for (const read of readLog(folder, [file])) {
    return read.kind === "start" ? read.record.time : Infinity;
  }
  return Infinity;
}

function pruneFile(folder: string, file: LogFileName, at: Seconds): number {
  const bytes = readFileSync(join(folder, file.name));
  const old = new Set<number>();
  let lastCheckpoint = 0;
  let line = 0;
  for (const read of readLog(folder, [file])) {
    line += 1;
    if (read.kind === "record" && read.record.body !== undefined) {
      const isCheckpoint = kindOf(read.record) === "checkpoint";
      lastCheckpoint = isCheckpoint ? line : lastCheckpoint;
      if (isOverAge(read.record.class, read.record.time, at)) {
        old.add(line);
      }
    }
  }
  // A file must be able to show by itself that its robot wrote it.
  old.delete(lastCheckpoint);
  if (old.size > 0) {
    writeBeside(folder, file.name, withoutBodies(bytes, old));
  }
  return old.size;
}

function kindOf({ body }: LogRecord): unknown {
  return body === undefined ? "" : parseBody(body)["kind"];
}

function withoutBodies(bytes: Buffer, old: ReadonlySet<number>): Buffer {
  // Latin-1 gives every byte back as it was.
  const text = bytes
    .toString("latin1")
    .split(/(?<=\n)/)
    .map((line, i) =>
      old.has(i + 1) ? (pruneLine(Buffer.from(line.trimEnd(), "latin1")) ?? line) : line,
    )
    .join("");
  return Buffer.from(text, "latin1");
}
