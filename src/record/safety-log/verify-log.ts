import type { KeyObject } from "node:crypto";
import { basename, dirname } from "node:path";
import { statSync } from "node:fs";
import type { Seconds } from "../../quantity/time.ts";
import type { Head } from "../hash-chain.ts";
import { RecordingError } from "../recording-error.ts";
import type { Anchor } from "./anchor.ts";
import {
  HEAD_FILE,
  type LogFileName,
  logFiles,
  PUBLIC_KEY_FILE,
  readBeside,
} from "./log-folder.ts";
import { readHead } from "./last-place.ts";
import { readLog } from "./read-log.ts";
import { KEPT_LONGEST } from "./retention.ts";
import { parsePublicKey } from "./robot-key.ts";
import { Witness } from "./witness.ts";

/** What a check of a safety log found. */
export type LogVerdict = {
  /** `whole`: ended in order; `open`: sound, and still written or its process was killed; `broken`: not as written. */
  readonly state: "whole" | "open" | "broken";
  readonly records: number;
  /** The last sound place. */
  readonly head: Head | undefined;
  /** The first thing that is wrong: its file, and its line and record where it is one. */
  readonly bad:
    { readonly file: string; readonly line?: number; readonly record?: number } | undefined;
  /** What a human should know besides: ends cut off by crashes, records pruned. */
  readonly notes: readonly string[];
  readonly sentence: string;
};

export type VerifyOptions = {
  /** Places that somebody else kept: the log must run through each of them. */
  readonly anchors?: readonly Anchor[];
  /** The robot's public key, SPKI in base64; without it the one beside the log is believed. */
  readonly key?: string;
  /** System clock now [s since 1970]: what may have been pruned by now. */
  readonly now: Seconds;
};

/**
 * Checks a safety log, or one file of it, from its first record to its last: the chain, the signatures, the signed head
 * beside it, the anchors, and that nothing was pruned before its time.
 * @param path - Its folder or one of its files.
 * @throws RecordingError when it cannot be read or is no safety log.
 */
export function verifyLog(path: string, options: VerifyOptions): LogVerdict {
  const chosen = choose(path);
  const beside = readBeside(chosen.folder, PUBLIC_KEY_FILE) ?? "";
  const text = (options.key ?? beside).trim();
  const key = parsePublicKey(text);
  return key === undefined || (options.key === undefined && beside !== `${text}\n`)
    ? wrong(
        { file: PUBLIC_KEY_FILE },
        `${PUBLIC_KEY_FILE} is no Ed25519 public key: nothing can be believed`,
      )
    : verifyFiles(chosen, { ...options, key: text }, key);
}

type Chosen = {
  readonly folder: string;
  readonly files: readonly LogFileName[];
  /** Whether the first and the last file of the log are among them. */
  readonly first: "the first" | "a later one";
  readonly last: "the last" | "an earlier one";
  /** One file more than was asked for: it tells how the file before it ended. */
  readonly asked: number;
};

function choose(path: string): Chosen {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const folder = isFolder ? path : dirname(path);
  const all = logFiles(folder);
  const at = all.findIndex(({ name }) => name === basename(path));
  if (all.length === 0 || (!isFolder && at === -1)) {
    throw new RecordingError(path, "a safety log is a folder of files safety-….jsonl", "read");
  }
  if (isFolder) {
    return { folder, files: all, first: "the first", last: "the last", asked: all.length };
  }
  return {
    folder,
    files: all.slice(at, at + 2),
    first: at === 0 ? "the first" : "a later one",
    last: at === all.length - 1 ? "the last" : "an earlier one",
    asked: 1,
  };
}

function wrong(bad: NonNullable<LogVerdict["bad"]>, sentence: string): LogVerdict {
  return { state: "broken", records: 0, head: undefined, bad, notes: [], sentence };
}

function verifyFiles(chosen: Chosen, options: VerifyOptions, key: KeyObject): LogVerdict {
  const witness = new Witness(key, options.key ?? "", options.now);
  const { folder, files, first, last } = chosen;
  const trouble =
    readAll(chosen, witness) ??
    (first === "the first" ? missingFiles(files, witness.begun, options.now) : undefined) ??
    troubleWithAnchors(chosen, witness, options.anchors ?? [], readHead(folder, key));
  return trouble === undefined
    ? witness.conclude(last, folder)
    : witness.blame(trouble.bad, trouble.sentence);
}

/** What is wrong, where, as the end of a sentence. */
type Trouble = { readonly bad: NonNullable<LogVerdict["bad"]>; readonly sentence: string };

/** Shows the witness every record of the files that were asked for, up to the first that is wrong. */
function readAll({ folder, files, asked }: Chosen, witness: Witness): Trouble | undefined {
  const extra = files[asked]?.name;
  for (const read of readLog(folder, files)) {
    if (read.spot.file === extra && (read.kind !== "trouble" || read.spot.line > 1)) {
      return undefined;
    }
    const sentence = read.kind === "trouble" ? read.trouble : witness.see(read);
    if (sentence !== undefined) {
      const record = read.kind === "trouble" ? read.record : witness.records;
      return { bad: { ...read.spot, record }, sentence };
    }
  }
  return undefined;
}

/** Holds the log against its signed head and against what somebody else kept. */
function troubleWithAnchors(
  { files, last }: Chosen,
  witness: Witness,
  anchors: readonly Anchor[],
  head: Anchor | string,
): Trouble | undefined {
  if (last === "the last" && typeof head === "string") {
    return { bad: { file: HEAD_FILE }, sentence: head === "missing" ? "is missing" : head };
  }
  const kept = last === "the last" && typeof head !== "string" ? [...anchors, head] : anchors;
  const sentence = witness.passes(kept, last);
  return sentence === undefined ? undefined : { bad: { file: files.at(-1)?.name ?? "" }, sentence };
}

/** Files that are not there, unless everything in them was over its age. */
function missingFiles(
  files: readonly LogFileName[],
  begun: Seconds,
  now: Seconds,
): Trouble | undefined {
  const gap = files.find(({ number }, at) => at > 0 && number !== (files[at - 1]?.number ?? 0) + 1);
  if (gap !== undefined) {
    const sentence = `is number ${gap.number}, and does not follow the file before it`;
    return { bad: { file: gap.name }, sentence };
  }
  const first = files[0];
  return first !== undefined && first.number > 1 && now - begun <= KEPT_LONGEST
    ? {
        bad: { file: first.name },
        sentence: `is number ${first.number}, and the files before it are missing`,
      }
    : undefined;
}
