import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../../root.ts";
import type { Ros2Environment } from "../../ros2-environment.ts";

const SOURCES = join(ROOT, "src", "cli", "bench");
const BUILT = join(ROOT, ".bench");

const LIBRARIES = [
  "rcl",
  "rcutils",
  "rosidl_runtime_c",
  "geometry_msgs__rosidl_typesupport_c",
  "geometry_msgs__rosidl_generator_c",
  "std_msgs__rosidl_typesupport_c",
  "std_msgs__rosidl_generator_c",
  "builtin_interfaces__rosidl_generator_c",
  "pthread",
  "m",
];

/** Path of a peer's source that needs no building. */
export function sourceOf(name: string): string {
  return join(SOURCES, "relay", name);
}

/**
 * Compiles a program of a benchmark against the ROS 2 that everybody uses.
 * @param name - Its source under `bench/` without the ending: `relay/generator`.
 * @returns its path.
 * @throws Error with one sentence when there is no compiler or it refuses.
 */
export function buildPeer(name: string, ros2: Ros2Environment): string {
  mkdirSync(BUILT, { recursive: true });
  const program = join(BUILT, basename(name));
  const args = [
    ...["-O2", "-Wall", "-o", program, join(SOURCES, `${name}.c`)],
    ...ros2.cflags,
    ...ros2.ldflags,
    ...LIBRARIES.map((library) => `-l${library}`),
  ];
  const { status, stderr, error } = spawnSync("gcc", args, { encoding: "utf8" });
  if (error !== undefined) {
    throw new Error(`the benchmark needs gcc for its peers in C: ${error.message}`);
  }
  if (status !== 0) {
    throw new Error(
      `gcc refuses ${name}.c: ${stderr.split("\n").find((line) => line.includes("error")) ?? ""}`,
    );
  }
  return program;
}
