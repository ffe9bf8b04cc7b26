import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";

import { describeEnvironment } from "../../src/setup/environment.mjs";

/** The ROS 2 of this checkout: its variables must be set before a process that uses it starts. */
export const ros2 = describeEnvironment();

/** Describes tests that need ROS 2: skipped, and counted as skipped, where it cannot be had. */
export const describeRos2 = describe.skipIf(ros2.kind === "none");

/** Where the processes of one test file keep keys and latches: none of another file's, and none of the user's. */
const HOME = join(tmpdir(), `coalign-home-${randomUUID()}`);

process.once("exit", () => rmSync(HOME, { recursive: true, force: true }));

/**
 * Environment of a process that talks over ROS 2 on a domain of its own.
 * @param domain - A ROS domain (0 to 101) that no other test file uses: domains do not hear each other.
 */
export function ros2Variables(domain: number): NodeJS.ProcessEnv {
  const own = { COALIGN_HOME: HOME, ROS_DOMAIN_ID: String(domain) };
  return { ...process.env, ...ros2.variables, ...own };
}
