import { existsSync } from "node:fs";
import { join } from "node:path";

import { findSourced, foreignPaths, sourceKey } from "../environment.mjs";
import { hashTexts } from "../fingerprint.mjs";

/** @typedef {import("./base.mjs").Base} Base */

/**
 * The ROS 2 the user sourced, as something to build on.
 * @param {NodeJS.ProcessEnv} env - The process's environment.
 * @returns {Base | undefined} Undefined when none is sourced.
 */
export function readSourced(env) {
  const sourced = findSourced(env);
  if (sourced === undefined) return undefined;
  const home =
    sourced.prefixes.find((prefix) => existsSync(join(prefix, "share", "rcl"))) ??
    sourced.prefixes.at(-1) ??
    "";
  return {
    kind: "sourced",
    distro: sourced.distro,
    key: hashTexts("sourced", sourceKey(env)),
    home,
    prefixes: sourced.prefixes,
    libraries: foreignPaths(env["LD_LIBRARY_PATH"]),
    pythonPaths: foreignPaths(env["PYTHONPATH"]),
    python: "python3",
    settings: {},
  };
}
