import type { Overrides } from "../robot/read-profile.ts";
import { folderOf, type LoadedRobot, loadRobot } from "./load-robot.ts";
import type { LoadedWorld } from "./load-world.ts";
import { packageFolders } from "./package-folders.ts";
import { LoadProblem } from "./problem.ts";

/**
 * Loads every robot of a world, with the settings the world gives it.
 * @param other - Name or path of a robot instead of the first one's own; empty for its own.
 * @param packages - Folders that hold ROS packages; those the environment names come after.
 * @throws LoadProblem with one sentence: file, line and what would be right.
 */
export function loadRobots(
  world: LoadedWorld,
  other: string,
  packages: readonly string[],
): readonly LoadedRobot[] {
  const { robots } = world.description;
  if (robots.length === 0) {
    throw new LoadProblem(
      `${world.file}:${world.lineOf(["robots"])}: the world has no robot; name one under 'robots'`,
    );
  }
  const folders = packageFolders(packages);
  return robots.map(({ urdf }, index) => {
    const overrides = overridesOf(world, index);
    const near = [folderOf(world.file)];
    if (index === 0 && other !== "") {
      return refuseShapeless(loadRobot(other, near, folders, overrides));
    }
    const line = world.lineOf(["robots", index, "urdf"]);
    return refuseShapeless(loadRobot(urdf, near, folders, overrides, `${world.file}:${line}: `));
  });
}

/** A robot that nothing could touch would look unhurtful whatever it does. */
function refuseShapeless(robot: LoadedRobot): LoadedRobot {
  const { model } = robot;
  if (model.links.every(({ collisions }) => collisions.length === 0)) {
    throw new LoadProblem(
      `${model.file}:1: no link has a <collision>, so nothing could touch the robot; give its links collision shapes`,
    );
  }
  return robot;
}

function overridesOf(world: LoadedWorld, index: number): Overrides {
  const settings = world.description.robots[index]?.sensors ?? {};
  return {
    settings,
    where: (part, setting) => {
      const path = ["robots", index, "sensors", part, ...(setting === "" ? [] : [setting])];
      return `${world.file}:${world.lineOf(path)}`;
    },
  };
}
