import { at } from "./at.ts";
import { AHEAD, PATH } from "./horizon.ts";
import type { Particles } from "./spread.ts";

/** A few paths that stand for many: from most paths, one of these is near. */
export type Representative = {
  readonly path: Float64Array;
  /** Share of the particles it stands for [1]. */
  readonly probability: number;
  /** Standard deviation of those about it at every step ahead, the same in every direction. */
  readonly deviation: Float64Array;
};

/** Steps ahead by which paths are compared, from 0, and how much each counts. */
const LOOKED: readonly (readonly [step: number, counts: number])[] = [
  [3, 0.5],
  [7, 0.7],
  [11, 1],
];
const DIMS = 2 * LOOKED.length;
const ROUNDS = 5;
/** Squared distance below which no path counts more in a median. */
const BLUNT = 0.01;

/** What is being worked on: paths as points, and the centres that shall stand for them. */
type Work = {
  readonly points: Float64Array;
  readonly centres: Float64Array;
  readonly weights: Float64Array;
  /** Per point: which centre is nearest, and its squared distance [m²]. */
  readonly chosen: Int32Array;
  readonly nearest: Float64Array;
};

/** Weighted k-means whose updates lean to medians; begun where most is gained, so it needs no chance. */
export function quantise(particles: Particles, wanted: number): readonly Representative[] {
  const { count, weights } = particles;
  const work: Work = {
    points: pointsOf(particles),
    centres: new Float64Array(wanted * DIMS),
    weights: weights.subarray(0, count),
    chosen: new Int32Array(count),
    nearest: new Float64Array(count).fill(Infinity),
  };
  for (let k = 0; k < wanted; k++) {
    seed(work, k);
    offer(work, k);
  }
  for (let round = 0; round < ROUNDS; round++) {
    work.nearest.fill(Infinity);
    for (let k = 0; k < wanted; k++) {
      offer(work, k);
    }
    if (round < ROUNDS - 1) {
      work.centres.set(middles(work, work.points, DIMS, wanted, work.centres));
    }
  }
  return represent(work, particles, wanted);
}

function pointsOf({ paths, count }: Particles): Float64Array {
  const points = new Float64Array(count * DIMS);
  for (let n = 0; n < count; n++) {
    LOOKED.forEach(([step, counts], k) => {
      points[n * DIMS + 2 * k] = counts * at(paths, n * PATH + 2 * step);
      points[n * DIMS + 2 * k + 1] = counts * at(paths, n * PATH + 2 * step + 1);
    });
  }
  return points;
}

/** Puts a centre where the most weight is farthest from all centres before. */
function seed({ points, centres, weights, nearest }: Work, k: number): void {
  let best = 0;
  let most = -1;
  for (let n = 0; n < weights.length; n++) {
    const gain = at(weights, n) * (k === 0 ? 1 : at(nearest, n));
    if (gain > most) {
      most = gain;
      best = n;
    }
  }
  centres.set(points.subarray(best * DIMS, (best + 1) * DIMS), k * DIMS);
}

/** Gives a centre all points that have none as near. */
function offer({ points, centres, chosen, nearest }: Work, k: number): void {
  for (let n = 0; n < chosen.length; n++) {
    let sum = 0;
    for (let d = 0; d < DIMS; d++) {
      const off = at(points, n * DIMS + d) - at(centres, k * DIMS + d);
      sum += off * off;
    }
    if (sum < at(nearest, n)) {
      nearest[n] = sum;
      chosen[n] = k;
    }
  }
}

/** One step towards the median of what each centre stands for; a centre that stands for nothing keeps what it has. */
function middles(
  { weights, chosen, nearest }: Work,
  values: Float64Array,
  width: number,
  wanted: number,
  otherwise: Float64Array,
): Float64Array {
  const sums = new Float64Array(wanted * width);
  const totals = new Float64Array(wanted);
  for (let n = 0; n < chosen.length; n++) {
    const k = chosen[n] ?? 0;
    const weight = at(weights, n) / Math.sqrt(at(nearest, n) + BLUNT);
    totals[k] = at(totals, k) + weight;
    for (let d = 0; d < width; d++) {
      sums[k * width + d] = at(sums, k * width + d) + weight * at(values, n * width + d);
    }
  }
  return sums.map((sum, i) => {
    const total = at(totals, Math.floor(i / width));
    return total > 0 ? sum / total : at(otherwise, i);
  });
}

function represent(work: Work, { paths }: Particles, wanted: number): readonly Representative[] {
  const first = new Float64Array(wanted * PATH);
  for (let k = 0; k < wanted; k++) {
    first.set(paths.subarray(0, PATH), k * PATH);
  }
  const all = middles(work, paths, PATH, wanted, first);
  const mass = new Float64Array(wanted);
  let total = 0;
  work.chosen.forEach((k, n) => {
    mass[k] = at(mass, k) + at(work.weights, n);
    total += at(work.weights, n);
  });
  return Array.from({ length: wanted }, (_, k) => ({
    path: all.slice(k * PATH, (k + 1) * PATH),
    probability: total > 0 ? at(mass, k) / total : 1 / wanted,
    deviation: deviationAbout(work, paths, k, all, at(mass, k)),
  }));
}

function deviationAbout(
  { chosen, weights }: Work,
  paths: Float64Array,
  k: number,
  all: Float64Array,
  mass: number,
): Float64Array {
  const squares = new Float64Array(AHEAD);
  for (let n = 0; n < chosen.length; n++) {
    if (chosen[n] === k) {
      for (let h = 0; h < AHEAD; h++) {
        const dx = at(paths, n * PATH + 2 * h) - at(all, k * PATH + 2 * h);
        const dy = at(paths, n * PATH + 2 * h + 1) - at(all, k * PATH + 2 * h + 1);
        squares[h] = at(squares, h) + (at(weights, n) * (dx * dx + dy * dy)) / 2;
      }
    }
  }
  return squares.map((sum) => (mass > 0 ? Math.sqrt(sum / mass) : 0));
}
