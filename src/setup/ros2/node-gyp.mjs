import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname, join } from "node:path";

import { run } from "../children.mjs";
import { SetupError } from "../setup-error.mjs";
import { RCLNODEJS } from "./folders.mjs";

/** @typedef {import("./base.mjs").Base} Base */

/**
 * Builds a native addon against a ROS 2 and exactly this Node, in its folder.
 * @param {string} folder - Where its `binding.gyp` is.
 * @param {Base} base - The ROS 2.
 * @param {NodeJS.ProcessEnv} env - Environment of the build.
 * @param {string} log - File that gets the output.
 * @returns {Promise<boolean>} Whether it was built.
 * @throws SetupError when there is no node-gyp.
 */
export async function buildWithGyp(folder, base, env, log) {
  const headers = findNodeHeaders();
  const where = headers === undefined ? [] : ["--nodedir", headers];
  const args = [findNodeGyp(), "rebuild", "-j", String(cpus().length), ...where];
  const { code } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...env, LDFLAGS: `${rememberFolders(base.libraries)} ${env["LDFLAGS"] ?? ""}` },
    log,
  });
  return code === 0;
}

/**
 * Linker flags that make a library remember where its dependencies and theirs are. Without, an rclnodejs started
 * without LD_LIBRARY_PATH would not load, take that for a missing build, and delete the good one to build it again.
 * @param {readonly string[]} folders - Where the libraries are.
 * @returns {string} The flags.
 */
function rememberFolders(folders) {
  return ["-Wl,--disable-new-dtags", ...folders.map((folder) => `-Wl,-rpath,${folder}`)].join(" ");
}

/** @returns {string} The script of node-gyp: rclnodejs depends on it, npm brings one too. */
function findNodeGyp() {
  const places = [
    () => createRequire(join(RCLNODEJS, "package.json")).resolve("node-gyp/bin/node-gyp.js"),
    () => createRequire(process.env["npm_execpath"] ?? "").resolve("node-gyp/bin/node-gyp.js"),
  ];
  for (const place of places) {
    try {
      return place();
    } catch {
      // The next place.
    }
  }
  throw new SetupError("node-gyp is missing: run `npm ci` once");
}

/**
 * @returns {string | undefined} Folder whose `include/node` has the headers of exactly this Node; undefined when they
 *   must be downloaded, which node-gyp does by itself.
 */
function findNodeHeaders() {
  const places = [process.env["npm_config_nodedir"], dirname(dirname(process.execPath))];
  return places.find((place) => {
    if (place === undefined) return false;
    const header = join(place, "include", "node", "node_version.h");
    if (!existsSync(header)) return false;
    const text = readFileSync(header, "utf8");
    const part = (/** @type {string} */ name) =>
      new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
    return `${part("MAJOR")}.${part("MINOR")}.${part("PATCH")}` === process.versions.node;
  });
}
