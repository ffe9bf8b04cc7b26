import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The versions a recording is held against. */
const PACKAGES = ["mcap==1.6.0", "mcap-ros2-support==0.6.0"];

const FOLDER = join(import.meta.dirname, "..", "..", ".bench", "mcap-python");

export type McapPython =
  | { readonly kind: "ready"; readonly python: string }
  | { readonly kind: "none"; readonly why: string };

/** A Python that has the mcap packages: the one made before, or a new virtual environment under `.bench/`. */
export function findMcapPython(): McapPython {
  const python = join(FOLDER, "bin", "python");
  const stamp = join(FOLDER, `${PACKAGES.join("_")}.stamp`);
  if (existsSync(stamp)) {
    return { kind: "ready", python };
  }
  try {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    execFileSync("python3", ["-m", "venv", FOLDER], { stdio: "pipe" });
    execFileSync(python, ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "pipe" });
    writeFileSync(stamp, "");
    return { kind: "ready", python };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { kind: "none", why: `no Python with ${PACKAGES.join(" and ")}: ${why}` };
  }
}

/** What `read_mcap.py` says about a recording. */
export type Summary = {
  readonly profile?: string;
  readonly messages?: number;
  /** How the reader ended where the file did not. */
  readonly error?: string;
  readonly topics: {
    readonly [topic: string]: {
      readonly type: string;
      readonly count: number;
      readonly encoding: string;
      readonly last: unknown;
    };
  };
};

/** Reads a recording with the mcap packages, by its index or from its start. */
export function readWithPython(python: string, path: string, how: "indexed" | "streamed"): Summary {
  const script = join(import.meta.dirname, "read_mcap.py");
  const { stdout, stderr, status } = spawnSync(python, [script, path, how], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`read_mcap.py failed: ${stderr}`);
  }
  return JSON.parse(stdout) as Summary;
}
