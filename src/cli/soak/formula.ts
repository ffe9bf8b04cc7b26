import { createRandom } from "../../quantity/random.ts";
import { closingSpeed, protectiveDistance } from "../../separation/protective-distance.ts";
import type { SoakPart } from "./soak-part.ts";

/** The protective distance and its inverse over random states. */
export const formula: SoakPart = {
  name: "formula",
  summary: "The inverse of the protective distance over 1,000,000 random states.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1_000_000, first = 1 }) =>
    await Promise.resolve({
      figures: { states: seeds },
      bars: [
        {
          name: "error of the inverse [m/s]",
          value: worstInverse(first, seeds),
          bound: "at most",
          bar: 1e-6,
        },
      ],
    }),
};

/** Largest error of the inverse [m/s]. */
export function worstInverse(seed: number, states: number): number {
  const random = createRandom(seed).fork("formula");
  let worst = 0;
  for (let k = 0; k < states; k++) {
    const speed = random.between(1e-3, 4);
    const approach = { speed: random.between(0, 4), acceleration: random.between(0, 4) };
    const stopping = { reaction: random.between(0, 1), braking: random.between(0.2, 8) };
    const allowance = {
      intrusion: random.between(0, 0.5),
      sensing: random.between(0, 0.2),
      positioning: random.between(0, 0.2),
    };
    const distance = protectiveDistance(speed, approach, stopping, allowance);
    const error = Math.abs(closingSpeed(distance, approach, stopping, allowance) - speed);
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
  }
  return worst;
}
