/** Where structures stand on the floor: distances in the plane. */
import type { Vector } from "../../quantity/vector.ts";
import type { Stand, Structure } from "./description.ts";

/** A rectangle on the floor: centre and yaw, size along its own x and y [m]. */
export type Outline = { readonly at: Stand; readonly length: number; readonly width: number };

/** The rectangle a box or a wall fills on the floor. */
export function outlineOf(structure: Exclude<Structure, { readonly kind: "cylinder" }>): Outline {
  switch (structure.kind) {
    case "box":
      return { at: structure.at, length: structure.length, width: structure.width };
    case "wall": {
      const dx = structure.to.x - structure.from.x;
      const dy = structure.to.y - structure.from.y;
      const at = {
        x: (structure.from.x + structure.to.x) / 2,
        y: (structure.from.y + structure.to.y) / 2,
        yaw: Math.atan2(dy, dx),
      };
      return { at, length: Math.hypot(dx, dy), width: structure.thickness };
    }
  }
}

/** Distance from a point to a structure's outline on the floor, negative inside [m]. */
export function distanceTo(structure: Structure, point: Vector): number {
  return distancesTo(structure)(point);
}

/** The same of many points: what depends on the structure alone is reckoned once. */
export function distancesTo(structure: Structure): (point: Vector) => number {
  if (structure.kind === "cylinder") {
    const { at, radius } = structure;
    return ({ x, y }) => Math.hypot(x - at.x, y - at.y) - radius;
  }
  const { at, length, width } = outlineOf(structure);
  const c = Math.cos(at.yaw);
  const s = Math.sin(at.yaw);
  return ({ x, y }) => {
    const px = Math.abs(c * (x - at.x) + s * (y - at.y)) - length / 2;
    const py = Math.abs(-s * (x - at.x) + c * (y - at.y)) - width / 2;
    return Math.hypot(Math.max(px, 0), Math.max(py, 0)) + Math.min(Math.max(px, py), 0);
  };
}

/** Whether a structure stands in the way of something on the floor as tall as `height` [m]. */
export function reachesDownTo(structure: Structure, height: number): boolean {
  return structure.bottom < height;
}

/** The structure nearest to a point, among those lower than `height` [m], and how far it is [m]. */
export function nearestStructure(
  structures: readonly Structure[],
  point: Vector,
  height: number,
): { readonly structure: Structure; readonly distance: number } | undefined {
  let best: Structure | undefined;
  let least = Infinity;
  for (const structure of structures) {
    const distance = reachesDownTo(structure, height) ? distanceTo(structure, point) : Infinity;
    if (distance < least) {
      best = structure;
      least = distance;
    }
  }
  return best === undefined ? undefined : { structure: best, distance: least };
}
