import { delimiter, join } from "node:path";

/**
 * Where ROS packages are looked for: the given folders, then those a sourced ROS names.
 * `ROS_PACKAGE_PATH` holds folders of packages; `AMENT_PREFIX_PATH` prefixes with the packages under `share`.
 */
export function packageFolders(
  given: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  return [
    ...given,
    ...split(env["ROS_PACKAGE_PATH"]),
    ...split(env["AMENT_PREFIX_PATH"]).map((prefix) => join(prefix, "share")),
  ];
}

function split(paths: string | undefined): readonly string[] {
  return (paths ?? "").split(delimiter).filter((path) => path !== "");
}
