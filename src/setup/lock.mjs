import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** How often a waiting process looks again [ms]. */
const INTERVAL = 200;

/**
 * Runs some work while holding a lock that other processes of this checkout respect.
 * @template T
 * @param {string} path - The lock's file.
 * @param {(holder: number) => void} onWait - Called once, with the holder's process id, when another process has it.
 * @param {() => Promise<T>} work - What to do under the lock.
 * @returns {Promise<T>} What the work returned.
 */
export async function withLock(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryLock(path)) {
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      breakLock(path, holder);
      continue;
    }
    if (!told) onWait(holder.pid);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
  const release = () => releaseLock(path);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.removeListener("exit", release);
  }
}

/**
 * @typedef {object} Holder
 * @property {number} pid - Process id.
 * @property {string} born - When that process started, so that a reused id is not taken for it; "" where unknown.
 */

/**
 * Takes the lock when it is free. A link either appears with its whole content or not at all.
 * @param {string} path - The lock's file.
 * @returns {boolean} Whether this process holds it now.
 */
function tryLock(path) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, born: readBirth(process.pid) }));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Gives the lock back when this process holds it.
 * @param {string} path - The lock's file.
 */
function releaseLock(path) {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}

/**
 * @param {string} path - The lock's file.
 * @returns {Holder | undefined} Who holds it; undefined when nobody does.
 */
function readHolder(path) {
  /** @type {string} */
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    const { pid, born } = /** @type {Holder} */ (JSON.parse(text));
    return { pid, born };
  } catch {
    return { pid: 0, born: "" }; // nobody's: a full disk cut it short
  }
}

/**
 * Removes the lock of a process that died. Only the file that was looked at goes: if another process took the lock in
 * between, its file is put back.
 * @param {string} path - The lock's file.
 * @param {Holder} dead - Who left it behind.
 */
function breakLock(path, dead) {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readHolder(aside)?.pid !== dead.pid) linkSync(aside, path);
  } catch {
    // Another process was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Whether the process that took a lock still runs.
 * @param {Holder} holder - Read from the lock.
 * @returns {boolean} False also when another process has got its id since.
 */
export function isAlive(holder) {
  if (!Number.isInteger(holder.pid) || holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
  return holder.born === "" || holder.born === readBirth(holder.pid);
}

/**
 * @param {number} pid - A process.
 * @returns {string} Its start time as the kernel counts it (field 22 of /proc/PID/stat); "" where there is no /proc.
 */
export function readBirth(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
