import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../root.ts";
import { type Contestant, type Scene, SIZES, type Times, wallsOf } from "./world-scene.ts";

/** The release measured against. */
const RELEASE = "4.0.0";

const ENVIRONMENT = join(ROOT, ".bench", "mujoco");
const PYTHON = join(ENVIRONMENT, "bin", "python");

/**
 * Sees to a Python environment with MuJoCo under `.bench/`, made with pip at the first call.
 * @returns What went wrong, or nothing.
 */
export function prepareMujoco(tell: (line: string) => void): string | undefined {
  const there = spawnSync(PYTHON, [
    "-c",
    `import mujoco; assert mujoco.__version__ == "${RELEASE}"`,
  ]);
  if (there.status === 0) {
    return undefined;
  }
  tell(`installing MuJoCo ${RELEASE} into .bench/mujoco`);
  const python = existsSync(PYTHON) ? undefined : spawnSync("python3", ["-m", "venv", ENVIRONMENT]);
  if (python !== undefined && python.status !== 0) {
    return "python3 with venv is not there, so MuJoCo is left out";
  }
  const install = spawnSync(PYTHON, ["-m", "pip", "install", "-q", `mujoco==${RELEASE}`, "numpy"], {
    encoding: "utf8",
  });
  return install.status === 0
    ? undefined
    : `MuJoCo could not be installed: ${install.stderr.trim().split("\n").at(-1) ?? ""}`;
}

/** MuJoCo in a process of its own, which answers between rounds only. */
export async function mujocoWorld(scene: Scene): Promise<Contestant> {
  const child = spawn(PYTHON, [join(ROOT, "src", "cli", "bench", "world-mujoco.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (text: string): Promise<unknown> => {
    child.stdin.write(`${text}\n`);
    const line = await lines.next();
    if (line.done === true) {
      throw new Error("MuJoCo's process ended before its time");
    }
    return JSON.parse(line.value) as unknown;
  };
  const full = { ...scene, walls: wallsOf(scene) };
  const hello = (await ask(JSON.stringify({ scene: full, sizes: SIZES }))) as {
    readonly version: string;
    readonly firstScan: readonly (number | null)[];
  };
  return {
    name: `MuJoCo ${hello.version}`,
    firstScan: hello.firstScan.map((range) => range ?? Infinity),
    play: async (steps) => (await ask(String(steps))) as Times,
    end: () => {
      child.stdin.end();
    },
  };
}
