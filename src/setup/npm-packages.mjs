import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "./children.mjs";
import { hashTexts } from "./fingerprint.mjs";
import { showStep } from "./progress.mjs";
import { ROOT } from "./root.mjs";
import { SetupError } from "./setup-error.mjs";
import { isStampedWith, readStamp, writeStamp } from "./stamp.mjs";

const STAMP = join(ROOT, "node_modules", ".coalign-stamp.json");

/**
 * One entry of a lock file: a package at a place.
 * @typedef {{version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean}} LockEntry
 */

/** How npm meets a network that fails: three tries within seconds, so that nobody waits long to hear it. */
const PATIENCE = [
  "--fetch-retries=2",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=3000",
];

/** @typedef {{packages?: Record<string, LockEntry>}} Lock */

/**
 * Whether the npm packages that are installed are the ones the lock file names.
 * @returns {boolean} False when `npm ci` must run.
 */
export function arePackagesFresh() {
  const text = readLock();
  const key = hashTexts(text);
  if (isStampedWith(readStamp(STAMP), key)) return true;
  const installed = readStamp(join(ROOT, "node_modules", ".package-lock.json"));
  if (installed === undefined || differsFromLock(JSON.parse(text), installed) !== undefined)
    return false;
  writeStamp(STAMP, { key }); // someone ran npm by hand
  return true;
}

/**
 * Finds a package in which an installation differs from the lock file. Optional packages may be absent: most are for
 * other systems.
 * @param {Lock} lock - package-lock.json.
 * @param {Lock} installed - node_modules/.package-lock.json, which npm writes when it has installed.
 * @returns {string | undefined} The place of the first such package; undefined when they agree.
 */
export function differsFromLock(lock, installed) {
  const wanted = Object.entries(lock.packages ?? {}).filter(([place]) => place !== "");
  const has = installed.packages ?? {};
  const differing = wanted.find(([place, entry]) => {
    const found = has[place];
    if (found === undefined) return entry.optional !== true && entry.devOptional !== true;
    return found.version !== entry.version;
  });
  if (differing !== undefined) return differing[0];
  return Object.keys(has).find((place) => lock.packages?.[place] === undefined);
}

/**
 * Installs the npm packages of the lock file.
 * @throws SetupError in one sentence when npm cannot.
 */
export async function installPackages() {
  const count = Object.keys(/** @type {Lock} */ (JSON.parse(readLock())).packages ?? {}).length - 1;
  await showStep(`npm: installing ${count} packages`, async () => {
    const [program, ...args] = findNpm();
    const log = join(ROOT, ".build", "npm-ci.log");
    const options = [
      "ci",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      "--loglevel=error",
      ...PATIENCE,
    ];
    const { code, output } = await run(String(program), [...args, ...options], { cwd: ROOT, log });
    if (code !== 0) throw new SetupError(code === 127 ? NO_NPM : explainNpm(output, log));
    writeStamp(STAMP, { key: hashTexts(readLock()) });
  });
}

const NO_NPM =
  "The npm packages cannot be installed because npm is not on the path: install it and start again.";

/**
 * Says in one sentence why npm failed.
 * @param {string} output - What it printed.
 * @param {string} log - Where that is kept.
 * @returns {string} The sentence.
 */
export function explainNpm(output, log) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|ENOTCACHED/.test(
      output,
    )
  ) {
    return "The npm packages cannot be installed because the npm registry cannot be reached: connect to the network once and start again.";
  }
  if (/ENOSPC/.test(output))
    return "The npm packages cannot be installed because the disk is full.";
  if (/EACCES|EPERM/.test(output))
    return `The npm packages cannot be installed because ${ROOT} may not be written.`;
  if (/in sync|EUSAGE/.test(output))
    return "package-lock.json does not fit package.json: run `npm install` and start again.";
  return `The npm packages cannot be installed: npm ci failed (its output is in ${log}).`;
}

/** @returns {string} The text of package-lock.json. */
const readLock = () => readFileSync(join(ROOT, "package-lock.json"), "utf8");

/** @returns {string[]} How to run npm: by the script that runs us, where there is one. */
function findNpm() {
  const script = process.env["npm_execpath"];
  if (script !== undefined && existsSync(script) && /npm-cli\.[cm]?js$/.test(script))
    return [process.execPath, script];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}
