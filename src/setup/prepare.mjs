import { join } from "node:path";

import { isBundleFresh, makeBundle } from "./bundle.mjs";
import { describeEnvironment } from "./environment.mjs";
import { interruptible } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { arePackagesFresh, installPackages } from "./npm-packages.mjs";
import { tell } from "./progress.mjs";
import { ROOT } from "./root.mjs";
import { provision, readFresh, readRecentFailure } from "./ros2/provision.mjs";

/** @typedef {import("./environment.mjs").Environment} Environment */

/**
 * Sets up what is missing: npm packages, the bundle, and ROS 2. A second call that finds everything costs milliseconds.
 * @param {{bundle: boolean, ros2: boolean, retry?: boolean}} wanted - What the command needs beyond the npm packages;
 *   `retry` tries again what failed a short while ago.
 * @returns {Promise<Environment>} The ROS 2 to use; kind "none" when it was not wanted or cannot be had.
 * @throws SetupError in one sentence when the command cannot be run at all.
 */
export async function prepare(wanted) {
  const fresh =
    arePackagesFresh() && (!wanted.bundle || isBundleFresh()) ? readWanted(wanted) : undefined;
  if (fresh !== undefined) return fresh;
  return await interruptible(
    async () =>
      await withLock(
        join(ROOT, ".build", "setup.lock"),
        (holder) => tell(`Set-up is under way in process ${holder}; waiting for it …`),
        async () => {
          if (!arePackagesFresh()) await installPackages();
          if (wanted.bundle && !isBundleFresh()) await makeBundle();
          return readWanted(wanted) ?? (await provision());
        },
      ),
  );
}

/**
 * @param {{ros2: boolean, retry?: boolean}} wanted - Whether ROS 2 is.
 * @returns {Environment | undefined} The ROS 2 to use; undefined when it must be made first.
 */
function readWanted(wanted) {
  if (!wanted.ros2) return describeEnvironment();
  return readFresh() ?? (wanted.retry === true ? undefined : readRecentFailure());
}
