import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Overrides } from "../bus/parameters.ts";
import { PROCESSES_FILE, ROOT } from "./root.ts";

/** A list of processes that cannot be used; the message is one sentence. */
export class ProcessesError extends Error {
  override readonly name = "ProcessesError";
}

/** Where a process runs. */
export type Setting = "simulation" | "page" | "recording" | "deadman" | "people";

/** Parameters by node. */
export type NodeParameters = { readonly [node: string]: Overrides };

/** One process, as `launch/processes.yaml` lists it. */
export type Process = {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly only?: Setting | undefined;
  readonly flags: readonly string[];
  readonly respawn: boolean;
  readonly priority: "normal" | "real-time";
  readonly parameters: NodeParameters;
  readonly after_death: NodeParameters;
};

/** What the words in parentheses stand for; a missing one leaves the parameter at its default. */
export type Fillings = { readonly [word: string]: unknown };

const NAME = z.string().regex(/^[a-z][a-z0-9_]*$/);
const PARAMETERS = z.record(NAME, z.record(z.string(), z.unknown()));

const FILE = z.strictObject({
  processes: z.array(
    z.strictObject({
      name: NAME,
      nodes: z.array(NAME).min(1),
      only: z.enum(["simulation", "page", "recording", "deadman", "people"]).optional(),
      flags: z.array(z.string().startsWith("--")).default([]),
      respawn: z.boolean().default(false),
      priority: z.enum(["normal", "real-time"]).default("normal"),
      parameters: PARAMETERS.default({}),
      after_death: PARAMETERS.default({}),
    }),
  ),
});

/**
 * The processes of `launch/processes.yaml`, in the order in which they start.
 * @throws ProcessesError naming the file, the place and what is wrong.
 */
export function readProcesses(): readonly Process[] {
  return parseProcesses(readFileSync(join(ROOT, PROCESSES_FILE), "utf8"), PROCESSES_FILE);
}

/** As `readProcesses`, of a text. */
export function parseProcesses(text: string, file: string): readonly Process[] {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new ProcessesError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = FILE.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ProcessesError(`${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  return read.data.processes;
}

/** Those that run in the given settings, without the named nodes. */
export function chooseProcesses(
  processes: readonly Process[],
  settings: ReadonlySet<Setting>,
  without: readonly string[],
): readonly Process[] {
  return processes
    .filter(({ only }) => only === undefined || settings.has(only))
    .map((process) => ({
      ...process,
      nodes: process.nodes.filter((node) => !without.includes(node)),
    }))
    .filter(({ nodes }) => nodes.length > 0);
}

/**
 * The parameters of one node of a process, its words filled in.
 * @param life - `reborn` after the process died.
 */
export function parametersOf(
  process: Process,
  node: string,
  fillings: Fillings,
  life: "first" | "reborn" = "first",
): Overrides {
  const after = life === "reborn" ? process.after_death[node] : undefined;
  const given = Object.entries({ ...process.parameters[node], ...after });
  return Object.fromEntries(
    given
      .map(([name, value]) => [name, fill(value, fillings)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function fill(value: unknown, fillings: Fillings): unknown {
  const word = typeof value === "string" ? /^\$\((\w+)\)$/.exec(value)?.[1] : undefined;
  return word === undefined ? value : fillings[word];
}
