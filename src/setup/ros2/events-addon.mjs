import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { hashContents, hashTexts, listFiles } from "../fingerprint.mjs";
import { showStep, tell } from "../progress.mjs";
import { ROOT } from "../root.mjs";
import { SetupError } from "../setup-error.mjs";
import { isStampedWith, readStamp, writeStamp } from "../stamp.mjs";
import { addonKey } from "./addon.mjs";
import { BUILD, LOGS, RCLNODEJS } from "./folders.mjs";
import { buildWithGyp } from "./node-gyp.mjs";

/** @typedef {import("./base.mjs").Base} Base */

/** Our own native addon, beside that of rclnodejs, whose handles it borrows. */
const SOURCES = join(ROOT, "src", "bus", "ros2", "events");
const TARGET = join(RCLNODEJS, "build", "Release", "events.node");
const STAMP = join(RCLNODEJS, "build", "coalign-events-stamp.json");

/** @param {Base} base - The ROS 2. */
const eventsKey = (base) => hashTexts(addonKey(base), hashContents(SOURCES, listFiles(SOURCES)));

/**
 * Whether the events addon fits this Node and a ROS 2, or is known not to build with them.
 * @param {Base} base - The ROS 2.
 * @returns {boolean} False when it must be tried.
 */
export function isEventsAddonFresh(base) {
  return isStampedWith(readStamp(STAMP), eventsKey(base));
}

/**
 * Builds the events addon. Nothing depends on it but speed: where it does not build, one line says so, the bus waits
 * with the thread of rclnodejs, and it is tried again when something it is made of changes.
 * @param {Base} base - The ROS 2 it is built against.
 * @param {NodeJS.ProcessEnv} env - Environment of a build against it.
 */
export async function buildEventsAddon(base, env) {
  if (isEventsAddonFresh(base)) return;
  await showStep("ROS 2: building the events addon (3/5)", async () => {
    const why = await compile(base, env);
    if (why !== undefined) {
      rmSync(TARGET, { force: true });
      tell(`ROS 2: ${why}; commands take a little longer, nothing else changes`);
    }
    writeStamp(STAMP, { key: eventsKey(base), built: why === undefined, why });
  });
}

/**
 * @param {Base} base - The ROS 2 it is built against.
 * @param {NodeJS.ProcessEnv} env - Environment of a build against it.
 * @returns {Promise<string | undefined>} Why it was not built.
 */
async function compile(base, env) {
  const aside = join(BUILD, "events");
  rmSync(aside, { recursive: true, force: true });
  cpSync(SOURCES, aside, { recursive: true });
  const log = join(LOGS, "events-addon.log");
  const flags = compilerFlags(base);
  const link = [`-L${join(base.home, "lib")}`, ...base.libraries.map((folder) => `-L${folder}`)];
  const given = { ...env, CXXFLAGS: flags.join(" "), LDFLAGS: link.join(" ") };
  try {
    if (!(await buildWithGyp(aside, base, given, log)))
      return `the events addon could not be built (see ${log})`;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  mkdirSync(dirname(TARGET), { recursive: true });
  const draft = `${TARGET}.${process.pid}`;
  cpSync(join(aside, "build", "Release", "events.node"), draft);
  renameSync(draft, TARGET);
  rmSync(aside, { recursive: true, force: true });
  return undefined;
}

/**
 * @param {Base} base - The ROS 2.
 * @returns {string[]} Where the headers of ROS 2 and of rclnodejs are, and what they are of.
 */
function compilerFlags(base) {
  const { version } = /** @type {{version: string}} */ (
    JSON.parse(readFileSync(join(RCLNODEJS, "package.json"), "utf8"))
  );
  const require = createRequire(join(RCLNODEJS, "package.json"));
  const napi = dirname(require.resolve("node-addon-api/package.json"));
  const include = join(base.home, "include");
  const packages = existsSync(include) ? readdirSync(include) : [];
  const folders = [
    join(RCLNODEJS, "src"),
    napi,
    include,
    ...packages.map((name) => join(include, name)),
  ];
  return [
    ...folders.map((folder) => `-I${folder}`),
    `-DCOALIGN_BUILT_FOR=${version}-${base.distro}`,
  ];
}
