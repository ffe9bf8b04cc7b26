import { delimiter, join } from "node:path";

import { hashTexts } from "./fingerprint.mjs";
import { ENVIRONMENT, ROS2 } from "./ros2/folders.mjs";
import { readStamp } from "./stamp.mjs";

/**
 * The ROS 2 that processes of this checkout use.
 * @typedef {object} Environment
 * @property {"sourced" | "embedded" | "none"} kind - The user's own, the one in `.ros2/`, or none.
 * @property {string} why - One sentence: which ROS 2 it is, or why there is none.
 * @property {string} distro - Its name, such as "kilted"; "" for none.
 * @property {Record<string, string>} variables - To set before a process starts (LD_LIBRARY_PATH works only then).
 * @property {string} python - Program that runs rclpy and knows our messages; "" for none.
 * @property {string[]} cflags - Flags for a C compiler to find every header.
 * @property {string[]} ldflags - Flags for a linker to find every library, at link time and at run time.
 */

/** Distributions coalign knows. */
export const DISTROS = ["humble", "jazzy", "kilted", "lyrical", "rolling"];

/**
 * Says which ROS 2 processes of this checkout use; cheap, changes nothing.
 * @param {NodeJS.ProcessEnv} [env] - The process's environment.
 * @returns {Environment} Kind "none" when there is none or it is not set up yet.
 */
export function describeEnvironment(env = process.env) {
  const record = /** @type {Partial<Environment> & {source?: string} | undefined} */ (
    readStamp(ENVIRONMENT)
  );
  if (env["COALIGN_ROS2"] === "none") {
    return noEnvironment(env["COALIGN_ROS2_WHY"] ?? "ROS 2: none, COALIGN_ROS2 says so");
  }
  const wanted = findSourced(env) === undefined ? "embedded" : "sourced";
  const fits =
    record?.kind === wanted && (wanted === "embedded" || record.source === sourceKey(env));
  if (record === undefined || !fits) {
    return noEnvironment(
      record?.kind === "none"
        ? String(record.why)
        : "ROS 2: none, it is not set up yet (npm start does it)",
    );
  }
  return {
    kind: wanted,
    why: record.why ?? "",
    distro: record.distro ?? "",
    variables: record.variables ?? {},
    python: record.python ?? "",
    cflags: record.cflags ?? [],
    ldflags: record.ldflags ?? [],
  };
}

/**
 * @param {string} why - Why there is no ROS 2, in one sentence.
 * @returns {Environment} The loopback bus only.
 */
export function noEnvironment(why) {
  return { kind: "none", why, distro: "", variables: {}, python: "", cflags: [], ldflags: [] };
}

/**
 * The ROS 2 the user sourced. What this project itself set does not count as sourced.
 * @param {NodeJS.ProcessEnv} env - The process's environment.
 * @returns {{distro: string, prefixes: string[]} | undefined} Undefined when none is sourced or coalign does not know it.
 */
export function findSourced(env) {
  const distro = env["ROS_DISTRO"] ?? "";
  const prefixes = foreignPaths(env["AMENT_PREFIX_PATH"]);
  return DISTROS.includes(distro) && prefixes.length > 0 ? { distro, prefixes } : undefined;
}

/**
 * The folders of a search path that this project did not add itself.
 * @param {string | undefined} paths - A search path.
 * @returns {string[]} The folders in order.
 */
export function foreignPaths(paths) {
  return (paths ?? "")
    .split(delimiter)
    .filter((path) => path !== "" && !path.startsWith(join(ROS2, "/")));
}

/**
 * @param {NodeJS.ProcessEnv} env - The process's environment.
 * @returns {string} Fingerprint of what is sourced; the same in processes started with our variables on top.
 */
export function sourceKey(env) {
  const paths = ["AMENT_PREFIX_PATH", "LD_LIBRARY_PATH", "PYTHONPATH"].map((name) =>
    foreignPaths(env[name]).join(delimiter),
  );
  return hashTexts(env["ROS_DISTRO"] ?? "", ...paths);
}
