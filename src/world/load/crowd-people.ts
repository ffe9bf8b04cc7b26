import type { Random } from "../../quantity/random.ts";
import { writeBody, writeLegs } from "../people/body.ts";
import { createCrowd } from "../people/create.ts";
import { stepCrowd } from "../people/step.ts";
import type { WorldInstance } from "../scenario/description.ts";
import type { People } from "../simulation/people-port.ts";

/** Mass of a person by height, at a body mass index of 23 [kg/m^2] (the middle of WHO's normal range, 18.5-25). */
const MASS_INDEX = 23;

/** The people of a world, as `src/world/people/` moves them. */
export function peopleOf(instance: WorldInstance, random: Random): People {
  const crowd = createCrowd(instance, random);
  return {
    crowd,
    mass: (index) => MASS_INDEX * (crowd.people[index]?.height ?? 1.7) ** 2,
    step: (dt, surroundings) => stepCrowd(crowd, dt, surroundings),
    displace: (index, x, y) => {
      crowd.x[index] = x;
      crowd.y[index] = y;
    },
    writeBody: (index, out, offset) => writeBody(crowd, index, out, offset),
    writeLegs: (index, out, offset) => writeLegs(crowd, index, out, offset),
  };
}
