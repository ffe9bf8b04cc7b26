import { norm, subtract, type Vector, ZERO } from "../quantity/vector.ts";

/** A point of a surface as its neighbours show it too, which takes most of the noise from it. */
export type Fitted = {
  /** In the frame of the points [m]. */
  readonly place: Vector;
  /** Unit vector at right angles to the surface, to the side away from the origin; absent where there is no surface. */
  readonly normal: Vector | undefined;
};

/** A surface, and how far its points scatter about it [m]. */
export type Surface = { readonly points: readonly Fitted[]; readonly noise: number };

/** Half the lengths over which a surface is fitted [m]; the longest that is as smooth as the shortest counts. */
const HALVES = [0.35, 0.15, 0.06] as const;
const SHORTEST = 0.06;

/** So many of the shortest fits tell the noise [1]. */
const SAMPLES = 60;

/** So many points make a surface [1], and no more than so many to each side are looked at [1]. */
const FEWEST = 5;
const MOST = 15;

/** A longer fit may scatter so much more than the noise, by a share [1] and by rounding [m]. */
const ROUGHER = 1.25;
const ROUNDING = 5e-4;

/** Smooths the points of one unbroken surface, given in the order of the beams. */
export function fitSurface(points: readonly Vector[]): Surface {
  const sums = new Float64Array(9);
  const noise = noiseOf(points, sums);
  const bearable = ROUGHER * noise + ROUNDING;
  const fitted = points.map((place, at): Fitted => {
    for (const half of HALVES) {
      const fit = parabola(points, at, half, sums);
      if (fit !== undefined && fit.scatter <= bearable) {
        return fit;
      }
    }
    return { place, normal: undefined };
  });
  return { points: fitted, noise };
}

/** What is scattered about the shortest fits, in the middle of some of them [m]; 0 where there are none. */
function noiseOf(points: readonly Vector[], sums: Float64Array): number {
  const stride = Math.ceil(points.length / SAMPLES);
  const scatters: number[] = [];
  for (let at = 0; at < points.length; at += stride) {
    const fit = parabola(points, at, SHORTEST, sums);
    if (fit !== undefined) {
      scatters.push(fit.scatter);
    }
  }
  return middleOf(scatters);
}

/** The middle one; 0 of none. */
function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

type Parabola = Fitted & { readonly scatter: number };

/**
 * The parabola of least squares through the points around one of them; undefined where there are too few.
 * @param sums - Room for what is summed up: thousands of these are made for every scan.
 */
function parabola(
  points: readonly Vector[],
  at: number,
  half: number,
  sums: Float64Array,
): Parabola | undefined {
  const middle = points[at] ?? ZERO;
  const left = edgeOf(points, at, half, -1);
  const right = edgeOf(points, at, half, 1);
  const chord = subtract(points[right] ?? ZERO, points[left] ?? ZERO);
  const length = norm(chord);
  if (right - left + 1 < FEWEST || !(length > 0)) {
    return undefined;
  }
  const along = { x: chord.x / length, y: chord.y / length };
  const stride = Math.max(1, Math.floor((right - left) / (2 * MOST)));
  sums.fill(0);
  for (let i = left; i <= right; i += stride) {
    const dx = (points[i]?.x ?? 0) - middle.x;
    const dy = (points[i]?.y ?? 0) - middle.y;
    addTo(sums, (along.x * dx + along.y * dy) / half, along.x * dy - along.y * dx);
  }
  const { height, slope, scatter } = solve(sums);
  return Number.isFinite(height + slope + scatter)
    ? { ...turnedOutwards(middle, along, height, slope / half), scatter }
    : undefined;
}

/** The place a height beside a point, and the normal there [m], [1]. */
function turnedOutwards(point: Vector, along: Vector, height: number, slope: number): Fitted {
  const length = Math.sqrt(1 + slope * slope);
  const x = -(along.y + along.x * slope) / length;
  const y = (along.x - along.y * slope) / length;
  const place = { x: point.x - height * along.y, y: point.y + height * along.x };
  const side = x * place.x + y * place.y < 0 ? -1 : 1;
  return { place, normal: { x: side * x, y: side * y } };
}

/** The last point to one side that is within half a length of it. */
function edgeOf(points: readonly Vector[], at: number, half: number, step: 1 | -1): number {
  const { x, y } = points[at] ?? ZERO;
  let last = at;
  for (let i = at + step; i >= 0 && i < points.length; i += step) {
    const dx = (points[i]?.x ?? 0) - x;
    const dy = (points[i]?.y ?? 0) - y;
    if (dx * dx + dy * dy > half * half) {
      break;
    }
    last = i;
  }
  return last;
}

/** Adds 1, u, u², u³, u⁴, w, u w, u² w and w² to their sums. */
function addTo(sums: Float64Array, u: number, w: number): void {
  const square = u * u;
  sums[0] = (sums[0] ?? 0) + 1;
  sums[1] = (sums[1] ?? 0) + u;
  sums[2] = (sums[2] ?? 0) + square;
  sums[3] = (sums[3] ?? 0) + square * u;
  sums[4] = (sums[4] ?? 0) + square * square;
  sums[5] = (sums[5] ?? 0) + w;
  sums[6] = (sums[6] ?? 0) + u * w;
  sums[7] = (sums[7] ?? 0) + square * w;
  sums[8] = (sums[8] ?? 0) + w * w;
}

/** The w = height + slope u + bend u² of least squares, by Cramer's rule, and the standard deviation from it. */
function solve(sums: Float64Array): { height: number; slope: number; scatter: number } {
  const [n = 0, u = 0, u2 = 0, u3 = 0, u4 = 0, w = 0, uw = 0, u2w = 0, w2 = 0] = sums;
  const whole = determinant(n, u, u2, u, u2, u3, u2, u3, u4);
  const height = determinant(w, u, u2, uw, u2, u3, u2w, u3, u4) / whole;
  const slope = determinant(n, w, u2, u, uw, u3, u2, u2w, u4) / whole;
  const bend = determinant(n, u, w, u, u2, uw, u2, u3, u2w) / whole;
  const rest = Math.max(0, w2 - height * w - slope * uw - bend * u2w);
  return { height, slope, scatter: Math.sqrt(rest / (n - 3)) };
}

/** Of a matrix, row by row. */
// prettier-ignore
function determinant(
  a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number,
): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
