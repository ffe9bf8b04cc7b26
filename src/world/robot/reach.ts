import { place, turned } from "../../quantity/placement.ts";
import { cornersOf } from "../space/shape.ts";
import type { RobotModel } from "../urdf/model.ts";
import type { Profile } from "./profile.ts";

/** Radius of the disc about the root that holds the robot, and the height of its top above the ground [m]. */
export function reachOf(
  model: RobotModel,
  profile: Profile,
): { readonly radius: number; readonly height: number } {
  let radius = 0;
  let top = 0;
  for (const link of model.links) {
    for (const { shape, at } of link.collisions) {
      const rest = place(link.rest, at);
      const corners = cornersOf(shape);
      const shrink =
        shape.kind === "cylinder" || shape.kind === "sphere" || shape.kind === "capsule";
      for (let i = 0; i + 2 < corners.length; i += 3) {
        const scale = shrink ? Math.cos(Math.PI / 16) : 1;
        const p = turned(rest.rotation, {
          x: (corners[i] ?? 0) * scale,
          y: (corners[i + 1] ?? 0) * scale,
          z: corners[i + 2] ?? 0,
        });
        radius = Math.max(radius, Math.hypot(rest.x + p.x, rest.y + p.y));
        top = Math.max(top, rest.z + p.z + profile.standing);
      }
    }
  }
  return { radius: Math.max(radius, 0.05), height: Math.max(top, 0.05) };
}
