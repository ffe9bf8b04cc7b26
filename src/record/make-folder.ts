import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it, `mode` for each that is new. Node's own recursive way never ends where a file system says of a new folder that
 * it cannot exist, as /proc does.
 * @throws Error of the file system.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const path = resolve(folder);
  if (existsSync(path)) {
    mkdirSync(path, { recursive: true }); // refuses what is no folder
    return;
  }
  if (!existsSync(dirname(path))) {
    makeFolder(dirname(path), mode);
  }
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!existsSync(path)) {
      throw error; // else another process was faster
    }
  }
}
