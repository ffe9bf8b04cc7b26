import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname, join } from "node:path";

import { run } from "../children.mjs";
import { hashTexts } from "../fingerprint.mjs";
import { showStep } from "../progress.mjs";
import { SetupError } from "../setup-error.mjs";
import { isStampedWith, readStamp, writeStamp } from "../stamp.mjs";
import { BUILD, LOGS, RCLNODEJS } from "./folders.mjs";

/** @typedef {import("./base.mjs").Base} Base */

const STAMP = join(RCLNODEJS, "build", "coalign-stamp.json");

/**
 * Fingerprint of the native half of rclnodejs for this Node and a ROS 2.
 * @param {Base} base - The ROS 2.
 * @returns {string} 16 hexadecimal digits.
 */
function addonKey(base) {
  const { version } = /** @type {{version: string}} */ (
    JSON.parse(readFileSync(join(RCLNODEJS, "package.json"), "utf8"))
  );
  return hashTexts(base.key, base.distro, version, process.versions.modules, process.arch);
}

/**
 * Whether the native half of rclnodejs fits this Node and a ROS 2.
 * @param {Base} base - The ROS 2.
 * @returns {boolean} False when it must be built.
 */
export function isAddonFresh(base) {
  return isStampedWith(readStamp(STAMP), addonKey(base));
}

/**
 * Builds the native half of rclnodejs, or takes the one in the package where that was made for this system. Built in a
 * folder aside and then moved: processes that run keep theirs, and an rclnodejs that starts meanwhile, finds none and
 * tries to build one itself is not in the way.
 * @param {Base} base - The ROS 2 it is built against.
 * @param {NodeJS.ProcessEnv} env - Environment of a build against it.
 * @throws SetupError when it cannot be built.
 */
export async function buildAddon(base, env) {
  if (isAddonFresh(base)) return;
  await showStep("ROS 2: building the native addon of rclnodejs (3/5)", async () => {
    if (!hasPrebuilt(env)) await compile(base, env);
    writeStamp(STAMP, { key: addonKey(base) });
  });
}

/**
 * @param {Base} base - The ROS 2 it is built against.
 * @param {NodeJS.ProcessEnv} env - Environment of a build against it.
 * @throws SetupError when it cannot be built.
 */
async function compile(base, env) {
  const aside = join(BUILD, "rclnodejs");
  rmSync(aside, { recursive: true, force: true });
  for (const part of SOURCES) {
    cpSync(join(RCLNODEJS, part), join(aside, part), { recursive: true });
  }
  const headers = findNodeHeaders();
  const where = headers === undefined ? [] : ["--nodedir", headers];
  const log = join(LOGS, "addon.log");
  const args = [findNodeGyp(), "rebuild", "-j", String(cpus().length), ...where];
  const { code } = await run(process.execPath, args, {
    cwd: aside,
    env: { ...env, LDFLAGS: rememberFolders(base.libraries) },
    log,
  });
  if (code !== 0) {
    throw new SetupError(`the native addon of rclnodejs could not be built (see ${log})`);
  }
  const target = join(RCLNODEJS, "build", "Release");
  mkdirSync(target, { recursive: true });
  const draft = join(target, `rclnodejs.node.${process.pid}`);
  cpSync(join(aside, "build", "Release", "rclnodejs.node"), draft);
  renameSync(draft, join(target, "rclnodejs.node"));
  rmSync(aside, { recursive: true, force: true });
}

/** What of the package its build reads. */
const SOURCES = ["binding.gyp", "package.json", "src", "third_party", "scripts", "lib"];

/**
 * Linker flags that make a library remember where its dependencies and theirs are. Without, an rclnodejs started
 * without LD_LIBRARY_PATH would not load, take that for a missing build, and delete the good one to build it again.
 * @param {readonly string[]} folders - Where the libraries are.
 * @returns {string} The flags.
 */
function rememberFolders(folders) {
  return ["-Wl,--disable-new-dtags", ...folders.map((folder) => `-Wl,-rpath,${folder}`)].join(" ");
}

/**
 * @param {NodeJS.ProcessEnv} env - Environment of a build.
 * @returns {boolean} Whether rclnodejs ships an addon for this system and ROS 2.
 */
function hasPrebuilt(env) {
  const question = "process.exit(require('./scripts/install.cjs').checkPrebuiltBinary() ? 0 : 1)";
  return (
    spawnSync(process.execPath, ["-e", question], { cwd: RCLNODEJS, env, stdio: "ignore" })
      .status === 0
  );
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
