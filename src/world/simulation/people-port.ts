import type { Seconds } from "../../quantity/time.ts";
import type { CrowdColumns, Surroundings } from "../people/crowd.ts";

/** The people of a world as the simulation needs them; `src/world/people/` gives the real ones. */
export type People = {
  readonly crowd: CrowdColumns;
  /** Mass of a person [kg]. */
  mass(index: number): number;
  /** Moves everybody on by a time [s]. */
  step(dt: Seconds, surroundings: Surroundings): void;
  /** Says that physics put a person elsewhere than the crowd did, moving so: world frame [m], [m/s]. */
  displace(index: number, x: number, y: number, vx: number, vy: number): void;
  /** See `WriteBody`. */
  writeBody(index: number, out: Float64Array, offset: number): void;
  /** See `WriteLegs`; answers false for a person whose legs do not tell what the lidar sees. */
  writeLegs(index: number, out: Float64Array, offset: number): void;
};
