import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** How long a child may take to end after it was asked to, before it is killed [ms]. */
const GRACE = 1500;

/** @type {Set<number>} Process groups of the children that run now. */
const groups = new Set();

/**
 * @typedef {object} Ended
 * @property {number} code - Exit status; 1 when a signal ended the child; 127 when it could not be started.
 * @property {string} output - Standard output and error together, in the order they came.
 */

/**
 * Runs a program to its end, as the leader of its own process group so that everything it starts can be ended with it.
 * @param {string} program - Name or path.
 * @param {readonly string[]} args - Its arguments.
 * @param {object} [options] - How to run it.
 * @param {string} [options.cwd] - Working folder.
 * @param {NodeJS.ProcessEnv} [options.env] - The whole environment.
 * @param {string} [options.log] - File that gets the output.
 * @param {(line: string) => void} [options.onLine] - Called with every line of output.
 * @returns {Promise<Ended>} How it ended; never rejects.
 */
export async function run(program, args, options = {}) {
  const log = options.log === undefined ? undefined : openLog(options.log);
  /** @type {string[]} */
  const chunks = [];
  let rest = "";
  /** @param {Buffer} data - A piece of output. */
  const take = (data) => {
    if (log !== undefined) writeSync(log, data);
    const text = data.toString("utf8");
    chunks.push(text);
    if (options.onLine === undefined) return;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(options.onLine);
  };
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) groups.add(child.pid);
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      chunks.push(`${error.message}\n`);
      resolve(127);
    });
    child.once("close", (status) => resolve(status ?? 1));
  });
  if (child.pid !== undefined) groups.delete(child.pid);
  if (log !== undefined) closeSync(log);
  return { code, output: chunks.join("") };
}

/** Ends every child that runs, with everything it started: asks first, then kills. */
export async function endChildren() {
  signalGroups("SIGTERM");
  const deadline = performance.now() + GRACE;
  while (groups.size > 0 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  signalGroups("SIGKILL");
}

/** @param {NodeJS.Signals} signal - Sent to every process group that runs. */
function signalGroups(signal) {
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch {
      groups.delete(group); // already gone
    }
  }
}

/**
 * @param {string} path - The log's file.
 * @returns {number} Its descriptor.
 */
function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, "w");
}
