/** A speed that holds until the knee and then falls along the slope. */
export type Hinge = {
  /** [s] */
  readonly knee: number;
  /** [m/s²] */
  readonly slope: number;
};

type Sample = { readonly at: number; readonly speed: number };

/**
 * The hinge nearest to the samples by least squares: the knee is searched, the slope at each knee is exact.
 * @param level - Speed before the knee [m/s].
 * @param fewest - Samples needed below the level for a slope to mean something [1].
 * @returns undefined when too few samples lie on the slope.
 */
export function fitHinge(
  samples: readonly Sample[],
  level: number,
  fewest: number,
): Hinge | undefined {
  const last = samples.at(-1);
  if (last === undefined || samples.length < fewest) {
    return undefined;
  }
  let best = hingeAt(samples, level, 0);
  for (let width = last.at / 2, centre = last.at / 2; width > 1e-4; width /= 8) {
    for (let k = -16; k <= 16; k++) {
      const knee = centre + (k / 16) * width;
      const next = knee < 0 || knee >= last.at ? best : hingeAt(samples, level, knee);
      best = next.error < best.error ? next : best;
    }
    centre = best.knee;
  }
  const sloping = samples.filter(({ at }) => at > best.knee).length;
  return best.slope > 0 && sloping >= fewest ? { knee: best.knee, slope: best.slope } : undefined;
}

function hingeAt(
  samples: readonly Sample[],
  level: number,
  knee: number,
): Hinge & { readonly error: number } {
  let fallen = 0;
  let squares = 0;
  let total = 0;
  for (const { at, speed } of samples) {
    const after = Math.max(0, at - knee);
    const lost = level - speed;
    fallen += after * lost;
    squares += after * after;
    total += lost * lost;
  }
  const slope = squares > 0 ? fallen / squares : 0;
  return { knee, slope, error: total - slope * fallen };
}
