import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder that holds package.json, wherever the command was typed. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
