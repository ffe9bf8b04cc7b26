import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCoalign } from "./coalign-process.ts";

/**
 * Runs a sample of a soak that runs real processes over ROS 2, on a domain of its own.
 * @param words - The part, and the options that make it small.
 * @returns the figures it wrote.
 */
export async function sampleSoak(part: string, ...words: readonly string[]): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-soak-"));
  try {
    const file = join(folder, "soak.json");
    const run = runCoalign(["soak", part, ...words, "--json", file]);
    await run.ended(100).catch((error: unknown) => {
      run.child.kill("SIGTERM");
      throw error;
    });
    const all = JSON.parse(readFileSync(file, "utf8")) as {
      readonly [name: string]: { readonly figures: unknown };
    };
    return all[part]?.figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
