import { describe } from "vitest";

import { describeEnvironment } from "../../src/setup/environment.mjs";

/** The ROS 2 of this checkout: its variables must be set before a process that uses it starts. */
export const ros2 = describeEnvironment();

/** Describes tests that need ROS 2: skipped, and counted as skipped, where it cannot be had. */
export const describeRos2 = describe.skipIf(ros2.kind === "none");

/**
 * Environment of a process that talks over ROS 2 on a domain of its own.
 * @param domain - A ROS domain (0 to 101) that no other test file uses: domains do not hear each other.
 */
export function ros2Variables(domain: number): NodeJS.ProcessEnv {
  return { ...process.env, ...ros2.variables, ROS_DOMAIN_ID: String(domain) };
}
