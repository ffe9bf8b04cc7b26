import { AHEAD, PATH } from "./horizon.ts";
import type { Particles } from "./spread.ts";

/** A few paths that stand for many: from most paths, one of these is near. */
export type Representative = {
  readonly path: Float64Array;
  /** Share of the particles it stands for [1]. */
  readonly probability: number;
};

/** Steps ahead by which paths are compared, and how much each counts. */
const LOOKED: readonly number[] = [3, 7, 11];
const COUNTS: readonly number[] = [0.5, 0.7, 1];
const DIMS = 2 * LOOKED.length;
const ROUNDS = 5;

/** Weighted k-means whose updates lean to medians; begun by farthest-gain seeding, so it needs no chance. */
export function quantise(particles: Particles, wanted: number): readonly Representative[] {
  const { count, weights, paths } = particles;
  const points = new Float64Array(count * DIMS);
  for (let n = 0; n < count; n++) {
    LOOKED.forEach((h, k) => {
      points[n * DIMS + 2 * k] = (COUNTS[k] ?? 0) * (paths[n * PATH + 2 * h] ?? 0);
      points[n * DIMS + 2 * k + 1] = (COUNTS[k] ?? 0) * (paths[n * PATH + 2 * h + 1] ?? 0);
    });
  }
  const centres = new Float64Array(wanted * DIMS);
  const nearest = new Float64Array(count).fill(Infinity);
  const chosen = new Int32Array(count);
  for (let k = 0; k < wanted; k++) {
    let best = 0;
    let most = -1;
    for (let n = 0; n < count; n++) {
      const gain = k === 0 ? (weights[n] ?? 0) : (weights[n] ?? 0) * (nearest[n] ?? 0);
      if (gain > most) {
        most = gain;
        best = n;
      }
    }
    for (let d = 0; d < DIMS; d++) {
      centres[k * DIMS + d] = points[best * DIMS + d] ?? 0;
    }
    for (let n = 0; n < count; n++) {
      const off = squared(points, n, centres, k);
      if (off < (nearest[n] ?? 0)) {
        nearest[n] = off;
        chosen[n] = k;
      }
    }
  }
  const totals = new Float64Array(wanted);
  const sums = new Float64Array(wanted * DIMS);
  for (let round = 0; round < ROUNDS; round++) {
    totals.fill(0);
    sums.fill(0);
    for (let n = 0; n < count; n++) {
      let least = Infinity;
      let at = 0;
      for (let k = 0; k < wanted; k++) {
        const off = squared(points, n, centres, k);
        if (off < least) {
          least = off;
          at = k;
        }
      }
      chosen[n] = at;
      nearest[n] = least;
      const weight = (weights[n] ?? 0) / Math.sqrt(least + 0.01);
      totals[at] = (totals[at] ?? 0) + weight;
      for (let d = 0; d < DIMS; d++) {
        sums[at * DIMS + d] = (sums[at * DIMS + d] ?? 0) + weight * (points[n * DIMS + d] ?? 0);
      }
    }
    for (let k = 0; k < wanted; k++) {
      const total = totals[k] ?? 0;
      for (let d = 0; total > 0 && d < DIMS; d++) {
        centres[k * DIMS + d] = (sums[k * DIMS + d] ?? 0) / total;
      }
    }
  }
  const out = Array.from({ length: wanted }, () => new Float64Array(PATH));
  const mass = new Float64Array(wanted);
  totals.fill(0);
  let all = 0;
  for (let n = 0; n < count; n++) {
    const k = chosen[n] ?? 0;
    const weight = (weights[n] ?? 0) / Math.sqrt((nearest[n] ?? 0) + 0.01);
    totals[k] = (totals[k] ?? 0) + weight;
    mass[k] = (mass[k] ?? 0) + (weights[n] ?? 0);
    all += weights[n] ?? 0;
    const path = out[k];
    for (let h = 0; path !== undefined && h < PATH; h++) {
      path[h] = (path[h] ?? 0) + weight * (paths[n * PATH + h] ?? 0);
    }
  }
  return out.map((path, k) => {
    const total = totals[k] ?? 0;
    return {
      path: total > 0 ? path.map((value) => value / total) : paths.slice(0, PATH),
      probability: (mass[k] ?? 0) / all,
    };
  });
}

function squared(points: Float64Array, n: number, centres: Float64Array, k: number): number {
  let sum = 0;
  for (let d = 0; d < DIMS; d++) {
    const off = (points[n * DIMS + d] ?? 0) - (centres[k * DIMS + d] ?? 0);
    sum += off * off;
  }
  return sum;
}

export { AHEAD };
