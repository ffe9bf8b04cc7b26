import type { LaserScan } from "../../../bus/messages/sensor-msgs.gen.ts";
import type { ScanFrame } from "../../protocol.ts";
import { rounded } from "../latest.ts";
import { type Mount, turned } from "../mounts.ts";
import type { PlanarPose } from "../pose-history.ts";

/** Most beams drawn of one scan; denser ones are thinned [1]. */
const MOST_BEAMS = 1080;

/**
 * A scan as the page draws it: hits in `odom`, and the sectors with no reading at all. A beam that ran out of range is
 * neither.
 * @param base - Where the base was when the scan was taken.
 */
export function viewScan(scan: LaserScan, base: PlanarPose, mount: Mount): ScanFrame {
  const c = Math.cos(base.yaw);
  const s = Math.sin(base.yaw);
  const x = base.x + c * mount.at.x - s * mount.at.y;
  const y = base.y + s * mount.at.x + c * mount.at.y;
  const step = Math.max(1, Math.ceil(scan.ranges.length / MOST_BEAMS));
  const points: number[] = [];
  const blind: (readonly [number, number])[] = [];
  let blindFrom: number | undefined;
  for (let i = 0; i < scan.ranges.length; i += step) {
    const range = scan.ranges[i] ?? NaN;
    const angle = scan.angle_min + i * scan.angle_increment;
    if (Number.isNaN(range)) {
      blindFrom ??= angle - scan.angle_increment / 2;
      continue;
    }
    if (blindFrom !== undefined) {
      blind.push(sector(blindFrom, angle - scan.angle_increment / 2, mount, base.yaw));
      blindFrom = undefined;
    }
    if (range >= scan.range_min && range <= scan.range_max) {
      const beam = turned(mount.turned, { x: Math.cos(angle), y: Math.sin(angle), z: 0 });
      points.push(
        centimetres(x + range * (c * beam.x - s * beam.y)),
        centimetres(y + range * (s * beam.x + c * beam.y)),
      );
    }
  }
  if (blindFrom !== undefined) {
    const end = scan.angle_min + (scan.ranges.length - 0.5) * scan.angle_increment;
    blind.push(sector(blindFrom, end, mount, base.yaw));
  }
  return {
    kind: "scan",
    from: { x: centimetres(x), y: centimetres(y) },
    height: rounded(mount.at.z) ?? 0,
    range: rounded(scan.range_max) ?? 0,
    points,
    blind,
  };
}

/** A sector of the sensor in `odom`, counter-clockwise from its first angle to its last, whichever way it is mounted. */
function sector(
  from: number,
  to: number,
  mount: Mount,
  yaw: number,
): readonly [from: number, to: number] {
  const middle = (from + to) / 2;
  const half = Math.abs(to - from) / 2;
  const beam = turned(mount.turned, { x: Math.cos(middle), y: Math.sin(middle), z: 0 });
  const centre = yaw + Math.atan2(beam.y, beam.x);
  return [rounded(centre - half) ?? 0, rounded(centre + half) ?? 0];
}

function centimetres(value: number): number {
  return Math.round(value * 100) / 100;
}
