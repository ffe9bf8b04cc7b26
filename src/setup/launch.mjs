import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { COMMAND_BUNDLE } from "./bundle.mjs";
import { describeEnvironment } from "./environment.mjs";
import { actsOnRunning, needsRos2 } from "./needs.mjs";
import { prepare } from "./prepare.mjs";
import { tell } from "./progress.mjs";
import { ENVIRONMENT } from "./ros2/folders.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Sets up what a command needs and runs it in this process. The bundle finds which ROS 2 to use in `COALIGN_ROS2`
 * ("sourced", "embedded" or "none"), why in `COALIGN_ROS2_WHY`, and how in the file `COALIGN_ROS2_ENVIRONMENT` names.
 * @param {readonly string[]} args - The words after `coalign`.
 */
export async function runCoalign(args) {
  const isSetup = args[0] === "setup";
  const wantsRos2 = needsRos2(args);
  try {
    const environment =
      actsOnRunning(args) && existsSync(COMMAND_BUNDLE)
        ? describeEnvironment()
        : await prepare({ bundle: !isSetup, ros2: wantsRos2, retry: isSetup });
    if (isSetup) {
      tell(environment.why);
      process.exitCode = environment.kind === "none" ? 1 : 0;
      return;
    }
    if (wantsRos2) announce(environment);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    tell(error.message);
    process.exitCode = 1;
    return;
  }
  const bundle = /** @type {{main?: (args: readonly string[]) => Promise<number>}} */ (
    await import(pathToFileURL(COMMAND_BUNDLE).href)
  );
  if (bundle.main !== undefined) process.exitCode = await bundle.main(args);
}

/** @param {import("./environment.mjs").Environment} environment - What the command will use. */
function announce(environment) {
  process.env["COALIGN_ROS2"] = environment.kind;
  process.env["COALIGN_ROS2_WHY"] = environment.why;
  process.env["COALIGN_ROS2_ENVIRONMENT"] = ENVIRONMENT;
}
