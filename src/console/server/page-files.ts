import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file of the page, ready to be sent. */
export type PageFile = { readonly type: string; readonly content: Buffer };

const TYPES: { readonly [extension: string]: string } = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  map: "application/json",
  svg: "image/svg+xml",
};

/** One plain name: no folder, no leading dot, so no way out of the page's own folder. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.([a-z]+)$/;

/**
 * A file of the built page by the path of its address, or undefined where there is none.
 * @param folder - Where the page was built.
 * @param path - Path of the address as it came, not decoded.
 */
export async function readPageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const name = path === "/" ? "index.html" : path.slice(1);
  const type = TYPES[NAME.exec(name)?.[1] ?? ""];
  if (type === undefined) {
    return undefined;
  }
  try {
    return { type, content: await readFile(join(folder, name)) };
  } catch {
    return undefined;
  }
}
