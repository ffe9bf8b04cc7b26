import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Reads a stamp: the record, written last, that a piece of set-up is whole and of what it was made.
 * @param {string} path - The stamp's file.
 * @returns {Record<string, unknown> | undefined} What it holds; undefined when it is missing, cut short or no object.
 */
export function readStamp(path) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(readFileSync(path, "utf8")));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return /** @type {Record<string, unknown>} */ (value);
  } catch {
    return undefined;
  }
}

/**
 * Writes a file so that a reader sees the old text or the new one, never a part of it.
 * @param {string} path - The file; its folder is made when missing.
 * @param {string} text - Its whole content.
 * @param {number} [mode] - Permissions, such as 0o755.
 * @param {BufferEncoding} [encoding] - How the text becomes bytes.
 */
export function writeWhole(path, text, mode = 0o644, encoding = "utf8") {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode, encoding });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Writes a stamp whole.
 * @param {string} path - The stamp's file.
 * @param {Readonly<Record<string, unknown>>} value - What was made, and of what.
 */
export function writeStamp(path, value) {
  writeWhole(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/**
 * Whether a stamp says that the thing was made of exactly this.
 * @param {Readonly<Record<string, unknown>> | undefined} stamp - As `readStamp` gives it.
 * @param {string} key - Fingerprint of what the thing is made of now.
 * @returns {boolean} False for a missing stamp: a half-made thing has none.
 */
export function isStampedWith(stamp, key) {
  return stamp !== undefined && stamp["key"] === key;
}
