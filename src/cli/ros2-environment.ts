import { readFileSync } from "node:fs";

/** The ROS 2 that processes use, as the set-up left it. */
export type Ros2Environment = {
  readonly kind: "sourced" | "embedded" | "none";
  /** One sentence: which ROS 2 it is, or why there is none. */
  readonly why: string;
  /** To set before a process starts: the loader reads some of them only then. */
  readonly variables: { readonly [name: string]: string };
  /** Program that runs rclpy; empty for none. */
  readonly python: string;
  readonly cflags: readonly string[];
  readonly ldflags: readonly string[];
};

/** Set in processes that have the variables. */
const ACTIVE = "COALIGN_ROS2_ACTIVE";

/** What the launcher found, or what this shell sourced. */
export function describeRos2(env: NodeJS.ProcessEnv = process.env): Ros2Environment {
  const none = { variables: {}, python: "", cflags: [], ldflags: [] };
  const kind = env["COALIGN_ROS2"];
  const file = env["COALIGN_ROS2_ENVIRONMENT"];
  if (kind === "none" || (kind !== undefined && file === undefined)) {
    return { ...none, kind: "none", why: env["COALIGN_ROS2_WHY"] ?? "there is no ROS 2" };
  }
  if (file !== undefined) {
    return { ...none, ...(JSON.parse(readFileSync(file, "utf8")) as Ros2Environment) };
  }
  return env["ROS_DISTRO"] !== undefined && env["AMENT_PREFIX_PATH"] !== undefined
    ? { ...none, kind: "sourced", why: `ROS 2: ${env["ROS_DISTRO"]} (sourced)` }
    : { ...none, kind: "none", why: "no ROS 2 is sourced" };
}

/** The environment for a process that talks on ROS 2. */
export function environmentFor(ros2: Ros2Environment): NodeJS.ProcessEnv {
  return { ...process.env, ...ros2.variables, [ACTIVE]: "1" };
}

/** Whether this process may talk on ROS 2 as it is. */
export function isActive(ros2: Ros2Environment, env: NodeJS.ProcessEnv = process.env): boolean {
  return env[ACTIVE] === "1" || Object.keys(ros2.variables).length === 0;
}
