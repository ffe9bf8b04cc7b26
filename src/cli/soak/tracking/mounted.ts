import type { Pose } from "../../../quantity/frame.ts";
import type { Profile } from "../../../world/robot/profile.ts";

/** Where a lidar sits on its robot, upright. */
export type Mounted = Pose<"base", "sensor">;

/** The lidar of a robot; at its middle when there is no robot. */
export function lidarOf(profile: Profile | undefined): Mounted {
  if (profile === undefined) {
    return { x: 0, y: 0, yaw: 0 };
  }
  const { x, y, rotation } = profile.lidar.at;
  const yaw = Math.atan2(
    2 * (rotation.w * rotation.z + rotation.x * rotation.y),
    1 - 2 * (rotation.y ** 2 + rotation.z ** 2),
  );
  return { x, y, yaw };
}
