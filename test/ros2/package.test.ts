import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readProcesses } from "../../src/cli/processes.ts";
import { BUNDLE } from "../../src/cli/root.ts";
import { eventually } from "../support/coalign-process.ts";
import { asSourced, HAS_CMAKE, installPackage } from "../support/installed-package.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 84;

const env = ros2Variables(DOMAIN);

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

describeRos2("the ROS 2 package", () => {
  it.skipIf(!HAS_CMAKE)("installs one program per node of processes.yaml", () => {
    installPackage(folder, env);

    expect(existsSync(BUNDLE)).toBe(true);
    for (const node of readProcesses().flatMap(({ nodes }) => nodes)) {
      expect(existsSync(program(node)), node).toBe(true);
    }
  });

  it.skipIf(!HAS_CMAKE)("runs a node with `--ros-args` as `ros2 run` would", async () => {
    let said = "";
    child = spawn(program("world"), ["--ros-args", "-p", "seed:=5", "-r", "__node:=arena"], {
      env: asSourced(env),
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

  it.skipIf(!HAS_CMAKE)("refuses a wrong parameter with one sentence and exit code 2", () => {
    const { status, stderr } = spawnSync(program("commander"), ["--ros-args", "-p", "sped:=1"], {
      env: asSourced(env),
      encoding: "utf8",
    });

    expect(status).toBe(2);
    expect(stderr).toContain("has no parameter 'sped'");
  });
});
