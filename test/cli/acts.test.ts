import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reset } from "../../src/cli/human-act.ts";
import { createKey } from "../../src/cli/key-store.ts";
import { limit } from "../../src/cli/limit.ts";
import { type Command, parseUsage } from "../../src/cli/usage.ts";
import { waive } from "../../src/cli/waive.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-acts-"));
  vi.stubEnv("COALIGN_HOME", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function run<S extends Command["options"]>(
  command: Command<S>,
  ...args: string[]
): Promise<number> {
  return await command.run(parseUsage(command, args));
}

describe("signed acts on the command line", () => {
  it("refuse what could not be accepted, before anything is signed", async () => {
    const place = ["--x", "-1.5", "--y", "2"];

    await expect(run(waive, "dock")).rejects.toThrow("needs --x X and --y Y");
    await expect(run(waive, "dock", ...place, "--duration", "31")).rejects.toThrow(
      "from 0.01 to 30",
    );
    await expect(run(waive, "dock", ...place, "--speed", "0.2")).rejects.toThrow(
      "from 0.01 to 0.1",
    );
    await expect(run(waive, "dock", ...place, "--speed", "0")).rejects.toThrow("from 0.01 to 0.1");
    await expect(run(waive, "dock", ...place, "--radius", "3.1")).rejects.toThrow("from 0.01 to 3");
    await expect(run(limit, "--speed", "1")).rejects.toThrow("needs --speed V and --spin W");
    await expect(run(limit, "--speed", "0", "--spin", "1")).rejects.toThrow("from 0.01 to 100");
  });

  it("need somebody who signs, and a reason", async () => {
    await expect(run(reset)).rejects.toThrow("nobody has a key here");
    createKey("ada", "operator");
    await expect(run(reset)).rejects.toThrow("needs --reason TEXT");
    createKey("ben", "operator");
    await expect(run(reset, "--reason", "r")).rejects.toThrow("--operator must say who acts");
  });
});
