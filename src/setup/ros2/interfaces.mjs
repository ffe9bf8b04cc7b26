import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { run } from "../children.mjs";
import { hashContents, hashTexts, listFiles } from "../fingerprint.mjs";
import { ROOT } from "../root.mjs";
import { SetupError } from "../setup-error.mjs";
import { readStamp, writeStamp } from "../stamp.mjs";
import { buildEnvironment } from "./base.mjs";
import { BUILD, INTERFACES, LOGS } from "./folders.mjs";
import { findReservedField } from "./reserved-words.mjs";

/** @typedef {import("./base.mjs").Base} Base */

/**
 * A package of messages in this repository.
 * @typedef {object} InterfacePackage
 * @property {string} name - Its ament name.
 * @property {string} folder - Where its package.xml lies.
 * @property {string[]} needs - Packages it depends on.
 */

/**
 * A message package and the prefix it is installed in, named after its content.
 * @typedef {InterfacePackage & {key: string, prefix: string}} PlannedPackage
 */

const MESSAGES = join(ROOT, "msgs");

/** Makes CMake compile many small generated files at once. */
const UNITY = join(ROOT, "src", "setup", "ros2", "unity.cmake");

/**
 * The message packages that must be built on a ROS 2: those of this repository it does not have.
 * @param {Base} base - The ROS 2.
 * @returns {PlannedPackage[]} In an order in which each comes after what it needs.
 */
export function planInterfaces(base) {
  const own = findPackages().filter(
    ({ name }) => !base.prefixes.some((prefix) => hasInterfaces(prefix, name)),
  );
  /** @type {PlannedPackage[]} */
  const planned = [];
  for (const found of orderByNeeds(own)) {
    const needed = planned
      .filter((other) => found.needs.includes(other.name))
      .map((other) => other.key);
    const files = listFiles(found.folder).filter(isPartOfPackage);
    const key = hashTexts(base.key, hashContents(found.folder, files), ...needed);
    planned.push({ ...found, key, prefix: join(INTERFACES, `${found.name}_${key}`) });
  }
  return planned;
}

/**
 * @param {PlannedPackage} planned - A package.
 * @returns {boolean} Whether it is built and whole.
 */
export function isBuilt(planned) {
  return readStamp(join(planned.prefix, "coalign-stamp.json")) !== undefined;
}

/**
 * Builds one message package with plain CMake into its own prefix.
 * @param {Base} base - The ROS 2 it is built on.
 * @param {PlannedPackage} planned - The package.
 * @param {readonly string[]} overlays - Prefixes of the packages built before it.
 * @param {string} pythonFolder - Where a prefix keeps Python packages.
 * @throws SetupError when a message is wrong; its log says which.
 */
export async function buildInterfaces(base, planned, overlays, pythonFolder) {
  refuseReservedFields(planned);
  const build = join(BUILD, planned.name);
  rmSync(planned.prefix, { recursive: true, force: true });
  rmSync(build, { recursive: true, force: true });
  const env = buildEnvironment(base, overlays, pythonFolder);
  const generator = (await run("ninja", ["--version"])).code === 0 ? ["-G", "Ninja"] : [];
  const steps = [
    [
      "-S",
      planned.folder,
      "-B",
      build,
      ...generator,
      `-DCMAKE_INSTALL_PREFIX=${planned.prefix}`,
      ...cmakeOptions(base),
    ],
    ["--build", build, "--parallel", String(cpus().length)],
    ["--install", build],
  ];
  for (const [i, args] of steps.entries()) {
    const log = join(LOGS, `${planned.name}-${i + 1}.log`);
    const { code, output } = await run("cmake", args, { env, log });
    if (code !== 0) throw new SetupError(explainCmake(planned.name, output, log));
  }
  writeStamp(join(planned.prefix, "coalign-stamp.json"), { key: planned.key, at: Date.now() });
  rmSync(build, { recursive: true, force: true });
  prune(planned);
}

/**
 * @param {PlannedPackage} planned - A package.
 * @throws SetupError naming file, line and field when a field has a name that cannot be compiled.
 */
function refuseReservedFields(planned) {
  for (const path of listFiles(planned.folder).filter(isPartOfPackage)) {
    if (!/\.(msg|srv|action)$/.test(path)) continue;
    const found = findReservedField(readFileSync(join(planned.folder, path), "utf8"));
    if (found === undefined) continue;
    const place = `${join(planned.folder, path)}:${found.line}`;
    throw new SetupError(
      `${place}: a field cannot be called "${found.name}", a word of C++ or Python`,
    );
  }
}

