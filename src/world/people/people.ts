/** The people of a world as one thing with verbs, for those who do not want to know how a crowd is stored. */
import type { Random } from "../../quantity/random.ts";
import { writeBody, writeLegs } from "./body.ts";
import { CHARACTER_TRAITS } from "./characters.ts";
import { at } from "./column.ts";
import { createCrowd, type CrowdWorld } from "./create.ts";
import type { CrowdColumns, Surroundings } from "./crowd.ts";
import { clearanceAt } from "./floor.ts";
import { stepCrowd } from "./step.ts";

export type WorldPeople = {
  readonly crowd: CrowdColumns;
  /** Mass of a person [kg]. */
  mass(index: number): number;
  /** Moves everybody on by a time [s]. */
  step(dt: number, surroundings: Surroundings): void;
  /** Says that physics put a person elsewhere than the crowd did, moving so: world frame [m], [m/s]; not into a structure. */
  displace(index: number, x: number, y: number, vx: number, vy: number): void;
  /** See `writeBody`. */
  writeBody(index: number, out: Float64Array, offset: number): void;
  /** See `writeLegs`; false for a person whose legs do not tell what a lidar sees. */
  writeLegs(index: number, out: Float64Array, offset: number): boolean;
};

/**
 * The people of a world, standing where they start at time 0.
 * @param random - A stream of their own.
 */
export function createPeople(world: CrowdWorld, random: Random): WorldPeople {
  const crowd = createCrowd(world, random);
  const masses = world.people.map(
    ({ character, height }) => CHARACTER_TRAITS[character].bodyMassIndex * height * height,
  );
  return {
    crowd,
    mass: (index) => at(masses, index),
    step: (dt, surroundings) => stepCrowd(crowd, dt, surroundings),
    displace: (index, x, y, vx, vy) => {
      if (clearanceAt(crowd.floor, x, y) > 0) {
        crowd.x[index] = x;
        crowd.y[index] = y;
      }
      crowd.vx[index] = vx;
      crowd.vy[index] = vy;
    },
    writeBody: (index, out, offset) => writeBody(crowd, index, out, offset),
    writeLegs: (index, out, offset) => writeLegs(crowd, index, out, offset) === "legs",
  };
}
