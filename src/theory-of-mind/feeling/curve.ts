/** A curve that falls from knot to knot, straight between them, and is 0 from the last knot on. */
export type FallingCurve = {
  /** Distances, rising from 0 [m]. */
  readonly knots: readonly number[];
  /** Values at the knots, falling to 0 [1]. */
  readonly values: readonly number[];
};

/** The curve at a distance [m]; never rises with the distance. */
export function valueAt({ knots, values }: FallingCurve, distance: number): number {
  for (let k = 1; k < knots.length; k++) {
    const right = knots[k] ?? 0;
    if (distance < right) {
      const left = knots[k - 1] ?? 0;
      const from = values[k - 1] ?? 0;
      const to = values[k] ?? 0;
      return to + ((from - to) * (right - Math.max(left, distance))) / (right - left);
    }
  }
  return 0;
}
