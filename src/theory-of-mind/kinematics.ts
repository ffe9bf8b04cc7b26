import type { Vector } from "../quantity/vector.ts";

/** Position [m] and velocity [m/s] in the plane with their covariance, row-major over (x, y, vx, vy). */
export type Kinematics = {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly covariance: Float64Array;
};

/** A measured position [m] with its covariance [m²]. */
export type Fix = Vector & { readonly xx: number; readonly xy: number; readonly yy: number };

/** How far a fix lies from where it was expected. */
export type Innovation = {
  /** Squared Mahalanobis distance [1]. */
  readonly distance: number;
  /** Determinant of the innovation's covariance [m⁴]. */
  readonly determinant: number;
};

/** Standard deviation of the velocity of somebody just seen for the first time: walking any way [m/s]. */
const FIRST_SPEED = 0.9;

export function firstKinematics(fix: Fix): Kinematics {
  const p = new Float64Array(16);
  p[0] = fix.xx;
  p[1] = p[4] = fix.xy;
  p[5] = fix.yy;
  p[10] = p[15] = FIRST_SPEED ** 2;
  return { x: fix.x, y: fix.y, vx: 0, vy: 0, covariance: p };
}

/** Constant velocity disturbed by white acceleration of the given density [m²/s³], a time later [s]. */
export function predict(now: Kinematics, time: number, density: number): Kinematics {
  const { covariance } = now;
  const p = covariance.slice();
  const at = (k: number): number => covariance[k] ?? 0;
  for (const [i, j] of BLOCKS) {
    const pv = at(4 * i + j + 2);
    const vp = at(4 * (i + 2) + j);
    const vv = at(4 * (i + 2) + j + 2);
    const own = i === j ? density : 0;
    p[4 * i + j] = at(4 * i + j) + time * (pv + vp) + time * time * vv + (own * time ** 3) / 3;
    p[4 * i + j + 2] = pv + time * vv + (own * time * time) / 2;
    p[4 * (i + 2) + j] = vp + time * vv + (own * time * time) / 2;
    p[4 * (i + 2) + j + 2] = vv + own * time;
  }
  return {
    x: now.x + time * now.vx,
    y: now.y + time * now.vy,
    vx: now.vx,
    vy: now.vy,
    covariance: p,
  };
}

const BLOCKS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

export function innovationOf(expected: Kinematics, fix: Fix): Innovation {
  const { covariance: p } = expected;
  const sxx = (p[0] ?? 0) + fix.xx;
  const sxy = (p[1] ?? 0) + fix.xy;
  const syy = (p[5] ?? 0) + fix.yy;
  const determinant = sxx * syy - sxy * sxy;
  const dx = fix.x - expected.x;
  const dy = fix.y - expected.y;
  return {
    distance: (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / determinant,
    determinant,
  };
}

/** What is believed after a fix (Kalman update). */
export function correct(expected: Kinematics, fix: Fix): Kinematics {
  const { covariance } = expected;
  const at = (k: number): number => covariance[k] ?? 0;
  const sxx = at(0) + fix.xx;
  const sxy = at(1) + fix.xy;
  const syy = at(5) + fix.yy;
  const determinant = sxx * syy - sxy * sxy;
  const gx = [0, 1, 2, 3].map((i) => (at(4 * i) * syy - at(4 * i + 1) * sxy) / determinant);
  const gy = [0, 1, 2, 3].map((i) => (at(4 * i + 1) * sxx - at(4 * i) * sxy) / determinant);
  const dx = fix.x - expected.x;
  const dy = fix.y - expected.y;
  const p = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    for (let j = i; j < 4; j++) {
      const value = at(4 * i + j) - (gx[i] ?? 0) * at(j) - (gy[i] ?? 0) * at(4 + j);
      p[4 * i + j] = value;
      p[4 * j + i] = value;
    }
  }
  const move = (i: number): number => (gx[i] ?? 0) * dx + (gy[i] ?? 0) * dy;
  return {
    x: expected.x + move(0),
    y: expected.y + move(1),
    vx: expected.vx + move(2),
    vy: expected.vy + move(3),
    covariance: p,
  };
}

/** Standard deviation of the position, the same in every direction as the covariance is on average [m]. */
export function spread({ covariance: p }: Kinematics): number {
  return Math.sqrt(((p[0] ?? 0) + (p[5] ?? 0)) / 2);
}
