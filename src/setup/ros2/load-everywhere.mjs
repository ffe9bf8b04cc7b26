import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readNeeded, surplusNeeded } from "./elf-needed.mjs";
import { PREFIX } from "./folders.mjs";
import { must } from "./install-wheels.mjs";

/**
 * Lets every process, not only Python, load the message libraries.
 * @throws SetupError when a library cannot be changed.
 */
export async function dropSurplusNeeded() {
  const folder = join(PREFIX, "lib");
  /** @type {Map<string, string[]>} Libraries by the entries they lose. */
  const work = new Map();
  for (const library of readdirSync(folder).filter((name) => /\.so(\.|$)/.test(name))) {
    const surplus = surplusNeeded(library, readNeeded(readFileSync(join(folder, library))));
    if (surplus.length > 0)
      work.set(surplus.join(), [...(work.get(surplus.join()) ?? []), join(folder, library)]);
  }
  for (const [surplus, libraries] of work) {
    const removals = surplus.split(",").flatMap((entry) => ["--remove-needed", entry]);
    await must("patchelf", join(PREFIX, "bin", "patchelf"), [...removals, ...libraries]);
  }
}
