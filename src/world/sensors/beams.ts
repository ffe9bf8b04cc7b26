/** The beams of a 2-D lidar: where they point, in its own frame. */
export type Beams = {
  readonly count: number;
  /** Direction of the first beam [rad]. */
  readonly first: number;
  /** From one beam to the next, counter-clockwise [rad]. */
  readonly step: number;
  /** Whether the beams close the circle. */
  readonly closed: boolean;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
};

/**
 * Evenly spread beams. A full circle leaves out the last direction, which would be the first again.
 * @param first - Direction of the first beam [rad].
 * @param fieldOfView - From the first to the last beam [rad].
 */
export function spreadBeams(count: number, first: number, fieldOfView: number): Beams {
  const closed = fieldOfView > 2 * Math.PI - 1e-9;
  const step = count < 2 ? 0 : fieldOfView / (closed ? count : count - 1);
  const angles = Float64Array.from({ length: count }, (_, i) => first + i * step);
  return { count, first, step, closed, cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
}

/** Index of the first beam at or past a direction, and how many lie up to a second one; one more to either side. */
export type Window = { from: number; to: number };

const TURN = 2 * Math.PI;

/** Rounding of a beam's index [1]. */
const SLACK = 1e-6;

/**
 * Beam indices that may meet what lies within `half` of a bearing; indices of a closed circle run past its ends and are
 * to be taken modulo the count. Written into `window` and, for an open fan that wraps, into `second`.
 */
export function windowOf(
  beams: Beams,
  bearing: number,
  half: number,
  window: Window,
  second: Window,
): void {
  second.from = 0;
  second.to = -1;
  const last = beams.count - 1;
  if (beams.step === 0 || half >= Math.PI) {
    window.from = 0;
    window.to = last;
    return;
  }
  let ahead = (bearing - beams.first) % TURN;
  if (ahead < 0) {
    ahead += TURN;
  }
  const low = (ahead - half) / beams.step - SLACK;
  const high = (ahead + half) / beams.step + SLACK;
  if (beams.closed) {
    window.from = Math.ceil(low);
    window.to = Math.min(Math.floor(high), window.from + last);
    return;
  }
  window.from = Math.max(0, Math.ceil(low));
  window.to = Math.min(last, Math.floor(high));
  const round = TURN / beams.step;
  if (low < 0) {
    second.from = Math.max(Math.ceil(low + round), window.to + 1);
    second.to = last;
  } else if (high > round) {
    second.to = Math.min(Math.floor(high - round), window.from - 1, last);
  }
}
