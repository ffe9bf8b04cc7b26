import { spawnSync } from "node:child_process";

/**
 * @param {string} program - Name.
 * @returns {boolean} Whether it runs.
 */
const runs = (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

/**
 * What this machine lacks to build native code, apart from CMake, which a wheel brings.
 * @returns {string | undefined} The lack in a few words.
 */
export function lackOfTools() {
  if (!["c++", "g++", "clang++"].some(runs)) return "there is no C++ compiler (install g++)";
  if (!runs("make")) return "there is no make (install make)";
  return undefined;
}

/** @returns {boolean} Whether CMake must come from its wheel. */
export function needsCmakeWheel() {
  return !runs("cmake");
}

/**
 * Why the embedded ROS 2 cannot be had on a platform.
 * @param {string} platform - As `process.platform`.
 * @param {string} arch - As `process.arch`.
 * @returns {string | undefined} The reason in a few words.
 */
export function lackOfPlatform(platform, arch) {
  if (platform === "linux" && arch === "x64") return undefined;
  return `its wheels exist for Linux on x64 only, this is ${platform} on ${arch}`;
}
