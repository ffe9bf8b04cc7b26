import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { run } from "../children.mjs";
import { describeEnvironment, findSourced, noEnvironment, sourceKey } from "../environment.mjs";
import { hashTexts } from "../fingerprint.mjs";
import { showStep, tell } from "../progress.mjs";
import { ROOT } from "../root.mjs";
import { LackError, SetupError } from "../setup-error.mjs";
import { readStamp, writeStamp, writeWhole } from "../stamp.mjs";
import { buildAddon, isAddonFresh } from "./addon.mjs";
import { buildEnvironment, environmentVariables } from "./base.mjs";
import { areBindingsFresh, generateBindings } from "./bindings.mjs";
import { buildEventsAddon, isEventsAddonFresh } from "./events-addon.mjs";
import { findPython } from "./find-python.mjs";
import { lackOfPlatform, lackOfTools } from "./find-tools.mjs";
import { ENVIRONMENT, LOGS, ROS2 } from "./folders.mjs";
import { buildInterfaces, isBuilt, planInterfaces } from "./interfaces.mjs";
import { makePrefix, readPrefix } from "./prefix.mjs";
import { readSourced } from "./sourced.mjs";

/** @typedef {import("../environment.mjs").Environment} Environment */
/** @typedef {import("./base.mjs").Base} Base */
/** @typedef {import("./interfaces.mjs").PlannedPackage} PlannedPackage */

/**
 * The ROS 2 of this checkout when all of it is there and fits; costs a few milliseconds.
 * @returns {Environment | undefined} Undefined when something must be made.
 */
export function readFresh() {
  if (process.env["COALIGN_ROS2"] !== undefined) return describeEnvironment(); // a parent saw to it
  const base = findSourced(process.env) === undefined ? readPrefix() : readSourced(process.env);
  if (base === undefined || !isAddonFresh(base) || !isEventsAddonFresh(base)) return undefined;
  const packages = planInterfaces(base);
  if (!packages.every(isBuilt) || !areBindingsFresh(base, packages)) return undefined;
  const found = describeEnvironment();
  const has = found.variables["AMENT_PREFIX_PATH"] ?? "";
  const isWhole =
    found.kind === base.kind &&
    packages.every((planned) => has.includes(planned.prefix)) &&
    Object.entries(base.settings).every(([name, value]) => found.variables[name] === value);
  return isWhole ? found : undefined;
}

/** How long a failure that took long to find is not tried again by itself [ms]. */
const PATIENCE = 600_000;

/**
 * A failure to make ROS 2 a short while ago, which would most likely happen again.
 * @returns {Environment | undefined} Undefined when it is worth trying.
 */
export function readRecentFailure() {
  const record = readStamp(ENVIRONMENT);
  const age = Date.now() - Number(record?.["at"] ?? 0);
  if (record?.["kind"] !== "none" || record["source"] !== failureKey() || age > PATIENCE)
    return undefined;
  return noEnvironment(`${String(record["why"])}; \`npx coalign setup\` tries again`);
}

/** @returns {string} Fingerprint of what the attempt was made with. */
const failureKey = () =>
  hashTexts(sourceKey(process.env), process.env["COALIGN_PYTHON"] ?? "", process.env["PATH"] ?? "");

/**
 * Makes whatever is missing of the ROS 2 of this checkout. Only one process may do so at a time.
 * @returns {Promise<Environment>} Kind "none" with the reason when ROS 2 cannot be had here.
 */
export async function provision() {
  try {
    const base = readSourced(process.env) ?? (await embed());
    const environment = await buildOn(base);
    tell(environment.why);
    return environment;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const environment = noEnvironment(`ROS 2: none, ${error.message}`);
    writeStamp(ENVIRONMENT, {
      ...environment,
      source: failureKey(),
      at: error instanceof LackError ? 0 : Date.now(),
    });
    return environment;
  }
}

/**
 * @returns {Promise<Base>} The embedded ROS 2, made now if need be.
 * @throws SetupError when this machine cannot carry it.
 */
