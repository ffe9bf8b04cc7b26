import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { WorldDescription } from "../world/scenario/description.ts";
import { nearestWord } from "../world/scenario/nearest-word.ts";
import { readWorldFile, tellError } from "../world/scenario/read.ts";
import { ROOT } from "./root.ts";
import { UsageError } from "./usage.ts";

/** A world file that cannot be used; the message names file, line and what would be right. */
export class WorldFileError extends Error {
  override readonly name = "WorldFileError";
}

/** A world and the robot in it, read and checked before anything starts. */
export type Scenario = {
  /** As the user named it. */
  readonly world: string;
  readonly file: string;
  /** Name of an own robot or path of a URDF file; empty for the world's own choice. */
  readonly robot: string;
  readonly description: WorldDescription;
};

/** The world of `coalign start` when none is named. */
export const DEFAULT_WORLD = "shop-floor";

/** Names of the worlds that come along. */
export function worldNames(): readonly string[] {
  return namesIn("worlds", ".yaml");
}

/** Names of the robots that come along. */
export function robotNames(): readonly string[] {
  return namesIn("urdf", ".urdf");
}

function namesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/**
 * Reads the world and checks that the robot is there.
 * @throws UsageError when there is no such world or robot; WorldFileError when the file is wrong.
 */
export function readScenario(world: string, robot?: string): Scenario {
  const file = find("world", world, join(ROOT, "worlds"), ".yaml", worldNames());
  if (robot !== undefined) {
    find("robot", robot, join(ROOT, "urdf"), ".urdf", robotNames());
  }
  const reading = readWorldFile(file);
  if (!reading.ok) {
    throw new WorldFileError(reading.errors.map(tellError).join("\n"));
  }
  return { world, file, robot: robot ?? "", description: reading.description };
}

function find(
  what: "world" | "robot",
  name: string,
  folder: string,
  ending: string,
  names: readonly string[],
): string {
  if (names.includes(name)) {
    return join(folder, name + ending);
  }
  if (existsSync(name) && name.endsWith(ending)) {
    return resolve(name);
  }
  const nearest = nearestWord(name, names);
  throw new UsageError(
    `there is no ${what} '${name}'; ` +
      (nearest === undefined
        ? `there are ${names.join(", ")}, or give the path of a ${ending} file`
        : `did you mean '${nearest}'?`),
  );
}
