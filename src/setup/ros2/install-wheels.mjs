import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { run } from "../children.mjs";
import { SetupError } from "../setup-error.mjs";
import { needsCmakeWheel } from "./find-tools.mjs";
import { LOGS, PREFIX } from "./folders.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The list of pinned wheels. */
export const WHEELS = join(HERE, "wheels.txt");

/** Installed only where the machine has no CMake. */
const CMAKE_WHEEL = join(HERE, "wheels-cmake.txt");

/**
 * Installs every wheel of the embedded ROS 2 into its Python environment.
 * @param {(detail: string) => void} note - Says how many wheels came so far.
 * @throws SetupError when a wheel cannot be had.
 */
export async function installWheels(note) {
  const total = readFileSync(WHEELS, "utf8").match(/^[\w-]+==/gm)?.length ?? 0;
  const lists = needsCmakeWheel() ? ["-r", WHEELS, "-r", CMAKE_WHEEL] : ["-r", WHEELS];
  let seen = 0;
  const options = [
    "--no-deps",
    "--no-compile",
    "--no-input",
    "--disable-pip-version-check",
    "--retries",
    "1",
  ];
  await must(
    "wheels",
    join(PREFIX, "bin", "python"),
    ["-m", "pip", "install", "--progress-bar", "off", ...options, ...lists],
    (line) => {
      if (/^(Collecting|Requirement already)/.test(line)) note(`${++seen} of ${total} wheels`);
    },
  );
}

/**
 * Runs a step of making the prefix.
 * @param {string} step - Name of its log.
 * @param {string} program - Path.
 * @param {string[]} args - Arguments.
 * @param {(line: string) => void} [onLine] - Called with every line of output.
 * @throws SetupError in one sentence when it fails.
 */
export async function must(step, program, args, onLine) {
  mkdirSync(LOGS, { recursive: true });
  const log = join(LOGS, `${step}.log`);
  const env = { ...process.env };
  for (const name of ["PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "PIP_REQUIRE_VIRTUALENV"])
    delete env[name];
  const { code, output } = await run(program, args, {
    env,
    log,
    ...(onLine === undefined ? {} : { onLine }),
  });
  if (code !== 0) throw new SetupError(explainPip(step, output, log));
}

/**
 * Says in one sentence why a step failed.
 * @param {string} step - Its name.
 * @param {string} output - What it printed.
 * @param {string} log - Where that is kept.
 * @returns {string} The sentence.
 */
export function explainPip(step, output, log) {
  if (
    /NewConnectionError|ConnectTimeoutError|Name or service not known|name resolution|Network is unreachable/.test(
      output,
    )
  ) {
    return "the Python package index cannot be reached";
  }
  const missing = /No matching distribution found for (\S+)/.exec(output)?.[1];
  if (missing !== undefined)
    return `the Python package index does not offer ${missing} for this machine`;
  if (/No space left on device/.test(output)) return "the disk is full";
  return `the step "${step}" failed (its output is in ${log})`;
}
