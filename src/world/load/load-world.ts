import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { WorldDescription } from "../scenario/description.ts";
import { nearestWord } from "../scenario/nearest-word.ts";
import { readWorldFile, tellError, type WorldReading } from "../scenario/read.ts";
import { packageFolder } from "./own-files.ts";
import { LoadProblem } from "./problem.ts";

/** A world file, read and checked. */
export type LoadedWorld = {
  readonly file: string;
  readonly description: WorldDescription;
  readonly lineOf: Extract<WorldReading, { ok: true }>["lineOf"];
};

const ENDING = ".world.yaml";

/**
 * Loads a world by the name of one that comes along, or by path.
 * @throws LoadProblem with one sentence for each thing that is wrong.
 */
export function loadWorld(name: string): LoadedWorld {
  const file = findWorld(name);
  const reading = readWorldFile(file);
  if (!reading.ok) {
    throw new LoadProblem(reading.errors.map(tellError).join("\n"));
  }
  return { file, description: reading.description, lineOf: reading.lineOf };
}

/** Names of the worlds that come along. */
export function worldNames(): readonly string[] {
  return readdirSync(join(packageFolder(), "worlds"))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

function findWorld(name: string): string {
  const names = worldNames();
  if (names.includes(name)) {
    return join(packageFolder(), "worlds", name + ENDING);
  }
  if (existsSync(name)) {
    return resolve(name);
  }
  const nearest = nearestWord(name, names);
  throw new LoadProblem(
    `there is no world '${name}'; ` +
      (nearest === undefined
        ? `there are ${names.join(", ")}, or give the path of a ${ENDING} file`
        : `did you mean '${nearest}'?`),
  );
}
