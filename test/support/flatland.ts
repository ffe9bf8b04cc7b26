import type { Pose } from "../../src/quantity/frame.ts";
import type { Vector } from "../../src/quantity/vector.ts";
import type { Scan } from "../../src/separation/scan.ts";

/** A flat world for tests of what a scan shows: discs and walls, seen by a perfect 360-beam lidar. */
export type Flatland = {
  readonly discs: readonly (Vector & { readonly radius: number })[];
  readonly walls: readonly (readonly [Vector, Vector])[];
};

/** What a lidar at a pose sees [m]. */
export function scanFrom(land: Flatland, pose: Pose<"odom", "base">, stamp: number): Scan {
  const ranges = Float32Array.from({ length: 360 }, (_, index) => {
    const angle = pose.yaw - Math.PI + (index * Math.PI) / 180;
    const along = { x: Math.cos(angle), y: Math.sin(angle) };
    return Math.min(
      ...land.discs.map((disc) => toDisc(pose, along, disc)),
      ...land.walls.map(([from, to]) => toWall(pose, along, from, to)),
      Infinity,
    );
  }).map((range) => (range > 10 ? Infinity : range));
  const angles = { angleMin: -Math.PI, angleIncrement: Math.PI / 180 };
  return { stamp, ...angles, rangeMin: 0.05, rangeMax: 10, ranges };
}

function toDisc(eye: Vector, along: Vector, disc: Vector & { readonly radius: number }): number {
  const x = disc.x - eye.x;
  const y = disc.y - eye.y;
  const ahead = x * along.x + y * along.y;
  const beside = x * along.y - y * along.x;
  const half = disc.radius * disc.radius - beside * beside;
  return ahead > 0 && half > 0 ? ahead - Math.sqrt(half) : Infinity;
}

function toWall(eye: Vector, along: Vector, from: Vector, to: Vector): number {
  const edge = { x: to.x - from.x, y: to.y - from.y };
  const offset = { x: from.x - eye.x, y: from.y - eye.y };
  const turn = along.x * edge.y - along.y * edge.x;
  const range = (offset.x * edge.y - offset.y * edge.x) / turn;
  const share = (offset.x * along.y - offset.y * along.x) / turn;
  return range > 0 && share >= 0 && share <= 1 ? range : Infinity;
}
