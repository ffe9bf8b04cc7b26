import { join } from "node:path";

import { run } from "../children.mjs";
import { showStep } from "../progress.mjs";
import { SetupError } from "../setup-error.mjs";
import { isStampedWith, readStamp, writeStamp } from "../stamp.mjs";
import { LOGS, RCLNODEJS } from "./folders.mjs";

/** @typedef {import("./base.mjs").Base} Base */
/** @typedef {import("./interfaces.mjs").PlannedPackage} PlannedPackage */

const STAMP = join(RCLNODEJS, "generated", "coalign-stamp.json");

/** Writes the JavaScript of every message package on the path; the TypeScript declarations are not needed. */
const ALL = `require("./rosidl_gen/index.cjs").generateAll(true).catch((error) => { console.error(error); process.exit(1); })`;

/** Writes that of the named prefixes only, in place, so that processes that run keep what they use. */
const SOME = `
const { rmSync } = require("node:fs");
const generator = require("./rosidl_gen/index.cjs");
(async () => {
  for (const { name, prefix } of JSON.parse(process.env.COALIGN_PACKAGES)) {
    rmSync(generator.generatedRoot + name, { recursive: true, force: true });
    await generator.generateInPath(prefix);
  }
})().catch((error) => { console.error(error); process.exit(1); })`;

/**
 * Whether rclnodejs has the JavaScript of every message.
 * @param {Base} base - The ROS 2.
 * @param {readonly PlannedPackage[]} packages - Our own message packages.
 * @returns {boolean} False when some must be generated.
 */
export function areBindingsFresh(base, packages) {
  const stamp = readStamp(STAMP);
  return isStampedWith(stamp, base.key) && changedPackages(stamp, packages).length === 0;
}

/**
 * Generates the JavaScript of the messages: of all at first, of the changed packages later.
 * @param {Base} base - The ROS 2.
 * @param {readonly PlannedPackage[]} packages - Our own message packages.
 * @param {NodeJS.ProcessEnv} env - Environment of a build, with every prefix.
 * @throws SetupError when the generator fails.
 */
export async function generateBindings(base, packages, env) {
  if (areBindingsFresh(base, packages)) return;
  await showStep("ROS 2: generating JavaScript for the messages (5/5)", async () => {
    const stamp = readStamp(STAMP);
    const isWhole = isStampedWith(stamp, base.key);
    const changed = JSON.stringify(changedPackages(stamp, packages));
    const log = join(LOGS, "bindings.log");
    const { code } = await run(process.execPath, ["-e", isWhole ? SOME : ALL], {
      cwd: RCLNODEJS,
      env: { ...env, COALIGN_PACKAGES: changed },
      log,
    });
    if (code !== 0)
      throw new SetupError(`the JavaScript of the messages could not be generated (see ${log})`);
    writeStamp(STAMP, {
      key: base.key,
      packages: Object.fromEntries(packages.map(({ name, key }) => [name, key])),
    });
  });
}

/**
 * @param {Readonly<Record<string, unknown>> | undefined} stamp - What was generated last.
 * @param {readonly PlannedPackage[]} packages - What there is now.
 * @returns {PlannedPackage[]} The packages whose JavaScript is missing or of other messages.
 */
function changedPackages(stamp, packages) {
  const had = /** @type {Record<string, unknown>} */ (stamp?.["packages"] ?? {});
  return packages.filter(({ name, key }) => had[name] !== key);
}
