import { norm } from "../quantity/vector.ts";
import { type Footprint, gapTo, radiusOf } from "./footprint.ts";
import type { Obstacle } from "./obstacle.ts";

/** How near things are to the robot's outline. */
export type Nearest = {
  /** Anything that may be a person, by geometry and memory alone [m]; Infinity when there is none within reach. */
  readonly person: number;
  /** Anything that was seen [m]; Infinity when there is none within reach. */
  readonly any: number;
};

/** Distances of what was seen; places that are merely hidden count for neither. */
export function nearestOf(obstacles: readonly Obstacle[], footprint: Footprint): Nearest {
  const radius = radiusOf(footprint);
  let person = Infinity;
  let any = Infinity;
  for (const { kind, point } of obstacles) {
    const mayBePerson = kind === "standing" || kind === "moving";
    if (!mayBePerson && kind !== "structure") {
      continue;
    }
    const record = mayBePerson ? person : any;
    if (norm(point) - radius < record) {
      const { distance } = gapTo(footprint, point);
      any = Math.min(any, distance);
      person = mayBePerson ? Math.min(person, distance) : person;
    }
  }
  return { person, any };
}
