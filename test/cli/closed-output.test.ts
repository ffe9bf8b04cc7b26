import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "coalign-closed-"));
const program = join(folder, "program.mjs");

beforeAll(async () => {
  const module = fileURLToPath(new URL("../../src/cli/closed-output.ts", import.meta.url));
  const contents = `
    import { endWithOutput } from ${JSON.stringify(module)};
    endWithOutput();
    endWithOutput();
    if (process.argv[2] === "robot") {
      process.once("SIGTERM", () => setTimeout(() => process.exit(7), 50));
    }
    setInterval(() => process.stdout.write("x".repeat(1000) + "\\n"), 5);`;
  const stdin = { contents, resolveDir: folder };
  await build({ stdin, bundle: true, platform: "node", format: "esm", outfile: program });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a little of what it prints, and then no more. */
async function cut(...words: readonly string[]): Promise<{ code: unknown; errors: string }> {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = (await once(child, "close")) as [unknown];
  return { code, errors };
}

describe("a command whose reader went away", () => {
  it("ends without a word, as the shell says it", async () => {
    expect(await cut()).toEqual({ code: 141, errors: "" });
  });

  it("stops what it runs first, where it runs something", async () => {
    expect(await cut("robot")).toEqual({ code: 7, errors: "" });
  });
});
