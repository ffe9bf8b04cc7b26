import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Fingerprint of some texts; their borders count, so ("a", "b") differs from ("ab").
 * @param {...string} parts - The texts.
 * @returns {string} 16 hexadecimal digits.
 */
export function hashTexts(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex").slice(0, 16);
}

/**
 * Every file below a folder, in an order that does not depend on the file system.
 * @param {string} folder - Where to look; a missing folder has no files.
 * @returns {string[]} Paths relative to the folder, sorted.
 */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory())
      found.push(...listFiles(join(folder, entry.name)).map((path) => `${entry.name}/${path}`));
    else if (entry.isFile()) found.push(entry.name);
  }
  return found.sort();
}

/**
 * Fingerprint of the names and contents of files.
 * @param {string} folder - Folder the paths are relative to.
 * @param {readonly string[]} paths - The files.
 * @returns {string} 16 hexadecimal digits.
 */
export function hashContents(folder, paths) {
  return hashTexts(...paths.flatMap((path) => [path, readFileSync(join(folder, path), "latin1")]));
}

/**
 * Fingerprint of the names, sizes and times of change of files: much cheaper than their contents, and never equal
 * after an edit.
 * @param {string} folder - Folder the paths are relative to.
 * @param {readonly string[]} paths - The files.
 * @returns {string} 16 hexadecimal digits.
 */
export function hashTimes(folder, paths) {
  return hashTexts(
    ...paths.map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    }),
  );
}
