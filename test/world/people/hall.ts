import { createRandom } from "../../../src/quantity/random.ts";
import { createCrowd } from "../../../src/world/people/create.ts";
import type { Surroundings } from "../../../src/world/people/crowd.ts";
import type { Crowd } from "../../../src/world/people/state.ts";
import { stepCrowd } from "../../../src/world/people/step.ts";
import { instantiate } from "../../../src/world/scenario/instantiate.ts";
import { readWorld } from "../../../src/world/scenario/read.ts";

export const ALONE: Surroundings = { robots: [], obstacles: [] };

export const STEP = 0.02;

/** A crowd out of the text of a world file. */
export function crowdOf(text: string, seed: number): Crowd {
  const reading = readWorld(text, "test.world.yaml");
  if (!reading.ok) {
    throw new Error(reading.errors.map(({ line, sentence }) => `${line}: ${sentence}`).join("\n"));
  }
  return createCrowd(instantiate(reading.description, seed), createRandom(seed).fork("people"));
}

/** Steps a crowd for a time [s] and calls `look` after each step. */
export function walk(
  crowd: Crowd,
  duration: number,
  around: (time: number) => Surroundings,
  look: (time: number) => void,
): void {
  const steps = Math.round(duration / STEP);
  for (let k = 0; k < steps; k++) {
    stepCrowd(crowd, STEP, around(k * STEP));
    look((k + 1) * STEP);
  }
}
