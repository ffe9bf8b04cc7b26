import { spawnSync } from "node:child_process";

/** Minor versions of Python 3 the wheels are built for. */
const OLDEST = 10;
const NEWEST = 13;

const CANDIDATES = [
  "python3",
  "python3.12",
  "python3.11",
  "python3.13",
  "python3.10",
  "/usr/bin/python3",
];

/** Asks an interpreter what it is; `headers` and `venv` need packages of their own on some distributions. */
const QUESTION = `
import importlib.util, json, os, platform, sys, sysconfig
include = sysconfig.get_path("include")
print(json.dumps({
  "version": list(sys.version_info[:2]),
  "executable": os.path.realpath(sys.executable),
  "include": include,
  "headers": os.path.exists(os.path.join(include, "Python.h")),
  "venv": all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip")),
  "implementation": platform.python_implementation(),
}))`;

/**
 * @typedef {object} Python
 * @property {[number, number]} version - Major and minor version.
 * @property {string} executable - Path of the interpreter, links resolved.
 * @property {string} include - Folder of its C headers.
 * @property {boolean} headers - Whether the C headers are installed.
 * @property {boolean} venv - Whether it can make virtual environments with pip in them.
 * @property {string} implementation - "CPython" or another.
 */

/**
 * Says what an interpreter lacks to carry the embedded ROS 2.
 * @param {Python} python - The interpreter.
 * @returns {string | undefined} The lack in a few words; undefined when it will do.
 */
export function lackOfPython(python) {
  const [major, minor] = python.version;
  const name = `Python ${major}.${minor}`;
  if (major !== 3 || minor < OLDEST || minor > NEWEST)
    return `${name} is not one of 3.${OLDEST} to 3.${NEWEST}`;
  if (python.implementation !== "CPython")
    return `${name} is ${python.implementation}, not CPython`;
  if (!python.venv) return `${name} cannot make virtual environments (install python3-venv)`;
  if (!python.headers) return `${name} has no C headers (install python3-dev)`;
  return undefined;
}

/**
 * Finds a Python that can carry the embedded ROS 2; `COALIGN_PYTHON` names one first.
 * @returns {{python: Python} | {lack: string}} The interpreter, or what the most suitable one lacks.
 */
export function findPython() {
  const named = process.env["COALIGN_PYTHON"];
  const lacks = [];
  for (const candidate of named === undefined ? CANDIDATES : [named]) {
    const python = askPython(candidate);
    if (python === undefined) continue;
    const lack = lackOfPython(python);
    if (lack === undefined) return { python };
    lacks.push(lack);
  }
  return {
    lack:
      lacks.find((lack) => lack.includes("install")) ??
      lacks[0] ??
      "there is no Python 3 on the path",
  };
}

/**
 * @param {string} candidate - Name or path.
 * @returns {Python | undefined} What it says of itself; undefined when it does not run.
 */
function askPython(candidate) {
  const { status, stdout } = spawnSync(candidate, ["-I", "-c", QUESTION], {
    encoding: "utf8",
    timeout: 10_000,
  });
  if (status !== 0) return undefined;
  return /** @type {Python} */ (JSON.parse(stdout));
}
