import { Decision } from "../bus/messages/coalign-msgs.gen.ts";
import { decide } from "../kernel/decide.ts";
import { observe, SILENT } from "../kernel/observe.ts";
import { findRecording, replayRecording, verifyRecording } from "../record/judge-recording.ts";
import type { Kernel } from "../record/replay.ts";
import { tell } from "./console-lines.ts";
import type { Command, NoOptions } from "./usage.ts";

const KERNEL: Kernel = { start: SILENT, observe, decide };

/** Re-runs the decisions of a recording and compares them bit for bit. */
export const replay: Command<NoOptions> = {
  name: "replay",
  summary: "Re-runs the decisions of a recording and compares them bit for bit.",
  words: { value: "FILE", min: 1, max: 1 },
  options: {},
  run: async ({ words: [path = ""] }) => {
    const recording = findRecording(path);
    const log = recording.decisions === undefined ? undefined : verifyRecording(recording);
    if (log !== undefined) {
      tell(log.sentence);
    }
    const { sentence, different, decisions } = replayRecording(recording, KERNEL, (bytes) =>
      Decision.decode(bytes),
    );
    tell(sentence);
    const same = different === 0 && decisions > 0;
    return await Promise.resolve(same && log?.state !== "broken" ? 0 : 1);
  },
};
