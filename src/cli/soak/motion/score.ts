import { RADIUS90, STEP } from "../../../theory-of-mind/futures.ts";
import type { Telling } from "./play-faculty.ts";

/** Places ahead that are judged [1]. */
export const PLACES = 12;

/** How well futures told what came: sums over tellings. */
export type Score = {
  count: number;
  /** Mean and final error of the futures' mean, and of keeping the velocity [m]. */
  readonly path: { ade: number; fde: number };
  readonly straight: { ade: number; fde: number };
  /** Of the best of the futures [m]. */
  readonly best: { ade: number; fde: number };
  /** Per place ahead: held by the smallest region that has 90 % of the futures, and the size of that region [m²]. */
  readonly held: Float64Array;
  readonly area: Float64Array;
  /** Per place ahead: negative logarithm of the density there [ln m²]. */
  readonly surprise: Float64Array;
};

export function nothing(): Score {
  return {
    count: 0,
    path: { ade: 0, fde: 0 },
    straight: { ade: 0, fde: 0 },
    best: { ade: 0, fde: 0 },
    held: new Float64Array(PLACES),
    area: new Float64Array(PLACES),
    surprise: new Float64Array(PLACES),
  };
}

export function judge(score: Score, telling: Telling): void {
  const { x, y, vx, vy, futures, came } = telling;
  score.count++;
  const errors = futures.map(() => ({ ade: 0, fde: 0 }));
  for (let k = 0; k < PLACES; k++) {
    const [toX, toY] = [came[2 * k] ?? 0, came[2 * k + 1] ?? 0];
    let [meanX, meanY] = [0, 0];
    futures.forEach(({ probability, points }, n) => {
      const point = points[k] ?? { x, y };
      meanX += probability * point.x;
      meanY += probability * point.y;
      plus(errors[n], Math.hypot(point.x - toX, point.y - toY), k);
    });
    plus(score.path, Math.hypot(meanX - toX, meanY - toY), k);
    const time = STEP * (k + 1);
    plus(score.straight, Math.hypot(x + time * vx - toX, y + time * vy - toY), k);
    region(score, telling, k);
  }
  score.best.ade += Math.min(...errors.map(({ ade }) => ade));
  score.best.fde += Math.min(...errors.map(({ fde }) => fde));
}

function plus(sum: { ade: number; fde: number } | undefined, error: number, k: number): void {
  if (sum !== undefined) {
    sum.ade += error / PLACES;
    sum.fde += k === PLACES - 1 ? error : 0;
  }
}

/** Points of a round normal distribution, evenly spread in weight. */
const DRAWS = 40;
const EAST = Float64Array.from(
  { length: DRAWS },
  (_, i) => Math.sqrt(-2 * Math.log(1 - (i + 0.5) / DRAWS)) * Math.cos(i * 2.399963229728653),
);
const NORTH = Float64Array.from(
  { length: DRAWS },
  (_, i) => Math.sqrt(-2 * Math.log(1 - (i + 0.5) / DRAWS)) * Math.sin(i * 2.399963229728653),
);

/** One future at one place ahead: a round normal distribution. */
type Part = {
  readonly x: number;
  readonly y: number;
  readonly deviation: number;
  readonly probability: number;
};

/** Whether what came lies in the region of highest density that holds 90 % of what was told. */
function region(score: Score, { futures, came }: Telling, k: number): void {
  const parts = futures.map(({ probability, points, radius90 }): Part => {
    const deviation = Math.max(0.01, (radius90[k] ?? 0) / RADIUS90);
    return { x: points[k]?.x ?? 0, y: points[k]?.y ?? 0, deviation, probability };
  });
  const here = densityAt(parts, came[2 * k] ?? 0, came[2 * k + 1] ?? 0);
  const drawn = parts
    .flatMap((part) => drawnFrom(part, parts))
    .sort((a, b) => b.density - a.density);
  let [sum, above, area] = [0, 0, 0];
  for (const { weight, density } of drawn) {
    above += density > here ? weight : 0;
    area += sum < 0.9 ? weight / density : 0;
    sum += weight;
  }
  score.held[k] = (score.held[k] ?? 0) + (above <= 0.9 ? 1 : 0);
  score.area[k] = (score.area[k] ?? 0) + area;
  score.surprise[k] = (score.surprise[k] ?? 0) - Math.log(Math.max(1e-9, here));
}

function densityAt(parts: readonly Part[], x: number, y: number): number {
  let sum = 0;
  for (const part of parts) {
    const variance = part.deviation ** 2;
    const square = ((x - part.x) ** 2 + (y - part.y) ** 2) / (2 * variance);
    sum += (part.probability * Math.exp(-square)) / (2 * Math.PI * variance);
  }
  return sum;
}

function drawnFrom(
  { x, y, deviation, probability }: Part,
  parts: readonly Part[],
): readonly { readonly weight: number; readonly density: number }[] {
  return Array.from(EAST, (east, i) => ({
    weight: probability / DRAWS,
    density: densityAt(parts, x + deviation * east, y + deviation * (NORTH[i] ?? 0)),
  }));
}
