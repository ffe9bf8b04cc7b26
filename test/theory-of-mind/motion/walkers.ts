import { createRandom } from "../../../src/quantity/random.ts";
import type { Presence } from "../../../src/theory-of-mind/motion/place.ts";

/** Everybody at one step. */
export type Moment = readonly Presence[];

/**
 * People who cross a hall of 14 m × 8 m with bends, stops and a swaying gait, one entering every few steps.
 * @param steps - How long [step].
 */
export function hallOf(steps: number, seed: number): readonly Moment[] {
  const random = createRandom(seed);
  const moments: Presence[][] = Array.from({ length: steps }, () => []);
  for (let start = -20, id = 0; start < steps; start += 1 + random.index(5), id++) {
    const towards = random.chance(0.5) ? 1 : -1;
    let [x, y, heading] = [towards > 0 ? 0 : 14, random.between(1, 7), random.normal() * 0.2];
    let pace = Math.max(0.1, 0.45 + 0.15 * random.normal());
    for (let at = start; at < steps && x >= 0 && x <= 14; at++) {
      if (at >= 0) {
        moments[at]?.push({ id: `${id}`, x, y });
      }
      heading += 0.06 * random.normal() - 0.02 * heading;
      pace = random.chance(0.01) ? 0.02 : Math.max(0.02, pace + 0.04 * (0.48 - pace));
      x += towards * pace * Math.cos(heading) + 0.01 * random.normal();
      y += pace * Math.sin(heading) + 0.01 * random.normal();
    }
  }
  return moments;
}
