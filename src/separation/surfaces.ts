import type { Beams } from "./beams.ts";

/** A wall is straight over this much [m] on both sides together, within this tolerance [m]. */
const STRAIGHT = 0.7;
const TOLERANCE = 0.04;

/** Share of a wall's beams that noise may throw off, three times the tolerance at most [1]. */
const THROWN = 0.05;

/** Whether the surface around a hit is straight over a wall's length. */
export function isStraight(beams: Beams, at: number): boolean {
  const { x, y } = beams;
  const left = reach(beams, at, -1);
  const right = reach(beams, at, 1);
  const fromX = x[left] ?? 0;
  const fromY = y[left] ?? 0;
  const alongX = (x[right] ?? 0) - fromX;
  const alongY = (y[right] ?? 0) - fromY;
  const length = Math.sqrt(alongX * alongX + alongY * alongY);
  if (length < STRAIGHT) {
    return false;
  }
  let thrown = 0;
  for (let i = left; i <= right; i++) {
    const offset =
      Math.abs(alongX * ((y[i] ?? 0) - fromY) - alongY * ((x[i] ?? 0) - fromX)) / length;
    if (offset > 3 * TOLERANCE) {
      return false;
    }
    thrown += offset > TOLERANCE ? 1 : 0;
  }
  return thrown <= THROWN * (right - left + 1);
}

/** How far along one side the surface goes on, up to a wall's length: an index into the list of hits. */
function reach({ x, y, joined }: Beams, at: number, step: 1 | -1): number {
  const startX = x[at] ?? 0;
  const startY = y[at] ?? 0;
  let last = at;
  while (joined[step === 1 ? last : last - 1] === 1) {
    last += step;
    const dx = (x[last] ?? 0) - startX;
    const dy = (y[last] ?? 0) - startY;
    if (Math.sqrt(dx * dx + dy * dy) >= STRAIGHT) {
      return last;
    }
  }
  return last;
}

/** How many beams the surface at a hit stops, counted along one side. */
export function beamsStopped({ joined }: Beams, at: number, step: 1 | -1): number {
  let last = at;
  while (joined[step === 1 ? last : last - 1] === 1) {
    last += step;
  }
  return Math.abs(last - at) + 1;
}
