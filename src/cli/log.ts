import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { CAUSES } from "../kernel/reason.ts";
import { type LogFileName, logFiles } from "../record/safety-log/log-folder.ts";
import { pruneLog } from "../record/safety-log/prune-log.ts";
import { tellLog } from "../record/safety-log/tell-log.ts";
import { nearestWord } from "../world/scenario/nearest-word.ts";
import { tell } from "./console-lines.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  since: {
    kind: "text",
    value: "TIME",
    meaning: "Not before: 2026-11-23T12:00, or 90s, 15m, 2h, 7d ago.",
  },
  reason: { kind: "text", value: "ID", meaning: "Only what names this reason." },
  last: {
    kind: "integer",
    value: "N",
    min: 1,
    max: 1_000_000_000,
    meaning: "Only the last ones [1].",
  },
} as const satisfies OptionSpecs;

/** Tells a safety log to a person, or takes from it what is over its age. */
export const log: Command<typeof OPTIONS> = {
  name: "log",
  summary: "Tells a safety log to a person; `log prune FOLDER` takes away what is over its age.",
  words: { value: "FILE|FOLDER | prune FOLDER", min: 1, max: 2 },
  options: OPTIONS,
  run: async ({ words: [first = "", second], options }) => {
    if (second !== undefined) {
      if (first !== "prune") {
        throw new UsageError("coalign log needs FILE, FOLDER or `prune FOLDER`");
      }
      tell(pruneLog(second, Date.now() / 1000).sentence);
      return await Promise.resolve(0);
    }
    const { folder, files } = filesAt(first);
    const since = options.since === undefined ? undefined : readTime(options.since);
    const { reason, last } = options;
    checkReason(reason);
    tellLog(folder, files, { since, reason, last }).forEach(tell);
    return 0;
  },
};

function filesAt(path: string): {
  readonly folder: string;
  readonly files: readonly LogFileName[];
} {
  const found = statSync(path, { throwIfNoEntry: false });
  const folder = found?.isDirectory() === true ? path : dirname(path);
  const files = found === undefined ? [] : logFiles(folder);
  const chosen =
    found?.isDirectory() === true ? files : files.filter(({ name }) => name === basename(path));
  if (chosen.length === 0) {
    throw new UsageError(
      `${path}: a safety log is a folder of files safety-….jsonl, or one of them`,
    );
  }
  return { folder, files: chosen };
}

function checkReason(reason: string | undefined): void {
  if (reason !== undefined && !Object.hasOwn(CAUSES, reason)) {
    const nearest = nearestWord(reason, Object.keys(CAUSES));
    throw new UsageError(
      `there is no reason '${reason}'` +
        (nearest === undefined ? "" : `; did you mean '${nearest}'?`),
    );
  }
}

const SPANS: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3600, d: 86_400 };

/** System clock [s since 1970]. */
function readTime(text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const time =
    count === undefined
      ? Date.parse(text) / 1000
      : Date.now() / 1000 - Number(count) * (SPANS[unit] ?? 1);
  if (!Number.isFinite(time)) {
    throw new UsageError(
      `--since must be a time like 2026-11-23T12:00 or an age like 15m, and not '${text}'`,
    );
  }
  return time;
}
