import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RecordedDecision } from "./decision.ts";
import type { Head } from "./hash-chain.ts";
import { readDecisionLog } from "./read-decision-log.ts";
import { readRecording } from "./read-recording.ts";
import { ANCHOR } from "./recorder.ts";
import { RecordingError } from "./recording-error.ts";
import { DECISIONS_FILE, RECORDING_FILE } from "./recording-folder.ts";
import { type Comparison, type Kernel, replay } from "./replay.ts";
import { type Verification, verifyDecisionLog } from "./verify-decision-log.ts";

/** The files of a recording that are there. */
export type Recording = {
  readonly recording: string | undefined;
  readonly decisions: string | undefined;
};

/**
 * The files a user means who names a recording's folder or one of its files.
 * @throws RecordingError with one sentence when there is no recording.
 */
export function findRecording(path: string): Recording {
  if (!existsSync(path)) {
    throw new RecordingError(path, "it is not there", "read");
  }
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const there = (name: string): string | undefined => {
    const file = join(folder, name);
    return existsSync(file) ? file : undefined;
  };
  const beside = { recording: there(RECORDING_FILE), decisions: there(DECISIONS_FILE) };
  const found = path.endsWith(".mcap")
    ? { ...beside, recording: path }
    : path.endsWith(".jsonl")
      ? { ...beside, decisions: path }
      : beside;
  if (found.recording === undefined && found.decisions === undefined) {
    throw new RecordingError(
      path,
      `a recording is an .mcap file, a .jsonl file, or a folder with ${RECORDING_FILE} or ${DECISIONS_FILE}`,
      "read",
    );
  }
  return found;
}

/**
 * Checks the decision log of a recording, against the places of its chain that the recording noted where there is one.
 * @throws RecordingError with one sentence when a file cannot be read or there is no decision log.
 */
export function verifyRecording({ recording, decisions }: Recording): Verification {
  if (decisions === undefined) {
    throw new RecordingError(recording ?? "", `${DECISIONS_FILE} is not beside it`, "read");
  }
  return verifyDecisionLog(decisions, recording === undefined ? [] : anchorsIn(recording));
}

/** The places of a decision log's chain that a recording noted. */
export function anchorsIn(recording: string): readonly Head[] {
  return [...readRecording(recording)].flatMap((item) =>
    item.kind === "metadata" && item.name === ANCHOR
      ? [{ records: Number(item.entries.get("records")), hash: item.entries.get("hash") ?? "" }]
      : [],
  );
}

/**
 * Takes every decision of a recording again: those in its MCAP file, else those of its decision log.
 * @param decode - The decision in the CDR bytes of a `coalign_msgs/Decision`.
 * @throws RecordingError or ShapeError with one sentence when something cannot be read.
 */
export function replayRecording(
  { recording, decisions }: Recording,
  kernel: Kernel,
  decode: (bytes: Uint8Array) => RecordedDecision,
): Comparison {
  return replay(
    recording === undefined ? decisionsOfLog(decisions ?? "") : decisionsOf(recording, decode),
    kernel,
  );
}

function* decisionsOf(
  path: string,
  decode: (bytes: Uint8Array) => RecordedDecision,
): Generator<RecordedDecision> {
  for (const item of readRecording(path)) {
    if (item.kind === "message" && item.type === "coalign_msgs/msg/Decision") {
      yield decode(item.bytes);
    }
  }
}

/** The decisions of a log, up to the first record that is not as it was written. */
export function* decisionsOfLog(path: string): Generator<RecordedDecision> {
  for (const record of readDecisionLog(path)) {
    if (record.kind === "decision") {
      yield record.decision;
    }
  }
}
