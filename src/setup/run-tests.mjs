import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { listFiles } from "./fingerprint.mjs";
import { prepare } from "./prepare.mjs";
import { tell } from "./progress.mjs";
import { ROOT } from "./root.mjs";
import { ENVIRONMENT } from "./ros2/folders.mjs";
import { SetupError } from "./setup-error.mjs";

/** Where the reporter leaves the counts, so that nothing can be printed after them. */
const CLOSING_LINE = join(ROOT, ".build", "closing-line.txt");

/**
 * Sets up what the tests need, runs them with vitest, and prints `N passed, N failed, N skipped` last. Sets the exit
 * status to 1 when a test failed.
 * @param {readonly string[]} args - Passed on to vitest: parts of test file paths, options.
 */
export async function runTests(args) {
  const files = listFiles(join(ROOT, "test")).map((path) => `test/${path}`);
  const processes = startsProcesses(files, args);
  const environment = await attempt(() => prepare({ bundle: false, ros2: processes }));
  if (environment === undefined) {
    process.stdout.write("0 passed, 1 failed, 0 skipped\n");
    process.exitCode = 1;
    return;
  }
  if (processes) {
    const lost = environment.kind === "none" ? ": THE TESTS THAT NEED ROS 2 ARE SKIPPED" : "";
    tell(`${environment.why}${lost}`);
    // Without a bundle the tests that start it fail by themselves; the others are still worth running.
    await attempt(() => prepare({ bundle: true, ros2: false }));
  }
  mkdirSync(join(ROOT, ".build"), { recursive: true });
  rmSync(CLOSING_LINE, { force: true });
  const code = await runVitest(args, {
    ...process.env,
    COALIGN_ROS2: environment.kind,
    COALIGN_ROS2_WHY: environment.why,
    COALIGN_ROS2_ENVIRONMENT: ENVIRONMENT,
    COALIGN_CLOSING_LINE: CLOSING_LINE,
  });
  const line = readClosingLine(code);
  process.stdout.write(`${line}\n`);
  process.exitCode = code === 0 && line.includes(" 0 failed") ? 0 : 1;
}

/**
 * @template T
 * @param {() => Promise<T>} work - A piece of set-up.
 * @returns {Promise<T | undefined>} Undefined when it failed, after saying why.
 */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    tell(error.message);
    return undefined;
  }
}

/**
 * Whether a run of some tests starts real processes and so needs ROS 2 and the bundle.
 * @param {readonly string[]} files - Every file under test, from the root of the repository.
 * @param {readonly string[]} args - What vitest is called with.
 * @returns {boolean} True unless the files are chosen and none of them does.
 */
export function startsProcesses(files, args) {
  const filters = args.filter((arg) => !arg.startsWith("-"));
  const chosen = files.filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  );
  return chosen.some((file) => /^test\/(bus|ros2|nodes|cli|scenarios)\//.test(file));
}

/**
 * @param {readonly string[]} args - For vitest.
 * @param {NodeJS.ProcessEnv} env - Its environment.
 * @returns {Promise<number>} Its exit status. An interrupt reaches it too; it then ends its own workers.
 */
async function runVitest(args, env) {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=./test/support/closing-line-reporter.ts"];
  const child = spawn(process.execPath, [vitest, "run", ...reporters, ...args], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  process.on("SIGTERM", forward);
  process.on("SIGINT", (signal) => {
    if (process.stdin.isTTY !== true) forward(signal); // a terminal sends it to vitest by itself
  });
  return await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (status) => resolve(status ?? 1));
  });
}

/**
 * @param {number} code - Exit status of vitest.
 * @returns {string} The counts; one failure where vitest came to none.
 */
function readClosingLine(code) {
  try {
    const line = readFileSync(CLOSING_LINE, "utf8").trim();
    return code !== 0 && line.includes(" 0 failed") ? line.replace(" 0 failed", " 1 failed") : line;
  } catch {
    return "0 passed, 1 failed, 0 skipped";
  }
}
