import { createRandom } from "../../../quantity/random.ts";
import { type Atlas, atlasOf, pointsOver } from "../../../theory-of-mind/desire/atlas.ts";
import { gridOver } from "../../../theory-of-mind/desire/grid.ts";
import { firstWants, observe, wishesOf } from "../../../theory-of-mind/desire/wants.ts";
import { clearanceAt } from "../../../world/people/floor.ts";
import type { Hall, Kind, Walk } from "./walks.ts";

/** One answer with the truth: at which quarter of the way, 0 for between them, how probable the best was, and whether it was right. */
export type Answer = {
  readonly kind: Kind;
  readonly quarter: number;
  readonly probability: number;
  readonly isRight: boolean;
};

/** Standard deviation of the positions the faculty is given [m]: that of the tracker, rounded up. */
const NOISE = 0.05;

/** Shares of the way at which it is asked [1]. */
export const QUARTERS = [0.25, 0.5, 0.75] as const;

/** The places of a hall as an atlas. */
export function atlasIn({ instance, floor }: Hall): Atlas {
  const grid = gridOver(instance.bounds, (x, y) => clearanceAt(floor, x, y));
  return atlasOf(
    grid,
    instance.places.map((place) => ({
      name: place.name,
      weight: 1,
      points:
        place.kind === "point"
          ? [place.at]
          : pointsOver(place.area.minX, place.area.minY, place.area.maxX, place.area.maxY),
    })),
  );
}

/** What was thought of one walk at its quarters, and the time of all its observations [ms]. */
export function judgeWalk(
  atlas: Atlas,
  walk: Walk,
): { readonly answers: readonly Answer[]; readonly times: readonly number[] } {
  const random = createRandom(walk.seed).fork("positions");
  const { samples } = walk;
  const ways = samples.map((one, k) => {
    const before = samples[k - 1] ?? one;
    return Math.hypot(one.x - before.x, one.y - before.y);
  });
  const total = ways.reduce((sum, way) => sum + way, 0);
  const answers: Answer[] = [];
  const times: number[] = [];
  let gone = 0;
  let wants: ReturnType<typeof firstWants> | undefined;
  samples.forEach((sample, k) => {
    const place = { x: sample.x + NOISE * random.normal(), y: sample.y + NOISE * random.normal() };
    const before = performance.now();
    if (wants === undefined) {
      wants = firstWants(atlas, sample.at, place);
    } else if (k % 2 === 0) {
      wants = observe(atlas, wants, sample.at, place);
    }
    times.push(performance.now() - before);
    const passed = gone;
    gone += ways[k] ?? 0;
    const quarter = QUARTERS.find((share) => passed < share * total && gone >= share * total);
    if (k % 2 === 0 || quarter !== undefined) {
      const [best] = wishesOf(atlas, wants);
      answers.push({
        kind: walk.kind,
        quarter: quarter ?? 0,
        probability: best?.probability ?? 0,
        isRight: best?.name === sample.wants,
      });
    }
  });
  return { answers, times };
}

/** Expected calibration error over ten bins of probability (M. P. Naeini et al., AAAI 2015) [1]. */
export function calibrationError(answers: readonly Answer[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const within = answers.filter(
      ({ probability }) => Math.min(9, Math.floor(10 * probability)) === bin,
    );
    const right = within.filter(({ isRight }) => isRight).length;
    const believed = within.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(right - believed);
  }
  return error / Math.max(1, answers.length);
}
