import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { hashTexts, hashTimes, listFiles } from "./fingerprint.mjs";
import { tell } from "./progress.mjs";
import { ROOT } from "./root.mjs";
import { SetupError } from "./setup-error.mjs";
import { isStampedWith, readStamp, writeStamp, writeWhole } from "./stamp.mjs";

/** @typedef {import("esbuild")} Esbuild */

/** Where the bundles go. */
const OUT = join(ROOT, ".build");
const STAMP = join(OUT, "coalign-stamp.json");

/** Raised when the options below change. */
const RECIPE = "1";

const COMMAND = "src/cli/coalign.ts";
const PAGE = "src/console/page";

/** The bundle of the command. */
export const COMMAND_BUNDLE = join(OUT, "coalign.js");

/**
 * Whether the bundles were made of the sources as they are now.
 * @returns {boolean} False when they must be made.
 */
export function isBundleFresh() {
  return existsSync(COMMAND_BUNDLE) && isStampedWith(readStamp(STAMP), sourceKey());
}

/**
 * Bundles the command for Node and the operators' page for browsers.
 * @throws SetupError when the sources do not compile.
 */
export async function makeBundle() {
  const began = performance.now();
  const key = sourceKey();
  if (!existsSync(join(ROOT, COMMAND))) throw new SetupError(`${COMMAND} is missing`);
  const esbuild = /** @type {Esbuild} */ (await import("esbuild"));
  const made = [
    ...(await bundle(esbuild, {
      entryPoints: [COMMAND],
      outdir: OUT,
      platform: "node",
      target: "node20",
      packages: "external",
      splitting: true,
      chunkNames: "chunk-[hash]",
      sourcemap: true,
    })),
    ...(existsSync(join(ROOT, PAGE, "main.ts"))
      ? await bundle(esbuild, {
          entryPoints: [join(PAGE, "main.ts")],
          outdir: join(OUT, "page"),
          platform: "browser",
          target: "es2022",
          minify: true,
          sourcemap: true,
        })
      : []),
    ...copyPage(),
  ];
  removeOld(made);
  writeStamp(STAMP, { key });
  tell(`build: bundled in ${Math.round(performance.now() - began)} ms`);
}

/**
 * Bundles one entry point. Chunks are written before the entry, each whole, so that a process that starts meanwhile
 * never finds an entry without its chunks.
 * @param {Esbuild} esbuild - The bundler.
 * @param {import("esbuild").BuildOptions} options - What to bundle and how.
 * @returns {Promise<string[]>} The files made.
 */
async function bundle(esbuild, options) {
  const result = await esbuild
    .build({
      ...options,
      absWorkingDir: ROOT,
      bundle: true,
      format: "esm",
      write: false,
      logLevel: "silent",
    })
    .catch((/** @type {unknown} */ error) => {
      throw new SetupError(explainBuild(/** @type {import("esbuild").BuildFailure} */ (error)));
    });
  const files = [...(result.outputFiles ?? [])].sort(
    (a, b) => Number(isChunk(b.path)) - Number(isChunk(a.path)),
  );
  for (const file of files) writeWhole(file.path, file.text);
  return files.map((file) => file.path);
}

/** @param {string} path - A file. */
const isChunk = (path) => basename(path).startsWith("chunk-");

/**
 * @param {import("esbuild").BuildFailure} failure - What esbuild throws.
 * @returns {string} The first fault with its file and line.
 */
function explainBuild(failure) {
  const first = failure.errors?.[0];
  if (first === undefined) return `The bundle cannot be made: ${failure.message}`;
  const place = first.location === null ? "" : `${first.location.file}:${first.location.line}: `;
  const more = failure.errors.length > 1 ? ` (and ${failure.errors.length - 1} more)` : "";
  return `The bundle cannot be made: ${place}${first.text}${more}`;
}

/** @returns {string[]} The page's files that need no bundling, copied. */
function copyPage() {
  const folder = join(ROOT, PAGE);
  return listFiles(folder)
    .filter((path) => /\.(html|css|svg|png|ico|webmanifest)$/.test(path))
    .map((path) => {
      const target = join(OUT, "page", path);
      mkdirSync(dirname(target), { recursive: true });
      writeWhole(target, readFileSync(join(folder, path), "latin1"), 0o644, "latin1");
      return target;
    });
}

/** How long a chunk of an older bundle stays for processes that still run it [ms]. */
const KEEP = 3_600_000;

/** @param {readonly string[]} made - Files of the present bundle; older chunks go. */
function removeOld(made) {
  const now = Date.now();
  for (const name of readdirSync(OUT).filter(isChunk)) {
    const path = join(OUT, name);
    if (!made.includes(path) && now - statSync(path).mtimeMs > KEEP) rmSync(path, { force: true });
  }
}

/** @returns {string} Fingerprint of everything the bundles are made of. */
function sourceKey() {
  const folder = join(ROOT, "src");
  const files = listFiles(folder).filter((path) => !path.startsWith("setup/"));
  const lock = statSync(join(ROOT, "package-lock.json")).mtimeMs;
  return hashTexts(RECIPE, String(lock), hashTimes(folder, files));
}
