import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { hashTexts } from "../fingerprint.mjs";
import { showStep } from "../progress.mjs";
import { SetupError } from "../setup-error.mjs";
import { isStampedWith, readStamp, writeStamp } from "../stamp.mjs";
import { BUILD, LOGS, RCLNODEJS } from "./folders.mjs";
import { buildWithGyp } from "./node-gyp.mjs";

/** @typedef {import("./base.mjs").Base} Base */

const STAMP = join(RCLNODEJS, "build", "coalign-stamp.json");

/**
 * Fingerprint of the native half of rclnodejs for this Node and a ROS 2.
 * @param {Base} base - The ROS 2.
 * @returns {string} 16 hexadecimal digits.
 */
export function addonKey(base) {
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
  const log = join(LOGS, "addon.log");
  if (!(await buildWithGyp(aside, base, env, log))) {
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
