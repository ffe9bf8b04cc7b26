import { spawn } from "node:child_process";
import { BUNDLE } from "./root.ts";
import { describeRos2, environmentFor, isActive } from "./ros2-environment.ts";

/**
 * Does something on ROS 2: in this process where it already has what the loader needs, else by running the same command
 * line in one that has, whose exit code is the answer.
 * @param argv - The words after `coalign`.
 * @throws Error with one sentence when there is no ROS 2.
 */
export async function withRos2(
  argv: readonly string[],
  act: () => Promise<number>,
): Promise<number> {
  const ros2 = describeRos2();
  if (ros2.kind === "none") {
    throw new Error(`this needs ROS 2: ${ros2.why}`);
  }
  if (isActive(ros2)) {
    return await act();
  }
  const child = spawn(process.execPath, [...process.execArgv, BUNDLE, ...argv], {
    env: environmentFor(ros2),
    stdio: "inherit",
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on("SIGTERM", forward);
  process.on("SIGINT", forward);
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
