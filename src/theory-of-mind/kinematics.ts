import type { Vector } from "../quantity/vector.ts";

/** Position [m] and velocity [m/s] in the plane with their covariance, row-major over (x, y, vx, vy); a plain array, which V8 keeps cheaper than a small typed one. */
export type Kinematics = {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly covariance: readonly number[];
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
  const v = FIRST_SPEED ** 2;
  const covariance = [fix.xx, fix.xy, 0, 0, fix.xy, fix.yy, 0, 0, 0, 0, v, 0, 0, 0, 0, v];
  return { x: fix.x, y: fix.y, vx: 0, vy: 0, covariance };
}

/** Constant velocity disturbed by white acceleration of the given density [m²/s³], a time later [s]. */
export function predict(now: Kinematics, time: number, density: number): Kinematics {
  const { covariance } = now;
  const p = covariance.slice();
  const near = (density * time ** 3) / 3;
  const mixed = (density * time * time) / 2;
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const own = i === j ? 1 : 0;
      const pv = at(covariance, 4 * i + j + 2);
      const vp = at(covariance, 4 * i + j + 8);
      const vv = at(covariance, 4 * i + j + 10);
      p[4 * i + j] = at(covariance, 4 * i + j) + time * (pv + vp) + time * time * vv + own * near;
      p[4 * i + j + 2] = pv + time * vv + own * mixed;
      p[4 * i + j + 8] = vp + time * vv + own * mixed;
      p[4 * i + j + 10] = vv + own * density * time;
    }
  }
  const { x, y, vx, vy } = now;
  return { x: x + time * vx, y: y + time * vy, vx, vy, covariance: p };
}

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
  const sxx = at(covariance, 0) + fix.xx;
  const sxy = at(covariance, 1) + fix.xy;
  const syy = at(covariance, 5) + fix.yy;
  const determinant = sxx * syy - sxy * sxy;
  const dx = fix.x - expected.x;
  const dy = fix.y - expected.y;
  const p = covariance.slice();
  const moved = [expected.x, expected.y, expected.vx, expected.vy];
  for (let i = 0; i < 4; i++) {
    const [px, py] = [at(covariance, 4 * i), at(covariance, 4 * i + 1)];
    const gx = (px * syy - py * sxy) / determinant;
    const gy = (py * sxx - px * sxy) / determinant;
    moved[i] = at(moved, i) + gx * dx + gy * dy;
    for (let j = i; j < 4; j++) {
      const value = at(covariance, 4 * i + j) - gx * at(covariance, j) - gy * at(covariance, 4 + j);
      p[4 * i + j] = value;
      p[4 * j + i] = value;
    }
  }
  return { x: at(moved, 0), y: at(moved, 1), vx: at(moved, 2), vy: at(moved, 3), covariance: p };
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** Standard deviation of the position, the same in every direction as the covariance is on average [m]. */
export function spread({ covariance: p }: Kinematics): number {
  return Math.sqrt(((p[0] ?? 0) + (p[5] ?? 0)) / 2);
}
