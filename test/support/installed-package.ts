import { execFileSync, spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT } from "./repository.ts";

/** Whether the ROS 2 package can be installed here. */
export const HAS_CMAKE = spawnSync("cmake", ["--version"]).status === 0;

/**
 * Installs the ROS 2 package with plain CMake and ament, as colcon would; the npm packages are linked instead of copied.
 * @param folder - Where its build and install folders go.
 * @param env - Environment with a ROS 2.
 * @returns The ament prefix.
 */
export function installPackage(folder: string, env: NodeJS.ProcessEnv): string {
  const prefix = join(folder, "install");
  const build = join(folder, "build");
  const prefixes = (env["AMENT_PREFIX_PATH"] ?? "").split(delimiter);
  const cmake = (...args: string[]): string =>
    execFileSync("cmake", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...env,
        CMAKE_PREFIX_PATH: prefixes.join(";"),
        PATH: [...prefixes.map((one) => join(one, "bin")), env["PATH"]].join(delimiter),
      },
    });
  cmake("-S", ROOT, "-B", build, "-DCOALIGN_SETUP=OFF", `-DCMAKE_INSTALL_PREFIX=${prefix}`);
  cmake("--install", build, "--component", "Unspecified");
  symlinkSync(join(ROOT, "node_modules"), join(prefix, "share", "coalign", "node_modules"));
  return prefix;
}

/** As a shell that sourced ROS 2, and knows nothing of how coalign found it here. */
export function asSourced(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("COALIGN_")));
}
