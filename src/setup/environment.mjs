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
  const record = /** @type {Partial<Environment> & {source?: string} | undefined} */ (readStamp(ENVIRONMENT));
  const inherited = env["COALIGN_ROS2"];
  const wanted = inherited ?? (findSourced(env) === undefined ? "embedded" : "sourced");
  const matches = inherited !== undefined || wanted === "embedded" || record?.source === sourceKey(env);
  if (record === undefined || record.kind !== wanted || !matches) {
    return noEnvironment(record?.kind === "none" && record.why !== undefined ? record.why : "ROS 2 is not set up yet: npm start does it");
  }
  return {
    kind: record.kind,
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
  const prefixes = (env["AMENT_PREFIX_PATH"] ?? "").split(delimiter).filter((path) => path !== "");
  const foreign = prefixes.filter((path) => !path.startsWith(join(ROS2, "/")));
  return DISTROS.includes(distro) && foreign.length > 0 ? { distro, prefixes } : undefined;
}

/**
 * @param {NodeJS.ProcessEnv} env - The process's environment.
 * @returns {string} Fingerprint of what is sourced.
 */
export function sourceKey(env) {
  return hashTexts(...["ROS_DISTRO", "AMENT_PREFIX_PATH", "LD_LIBRARY_PATH", "PYTHONPATH"].map((name) => env[name] ?? ""));
}
