import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The list of processes, from the root of the package. */
export const PROCESSES_FILE = "launch/processes.yaml";

/** Folder of this package: the nearest one going up, whether this file is bundled or not, that has the list of processes. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The bundle with every node and command. */
export const BUNDLE = join(ROOT, ".build", "coalign.js");

function findRoot(from: string): string {
  if (existsSync(join(from, PROCESSES_FILE))) {
    return from;
  }
  const above = dirname(from);
  if (above === from) {
    throw new Error(`${PROCESSES_FILE} is missing; is this installation whole?`);
  }
  return findRoot(above);
}
