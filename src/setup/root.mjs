import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @param {string} from - Folder to begin in.
 * @returns {string} The nearest folder, going up, that holds this package.
 */
function findRoot(from) {
  if (existsSync(join(from, "package.json")) && existsSync(join(from, "src", "setup"))) return from;
  const above = dirname(from);
  return above === from ? process.cwd() : findRoot(above);
}

/** Folder that holds package.json, wherever the command was typed and whether or not this file is bundled. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
