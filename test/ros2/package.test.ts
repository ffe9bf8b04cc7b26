import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readProcesses } from "../../src/cli/processes.ts";
import { BUNDLE } from "../../src/cli/root.ts";
import { eventually } from "../support/coalign-process.ts";
import { ROOT } from "../support/repository.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 84;

/** CMake and ament, as a machine with ROS 2 has them. */
const env = ros2Variables(DOMAIN);
const hasCmake = spawnSync("cmake", ["--version"]).status === 0;
const prefixes = (env["AMENT_PREFIX_PATH"] ?? "").split(":");

let folder = "";
let child: ChildProcess | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-package-"));
});
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** The program of that name in the installed package. */
function program(name: string): string {
  return join(folder, "install", "lib", "coalign", name);
}

/** As a shell that sourced ROS 2, and knows nothing of how coalign found it here. */
function sourced(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("COALIGN_")));
}

describeRos2("the ROS 2 package", () => {
  it.skipIf(!hasCmake)("installs one program per node of processes.yaml", () => {
    const build = join(folder, "build");
    const cmake = (...args: string[]): string =>
      execFileSync("cmake", args, {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...env,
          CMAKE_PREFIX_PATH: prefixes.join(";"),
          PATH: [...prefixes.map((prefix) => join(prefix, "bin")), env["PATH"]].join(":"),
        },
      });
    cmake(
      "-S",
      ROOT,
      "-B",
      build,
      "-DCOALIGN_SETUP=OFF",
      `-DCMAKE_INSTALL_PREFIX=${folder}/install`,
    );
    cmake("--install", build, "--component", "Unspecified");
    symlinkSync(join(ROOT, "node_modules"), join(folder, "install/share/coalign/node_modules"));

    expect(existsSync(BUNDLE)).toBe(true);
    for (const node of readProcesses().flatMap(({ nodes }) => nodes)) {
      expect(existsSync(program(node)), node).toBe(true);
    }
  });

  it.skipIf(!hasCmake)("runs a node with `--ros-args` as `ros2 run` would", async () => {
    let said = "";
    child = spawn(program("world"), ["--ros-args", "-p", "seed:=5", "-r", "__node:=arena"], {
      env: sourced(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        said += data.toString();
      });
    }

    await eventually(
      () => said.includes("seed 5"),
      30,
      () => said,
    );
    expect(said).toContain("arena");

    const code = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGINT");
    expect(await code).toBe(0);
  });

  it.skipIf(!hasCmake)("refuses a wrong parameter with one sentence and exit code 2", () => {
    const { status, stderr } = spawnSync(program("commander"), ["--ros-args", "-p", "sped:=1"], {
      env: sourced(),
      encoding: "utf8",
    });

    expect(status).toBe(2);
    expect(stderr).toContain("has no parameter 'sped'");
  });
});
