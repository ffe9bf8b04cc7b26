import { delimiter, join } from "node:path";

/**
 * A ROS 2 to build on: the sourced one or the embedded one.
 * @typedef {object} Base
 * @property {"sourced" | "embedded"} kind - Where it comes from.
 * @property {string} distro - Its name, such as "kilted".
 * @property {string} key - Fingerprint: changes when anything built on it must be built again.
 * @property {string} home - The prefix that holds the core, with `bin`, `lib` and `include`.
 * @property {string[]} prefixes - Every ament prefix, the first one found first.
 * @property {string[]} libraries - Folders of its shared libraries.
 * @property {string[]} pythonPaths - Folders its Python packages need on the path beyond the interpreter's own.
 * @property {string} python - Interpreter that has rclpy.
 * @property {Record<string, string>} settings - Further variables its processes need.
 */

/**
 * Environment variables of a process that uses a ROS 2 and some message packages built on it.
 * @param {Base} base - The ROS 2.
 * @param {readonly string[]} overlays - Prefixes of message packages.
 * @param {string} pythonFolder - Where a prefix keeps Python packages, such as "lib/python3.11/site-packages".
 * @returns {Record<string, string>} The variables to set.
 */
export function environmentVariables(base, overlays, pythonFolder) {
  const join_ = (/** @type {string[]} */ paths) => paths.join(delimiter);
  return {
    ...base.settings,
    ROS_DISTRO: base.distro,
    ROS_VERSION: "2",
    AMENT_PREFIX_PATH: join_([...overlays, ...base.prefixes]),
    LD_LIBRARY_PATH: join_([...overlays.map((prefix) => join(prefix, "lib")), ...base.libraries]),
    PYTHONPATH: join_([
      ...overlays.map((prefix) => join(prefix, pythonFolder)),
      ...base.pythonPaths,
    ]),
  };
}

/** Variables of the user's shell that would lead a build or a Python astray. */
const MISLEADING = [
  "PYTHONHOME",
  "PYTHONPATH",
  "VIRTUAL_ENV",
  "CMAKE_PREFIX_PATH",
  "COLCON_PREFIX_PATH",
  "DESTDIR",
];

/**
 * Environment to build against a ROS 2.
 * @param {Base} base - The ROS 2.
 * @param {readonly string[]} overlays - Prefixes of message packages already built.
 * @param {string} pythonFolder - As in `environmentVariables`.
 * @returns {NodeJS.ProcessEnv} The whole environment.
 */
export function buildEnvironment(base, overlays, pythonFolder) {
  const env = { ...process.env };
  for (const name of MISLEADING) delete env[name];
  const variables = environmentVariables(base, overlays, pythonFolder);
  return {
    ...env,
    ...variables,
    CMAKE_PREFIX_PATH: variables["AMENT_PREFIX_PATH"],
    PATH: [join(base.home, "bin"), env["PATH"] ?? ""].join(delimiter),
  };
}