/** @param {Base} base - The ROS 2. */
const cmakeOptions = (base) => [
  "-DBUILD_TESTING=OFF",
  `-DCMAKE_PROJECT_INCLUDE=${UNITY}`,
  `-DPython3_EXECUTABLE=${base.python}`,
];

/**
 * @param {string} name - The package.
 * @param {string} output - What CMake printed.
 * @param {string} log - Where that is kept.
 * @returns {string} One sentence.
 */
function explainCmake(name, output, log) {
  const wrong =
    /(?:Error processing|error processing|Exception:|InvalidSpecification|ParseError).*/.exec(
      output,
    )?.[0];
  return `the messages of ${name} could not be built${wrong === undefined ? "" : ` (${wrong.trim()})`}, see ${log}`;
}

/** @returns {InterfacePackage[]} Every message package in the repository. */
function findPackages() {
  const others = join(MESSAGES, "interfaces");
  const folders = existsSync(others) ? readdirSync(others).map((name) => join(others, name)) : [];
  return [MESSAGES, ...folders]
    .filter(
      (folder) =>
        existsSync(join(folder, "package.xml")) && existsSync(join(folder, "CMakeLists.txt")),
    )
    .map((folder) => readPackage(folder, readFileSync(join(folder, "package.xml"), "utf8")));
}

/**
 * Reads what matters here of a package.xml.
 * @param {string} folder - Its folder.
 * @param {string} xml - Its text.
 * @returns {InterfacePackage} The package.
 */
export function readPackage(folder, xml) {
  const name = /<name>\s*([\w-]+)\s*<\/name>/.exec(xml)?.[1];
  if (name === undefined) throw new SetupError(`${join(folder, "package.xml")} has no <name>`);
  const needs = [...xml.matchAll(/<(?:depend|build_depend|exec_depend)>\s*([\w-]+)\s*</g)].map(
    (match) => String(match[1]),
  );
  return { name, folder, needs };
}

/**
 * Sorts packages so that each comes after the ones it needs.
 * @template {{name: string, needs: string[]}} T
 * @param {readonly T[]} packages - In any order.
 * @returns {T[]} The same packages.
 * @throws SetupError when they need each other in a circle.
 */
export function orderByNeeds(packages) {
  /** @type {T[]} */
  const sorted = [];
  let left = [...packages].sort((a, b) => a.name.localeCompare(b.name));
  while (left.length > 0) {
    const ready = left.filter(
      (one) => !left.some((other) => other !== one && one.needs.includes(other.name)),
    );
    if (ready.length === 0)
      throw new SetupError(
        `message packages need each other: ${left.map((p) => p.name).join(", ")}`,
      );
    sorted.push(...ready);
    left = left.filter((one) => !ready.includes(one));
  }
  return sorted;
}

/**
 * @param {string} path - A file of the package, relative to its folder.
 * @returns {boolean} Whether the built package depends on it; another package below it does not count.
 */
function isPartOfPackage(path) {
  return (
    /^(msg|srv|action)\/[^/]+$/.test(path) || path === "package.xml" || path === "CMakeLists.txt"
  );
}

/**
 * @param {string} prefix - An ament prefix.
 * @param {string} name - A package.
 * @returns {boolean} Whether the prefix has its messages.
 */
function hasInterfaces(prefix, name) {
  return existsSync(
    join(prefix, "share", "ament_index", "resource_index", "rosidl_interfaces", name),
  );
}

/** How many older builds of a package stay: a process that still runs may use one. */
const KEPT = 3;

/** @param {PlannedPackage} planned - The package just built; its oldest builds go. */
function prune(planned) {
  const builds = readdirSync(INTERFACES)
    .filter(
      (entry) => entry.startsWith(`${planned.name}_`) && entry.length === planned.name.length + 17,
    )
    .map((entry) => join(INTERFACES, entry))
    .filter((folder) => folder !== planned.prefix)
    .map((folder) => ({ folder, at: birth(folder) }))
    .sort((a, b) => b.at - a.at);
  for (const { folder } of builds.slice(KEPT)) rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} folder - A build.
 * @returns {number} When it was finished [ms]; 0 for a half-made one.
 */
function birth(folder) {
  return Number(readStamp(join(folder, "coalign-stamp.json"))?.["at"] ?? 0);
}
