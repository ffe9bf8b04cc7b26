import { existsSync, readFileSync } from "node:fs";
import { findRecording, verifyRecording } from "../record/judge-recording.ts";
import { type Anchor, readAnchor } from "../record/safety-log/anchor.ts";
import { isSafetyLog } from "../record/safety-log/log-folder.ts";
import { verifyLog } from "../record/safety-log/verify-log.ts";
import { ShapeError } from "../record/shape.ts";
import { tell } from "./console-lines.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  anchor: {
    kind: "text",
    value: "FILE",
    meaning: "Signed places somebody kept, one a line: the log must run through each.",
  },
  key: {
    kind: "text",
    value: "FILE",
    meaning: "The robot's public key, kept elsewhere [robot-key.pub beside the log].",
  },
} as const satisfies OptionSpecs;

/** Whoever can write the folder can put a log and a key of their own there: only a key kept elsewhere shows that. */
const BELIEVED =
  "the key beside the log was believed; --key with the robot's key kept elsewhere shows whether the log is that robot's";

/** Checks a safety log or the decision log of a recording, and names the first record that is wrong. */
export const verifyLogCommand: Command<typeof OPTIONS> = {
  name: "verify-log",
  summary: "Checks a safety log, or a recording's decision log; names the first bad record.",
  words: { value: "FILE|FOLDER", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [path = ""], options }) => {
    if (!existsSync(path) || !isSafetyLog(path)) {
      const { state, sentence } = verifyRecording(findRecording(path));
      tell(sentence);
      return await Promise.resolve(state === "broken" ? 1 : 0);
    }
    const { state, sentence, notes } = verifyLog(path, {
      now: Date.now() / 1000,
      anchors: options.anchor === undefined ? [] : readAnchors(options.anchor),
      ...(options.key === undefined ? {} : { key: readText(options.key) }),
    });
    const believed = options.key === undefined && state !== "broken" ? [BELIEVED] : [];
    [...notes, ...believed].forEach((note) => tell(`note: ${note}`));
    tell(sentence);
    return state === "broken" ? 1 : 0;
  },
};

function readText(file: string): string {
  if (!existsSync(file)) {
    throw new UsageError(`${file} is not there`);
  }
  return readFileSync(file, "utf8");
}

function readAnchors(file: string): readonly Anchor[] {
  return readText(file)
    .split("\n")
    .flatMap((line, i) => {
      try {
        return line.trim() === "" ? [] : [readAnchor(line)];
      } catch (error) {
        const why = error instanceof ShapeError ? error.message : String(error);
        throw new UsageError(`${file}, line ${i + 1}: ${why}`);
      }
    });
}
