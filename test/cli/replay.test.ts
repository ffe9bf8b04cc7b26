import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/coalign.ts";

let folder = "";
let recording = "";
let said = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "coalign-replay-"));
  const quiet = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const words = ["start", "--bus", "loopback", "--headless", "--duration", "3", "--record", folder];
  expect(await main(words)).toBe(0);
  quiet.mockRestore();
  const [name = ""] = readdirSync(folder);
  recording = join(folder, name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  said = "";
  const hear = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
});
afterEach(() => vi.restoreAllMocks());

describe("coalign replay", () => {
  it("takes every decision of a recording again, the same to the bit", async () => {
    expect(await main(["replay", recording])).toBe(0);
    expect(said).toContain("is whole");
    expect(said).toMatch(/\d{3} decisions over \d+ facts replayed, every one the same to the bit/);
  });

  it("notices one changed digit of a decision", async () => {
    const log = join(recording, "decisions.jsonl");
    const text = readFileSync(log, "utf8");
    const changed = join(folder, "changed.jsonl");
    writeFileSync(changed, text.replace(/"now":2\.\d/, '"now":9.9'));

    expect(await main(["replay", changed])).toBe(1);
  });

  it("answers 2 where there is no recording", async () => {
    expect(await main(["replay", join(folder, "nowhere")])).toBe(2);
    expect(said).toContain("it is not there");
  });
});
