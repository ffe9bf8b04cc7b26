import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { whyHeld } from "../../../../src/cli/bench/relay/why-held.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-"));
afterAll(() => rmSync(folder, { recursive: true }));

const mode = (from: string, to: string, id: string, source: string): string =>
  JSON.stringify({ number: 1, body: { kind: "mode", from, to, reasons: [{ id, source }] } });

it("tells every stop of a robot that drove, from all files of a safety log in order", () => {
  const second = [
    mode("slowed", "latched", "human-veto", "/veto"),
    mode("latched", "ready", "", ""),
  ];
  const first = [
    mode("arming", "stopped", "command-missing", "command"),
    mode("stopped", "slowed", "", ""),
    mode("slowed", "moving", "", ""),
    mode("moving", "stopped", "body-stale", "body"),
    JSON.stringify({ number: 2, body: { kind: "decision", mode: "stopped", reasons: [] } }),
  ];
  writeFileSync(join(folder, "safety-000002.jsonl"), `${second.join("\n")}\n`);
  writeFileSync(join(folder, "safety-000001.jsonl"), `${first.join("\n")}\n`);
  writeFileSync(join(folder, "head.json"), "{}");
  expect(whyHeld(folder)).toEqual(["body-stale (body)", "human-veto (/veto)"]);
});
