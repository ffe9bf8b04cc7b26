import type { Head } from "./hash-chain.ts";
import { type LogRecord, readDecisionLog } from "./read-decision-log.ts";
import { piecesOf } from "./read-recording.ts";

/** What a check of a decision log found. */
export type Verification = {
  /** `whole`: ended in order; `open`: sound so far, but its end is missing or still to come; `broken`: not as written. */
  readonly state: "whole" | "open" | "broken";
  readonly decisions: number;
  /** The last sound place. */
  readonly head: Head | undefined;
  /** Number of the first record that is wrong, counted from 1. */
  readonly badRecord: number | undefined;
  readonly sentence: string;
};

/**
 * Checks a decision log from its first record to its last.
 * @param anchors - Places of the chain that were noted elsewhere while it grew: a chain says when something inside it was
 * changed, and only an anchor says when all of it was written anew or its end was taken off.
 * @param pieces - What stands in the file.
 * @throws RecordingError when the file cannot be read.
 */
export function verifyDecisionLog(
  path: string,
  anchors: readonly Head[] = [],
  pieces: Iterable<Uint8Array> = piecesOf(path),
): Verification {
  const noted = new Map(anchors.map((anchor) => [anchor.records, anchor.hash]));
  let seen: Seen = { decisions: 0, head: undefined, end: "missing" };
  for (const record of readDecisionLog(path, pieces)) {
    const trouble = troubleWith(record, seen, noted, path);
    if (trouble !== undefined || record.kind === "trouble") {
      const number = record.kind === "trouble" ? record.record : record.head.records;
      return broken(seen, number, trouble ?? "");
    }
    seen = {
      decisions: seen.decisions + (record.kind === "decision" ? 1 : 0),
      head: record.head,
      end: record.kind === "end" ? "there" : "missing",
    };
  }
  return judge(seen, Math.max(0, ...noted.keys()), path);
}

type Seen = Pick<Verification, "decisions" | "head"> & { readonly end: "there" | "missing" };

function broken({ decisions, head }: Seen, badRecord: number, sentence: string): Verification {
  return { state: "broken", decisions, head, badRecord, sentence };
}

function troubleWith(
  record: LogRecord,
  seen: Seen,
  noted: ReadonlyMap<number, string>,
  path: string,
): string | undefined {
  if (record.kind === "trouble") {
    return record.sentence;
  }
  const { records, hash } = record.head;
  if (seen.end === "there") {
    return `record ${records} of ${path} comes after the end`;
  }
  if ((noted.get(records) ?? hash) !== hash) {
    return `record ${records} of ${path} or one before it is not the one noted elsewhere`;
  }
  return record.kind === "end" && record.decisions !== seen.decisions
    ? `record ${records} of ${path} counts ${record.decisions} decisions, and there are ${seen.decisions}`
    : undefined;
}

function judge(seen: Seen, furthest: number, path: string): Verification {
  const { decisions, head, end } = seen;
  const records = head?.records ?? 0;
  if (head === undefined) {
    return broken(seen, 1, `${path} is empty`);
  }
  if (records < furthest) {
    return broken(
      seen,
      records + 1,
      `${path} ends after record ${records}, and record ${furthest} was noted elsewhere`,
    );
  }
  return {
    state: end === "there" ? "whole" : "open",
    decisions,
    head,
    badRecord: undefined,
    sentence:
      end === "there"
        ? `${path} is whole: ${decisions} decisions, hash ${head.hash}`
        : `${path} is sound up to record ${records} and has no end: it is still written, was cut, or its recorder was killed`,
  };
}
