import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/coalign.ts";
import { openLog, write } from "../record/safety-log/written.ts";

let out = "";

beforeEach(() => {
  out = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function written(): Promise<{ readonly folder: string; readonly path: string }> {
  const { folder, path, log } = openLog();
  const end = write(log, 40);
  await log.close(end);
  return { folder, path };
}

describe("coalign verify-log", () => {
  it("says that it believed the key beside the log, unless one kept elsewhere is given", async () => {
    const { folder, path } = await written();
    const kept = join(folder, "kept.pub");
    copyFileSync(join(path, "robot-key.pub"), kept);

    expect(await main(["verify-log", path])).toBe(0);
    expect(out).toContain("note: the key beside the log was believed; --key");
    out = "";
    expect(await main(["verify-log", path, "--key", kept])).toBe(0);
    expect(out).not.toContain("believed");
    expect(out).toContain("is whole up to record");
  });

  it("does not take another robot's log, whole as it is, for that of the robot whose key was kept", async () => {
    const [own, other] = [await written(), await written()];

    expect(await main(["verify-log", other.path])).toBe(0);
    expect(await main(["verify-log", other.path, "--key", join(own.path, "robot-key.pub")])).toBe(
      1,
    );
  });

  it("names the first bad record", async () => {
    const { path } = await written();
    const name = readdirSync(path).find((entry) => entry.endsWith(".jsonl"))!;
    const file = join(path, name);
    const lines = readFileSync(file, "utf8").split("\n");
    lines[6] = lines[6]!.replace("Sentence", "sentence");
    writeFileSync(file, lines.join("\n"));

    expect(await main(["verify-log", path])).toBe(1);
    expect(out).toContain("line 7 (record 7) was changed after it was written");
  });
});