async function embed() {
  const platform = lackOfPlatform(process.platform, process.arch);
  if (platform !== undefined) throw new LackError(platform);
  const ready = readPrefix();
  const tools = lackOfTools();
  if (tools !== undefined) throw new LackError(tools);
  if (ready !== undefined) return ready;
  const found = findPython();
  if ("lack" in found) throw new LackError(found.lack);
  return await makePrefix(found.python);
}

/**
 * Builds what coalign needs on top of a ROS 2.
 * @param {Base} base - The ROS 2.
 * @returns {Promise<Environment>} How to use both.
 * @throws SetupError when a build fails.
 */
async function buildOn(base) {
  const pythonFolder = await findPythonFolder(base);
  const packages = planInterfaces(base);
  const overlays = packages.map((planned) => planned.prefix).reverse();
  await buildAddon(base, buildEnvironment(base, [], pythonFolder));
  await buildEventsAddon(base, buildEnvironment(base, [], pythonFolder));
  const missing = packages.filter((planned) => !isBuilt(planned));
  if (missing.length > 0) {
    await showStep("ROS 2: building messages (4/5)", async (note) => {
      for (const planned of missing) {
        note(planned.name);
        await buildInterfaces(base, planned, overlays, pythonFolder);
      }
    });
  }
  await generateBindings(base, packages, buildEnvironment(base, overlays, pythonFolder));
  return await record(base, overlays, pythonFolder);
}

/**
 * Tries the result and writes it down.
 * @param {Base} base - The ROS 2.
 * @param {string[]} overlays - Prefixes of our message packages.
 * @param {string} pythonFolder - Where a prefix keeps Python packages.
 * @returns {Promise<Environment>} How to use it.
 */
async function record(base, overlays, pythonFolder) {
  const variables = environmentVariables(base, overlays, pythonFolder);
  const trial = await run(
    process.execPath,
    ["-e", 'import("rclnodejs").then(() => process.exit(0))'],
    {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      log: join(LOGS, "trial.log"),
    },
  );
  if (trial.code !== 0)
    throw new SetupError(`rclnodejs does not load (see ${join(LOGS, "trial.log")})`);
  const python = join(ROS2, "python");
  const exports = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  );
  writeWhole(
    join(ROS2, "env.sh"),
    `# Source this to use the ROS 2 of coalign in a shell.\n${exports.join("\n")}\n`,
  );
  writeWhole(python, `#!/bin/sh\n${exports.join("\n")}\nexec '${base.python}' "$@"\n`, 0o755);
  const prefixes = [...overlays, ...base.prefixes];
  const where =
    base.kind === "embedded" ? "embedded in .ros2, this machine only" : `sourced from ${base.home}`;
  /** @type {Environment} */
  const environment = {
    kind: base.kind,
    why: `ROS 2: ${base.distro} (${where})`,
    distro: base.distro,
    variables,
    python,
    cflags: prefixes.flatMap(includeFolders).map((folder) => `-I${folder}`),
    ldflags: [...overlays.map((prefix) => join(prefix, "lib")), ...base.libraries].flatMap(
      (folder) => [`-L${folder}`, `-Wl,-rpath,${folder}`, `-Wl,-rpath-link,${folder}`],
    ),
  };
  writeStamp(ENVIRONMENT, {
    ...environment,
    source: base.kind === "sourced" ? sourceKey(process.env) : "",
  });
  return environment;
}

/**
 * @param {Base} base - The ROS 2.
 * @returns {Promise<string>} Where its packages install Python modules, relative to a prefix.
 */
async function findPythonFolder(base) {
  const question = "import sys; print(f'{sys.version_info[0]}.{sys.version_info[1]}')";
  const { code, output } = await run(base.python, ["-c", question]);
  if (code !== 0) throw new SetupError(`${base.python} does not run`);
  return join("lib", `python${output.trim()}`, "site-packages");
}

/**
 * @param {string} prefix - An ament prefix.
 * @returns {string[]} Its include folders: one for each package, as ROS 2 lays them out since Humble.
 */
function includeFolders(prefix) {
  const include = join(prefix, "include");
  if (!existsSync(include)) return [];
  return readdirSync(include)
    .filter((name) => !name.startsWith("python"))
    .map((name) => join(include, name));
}
