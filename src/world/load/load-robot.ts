import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Profile } from "../robot/profile.ts";
import { NO_OVERRIDES, type Overrides, readProfile } from "../robot/read-profile.ts";
import { nearestWord } from "../scenario/nearest-word.ts";
import { meshReader } from "../urdf/mesh.ts";
import type { RobotModel } from "../urdf/model.ts";
import { UrdfProblem } from "../urdf/problem.ts";
import { readRobot } from "../urdf/read.ts";
import { packageFolder } from "./own-files.ts";
import { LoadProblem } from "./problem.ts";

export type LoadedRobot = { readonly model: RobotModel; readonly profile: Profile };

const ENDING = ".urdf";

/**
 * Loads a robot by the name of one that comes along, or by the path of a URDF file.
 * @param near - Folders a relative path may start from.
 * @param packages - Folders that hold ROS packages, for `package://`.
 * @param named - `file:line: ` where the name stands, for the sentence about a robot that is not there.
 * @throws LoadProblem with one sentence: file, line and what would be right.
 */
export function loadRobot(
  name: string,
  near: readonly string[],
  packages: readonly string[],
  overrides: Overrides = NO_OVERRIDES,
  named = "",
): LoadedRobot {
  const file = findRobot(name, near, named);
  const text = readText(file);
  try {
    const model = readRobot(text, file, meshReader(file, packages));
    return { model, profile: readProfile(model, overrides) };
  } catch (error) {
    if (error instanceof UrdfProblem) {
      throw new LoadProblem(error.message);
    }
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new LoadProblem(
      `${file}: the robot cannot be read (${reason}); give the path of a ${ENDING} file`,
    );
  }
}

/** Names of the robots that come along. */
export function robotNames(): readonly string[] {
  return readdirSync(join(packageFolder(), "urdf"))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

function findRobot(name: string, near: readonly string[], named: string): string {
  const names = robotNames();
  if (names.includes(name)) {
    return join(packageFolder(), "urdf", name + ENDING);
  }
  const places = isAbsolute(name) ? [name] : [...near, "."].map((folder) => join(folder, name));
  const found = places.find((place) => name.includes(".") && existsSync(place));
  if (found === undefined) {
    const nearest = nearestWord(name, names);
    throw new LoadProblem(
      `${named}there is no robot '${name}'; ` +
        (nearest === undefined
          ? `there are ${names.join(", ")}, or give the path of a ${ENDING} file`
          : `did you mean '${nearest}'?`),
    );
  }
  return found;
}

/** Folder of a file. */
export function folderOf(file: string): string {
  return dirname(file);
}
