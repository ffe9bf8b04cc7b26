import { RADIUS90 } from "../theory-of-mind/futures.ts";

/** The same draws for every alternative: what a person does is the same whatever the robot does. */
export type Draws = {
  /** Uniform in [0, 1), which future is taken. */
  readonly choice: Float64Array;
  /** Standard normal, how far off it in x and y. */
  readonly east: Float64Array;
  readonly north: Float64Array;
  /** Largest distance of any (east, north) from zero [1]. */
  readonly farthest: number;
};

/**
 * Evenly spread draws: Halton points in bases 2, 3, 5, shifted by a number of their own for each stream
 * (Cranley and Patterson 1976), the last two turned into normals (Box and Muller 1958).
 */
export function drawsOf(count: number, stream: number): Draws {
  const choice = new Float64Array(count);
  const east = new Float64Array(count);
  const north = new Float64Array(count);
  const shift = (salt: number): number => ((Math.imul(stream + 1, salt) >>> 0) % 65_536) / 65_536;
  const shifts = [shift(0x9e3779b1), shift(0x85ebca6b), shift(0xc2b2ae35)] as const;
  let farthest = 0;
  for (let k = 0; k < count; k++) {
    const radius = Math.sqrt(-2 * Math.log(1 - ((halton(k + 1, 3) + shifts[1]) % 1)));
    const angle = 2 * Math.PI * (halton(k + 1, 5) + shifts[2]);
    choice[k] = (halton(k + 1, 2) + shifts[0]) % 1;
    east[k] = radius * Math.cos(angle);
    north[k] = radius * Math.sin(angle);
    farthest = Math.max(farthest, radius);
  }
  return { choice, east, north, farthest };
}

function halton(index: number, base: number): number {
  let result = 0;
  let weight = 1 / base;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    result += weight * (rest % base);
    weight /= base;
  }
  return result;
}

/** Standard deviation of a round normal distribution whose 90 % radius is given [m]. */
export function deviationOf(radius90: number): number {
  return radius90 / RADIUS90;
}
