import type { BodyState } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Odometry } from "../../../bus/messages/nav-msgs.gen.ts";
import { yawOf } from "../../../quantity/angle.ts";
import type { BodyView } from "../../protocol.ts";
import { rounded, roundedOr } from "../latest.ts";
import { viewMotion } from "./supervisor-view.ts";

/**
 * The robot's body as the page shows it: as it knows itself, or, until it does, where odometry puts it.
 * @param body - The robot's own account; undefined while there is none.
 */
export function viewBody(
  body: BodyState | undefined,
  odometry: Odometry | undefined,
): BodyView | null {
  const pose = body?.pose ?? odometry?.pose.pose;
  const twist = body?.twist ?? odometry?.twist.twist;
  if (pose === undefined || twist === undefined) {
    return null;
  }
  const place = {
    x: roundedOr(pose.position.x, 0),
    y: roundedOr(pose.position.y, 0),
    yaw: roundedOr(yawOf(pose.orientation), 0),
    motion: viewMotion(twist),
  };
  return body === undefined
    ? { ...place, footprint: [], height: 0.3, stopping: null, joints: [] }
    : {
        ...place,
        footprint: body.footprint.points.flatMap((point) => [
          roundedOr(point.x, 0),
          roundedOr(point.y, 0),
        ]),
        height: roundedOr(body.height, 0.3),
        stopping: rounded(body.stopping_distance),
        joints: body.joint_names.map((name, i) => [
          name,
          roundedOr(body.joint_positions[i] ?? 0, 0),
        ]),
      };
}
