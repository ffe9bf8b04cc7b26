import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { readDecisionLog } from "../../src/record/read-decision-log.ts";
import { readRecording } from "../../src/record/read-recording.ts";
import { scratch } from "./scratch.ts";

let program: string;

beforeAll(async () => {
  program = join(import.meta.dirname, "..", "..", ".build", "test", "killed-recorder.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "killed-recorder.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile: program,
    logLevel: "warning",
  });
});

/** What the recorder had flushed, by its own word, when it was killed. */
async function killAfter(child: ChildProcess, wanted: number): Promise<number> {
  let flushed = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    flushed = Number(line);
    if (flushed >= wanted && !child.killed) {
      child.kill("SIGKILL");
    }
  }
  return flushed;
}

describe("a recorder that is killed with -9", () => {
  it.each([100, 1700, 5200])(
    "after %i messages has lost nothing it had flushed",
    async (wanted) => {
      const folder = scratch();
      const paths = ["recording.mcap", "decisions.jsonl"].map((name) => join(folder, name));
      const child = spawn(process.execPath, [program, ...paths], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exit = once(child, "exit");
      const flushed = await killAfter(child, wanted);
      expect(await exit).toEqual([null, "SIGKILL"]);

      const kept = [...readRecording(paths[0]!)].flatMap((item) =>
        item.kind === "message"
          ? [new DataView(item.bytes.buffer, item.bytes.byteOffset).getUint32(4, true)]
          : [],
      );
      expect(kept.length).toBeGreaterThanOrEqual(flushed);
      expect(kept).toEqual(kept.map((_, i) => i));

      const records = [...readDecisionLog(paths[1]!)];
      const decisions = records.filter((item) => item.kind === "decision");
      expect(decisions.length).toBeGreaterThanOrEqual(flushed / 10);
    },
  );
});
