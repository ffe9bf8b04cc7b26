import { existsSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { readLimit, writeLimit } from "../authority/limit-text.ts";
import { type Ceilings, type OperatorLimit, unlimited } from "../authority/limits.ts";
import { makeFolder } from "../record/make-folder.ts";

/** Remembers what humans limited the robot to: a restart gives no ceiling back. */
export type LimitFile = {
  /** What the run before was limited to. */
  readonly before: OperatorLimit;
  /** Puts a limit on the disk whole or not at all. Rejects with the file system's error when it cannot. */
  keep(limit: OperatorLimit): Promise<void>;
};

/**
 * Opens the file.
 * @param path - Empty for none: then a restart forgets the limit.
 * @throws LimitTextError when it is there and cannot be read as a limit.
 */
export function openLimitFile(path: string, ceilings: Ceilings): LimitFile {
  if (path === "") {
    return { before: unlimited(ceilings), keep: async () => await Promise.resolve() };
  }
  makeFolder(dirname(path));
  const before = existsSync(path)
    ? readLimit(readFileSync(path, "utf8"), ceilings, path)
    : unlimited(ceilings);
  return { before, keep: async (limit) => await writeWhole(path, writeLimit(limit)) };
}

async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.new`;
  const file = await open(part, "w", 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
