import { correct, type Fix, innovationOf, type Kinematics, predict } from "../kinematics.ts";

/** What somebody may be doing, with its probability [1] and the motion that goes with it. */
export type Mode = { readonly weight: number; readonly kinematics: Kinematics };

/** The ways of moving: standing, walking on, starting or stopping or turning; one mode each, in this order. */
export type Modes = readonly [stand: Mode, walk: Mode, swerve: Mode];

/**
 * Density of the white acceleration of a person who just walks [m²/s³]. Tracks of walking people (ETH/UCY, 1019 tracks)
 * need no more than 0.05; three times that keeps the filter honest where they swerve.
 */
export const WALKING = 0.15;
/** The same of a start, a stop, a sharp turn [m²/s³]. */
const SWERVING = 3;
/** Who stands sways and shifts the weight, and the robot's odometry drifts below: random walk of the place [m²/s]. */
const SWAYING = 0.02 ** 2;
/** People give their speed up, stopping or turning, with this time constant [s]. */
const LASTING = 4;
/** Standard deviation of the speed of somebody who stands [m/s]. */
const STILL = 0.05;
/** Rates at which one way of moving becomes another, from row to column [1/s]. */
const RATES = [
  [0, 0.02, 0.08],
  [0.02, 0, 0.25],
  [0.8, 1.2, 0],
] as const;
/** Probabilities of the three in somebody just seen [1]. */
const FIRST = [0.3, 0.5, 0.2] as const;
/** A mode less probable than this is kept at this, so that it can come back [1]. */
const LEAST = 1e-4;

/** Somebody seen once may be doing anything. */
export function firstModes(kinematics: Kinematics): Modes {
  return [
    { weight: FIRST[0], kinematics: stilled(kinematics) },
    { weight: FIRST[1], kinematics },
    { weight: FIRST[2], kinematics },
  ];
}

/** The modes a time later [s]: mixed as people change what they do, then moved on (interacting multiple models). */
export function moveOn(modes: Modes, time: number): Modes {
  const stand = mixed(modes, 0, time);
  const walk = mixed(modes, 1, time);
  const swerve = mixed(modes, 2, time);
  return [
    { weight: stand.weight, kinematics: swayed(stand.kinematics, time) },
    { weight: walk.weight, kinematics: predict(slowed(walk.kinematics, time), time, WALKING) },
    { weight: swerve.weight, kinematics: predict(slowed(swerve.kinematics, time), time, SWERVING) },
  ];
}

/** Density of a fix as foreseen by all modes together [1/m²]. */
export function densityOf([stand, walk, swerve]: Modes, fix: Fix): number {
  return (
    stand.weight * densityIn(stand, fix) +
    walk.weight * densityIn(walk, fix) +
    swerve.weight * densityIn(swerve, fix)
  );
}

function densityIn({ kinematics }: Mode, fix: Fix): number {
  const { distance, determinant } = innovationOf(kinematics, fix);
  return Math.exp(-distance / 2) / (2 * Math.PI * Math.sqrt(determinant));
}

/** The modes after a fix, each corrected, the ones that foresaw it more probable; and how probable it was [1/m²]. */
export function seenAt(
  modes: Modes,
  fix: Fix,
): { readonly modes: Modes; readonly density: number } {
  const [stand, walk, swerve] = modes;
  const a = stand.weight * Math.max(1e-12, densityIn(stand, fix));
  const b = walk.weight * Math.max(1e-12, densityIn(walk, fix));
  const c = swerve.weight * Math.max(1e-12, densityIn(swerve, fix));
  const total = a + b + c;
  const after = (mode: Mode, share: number): Mode => ({
    weight: Math.max(LEAST, share / total),
    kinematics: correct(mode.kinematics, fix),
  });
  return { modes: [after(stand, a), after(walk, b), after(swerve, c)], density: total };
}

/** One mean and covariance for all modes together. */
export function merged(modes: Modes): Kinematics {
  return blend(modes, modes[0].weight, modes[1].weight, modes[2].weight);
}

function mixed(modes: Modes, to: 0 | 1 | 2, time: number): Mode {
  const a = modes[0].weight * turns(0, to, time);
  const b = modes[1].weight * turns(1, to, time);
  const c = modes[2].weight * turns(2, to, time);
  const weight = a + b + c;
  const kinematics = weight < 1e-9 ? modes[to].kinematics : blend(modes, a, b, c);
  return { weight, kinematics };
}

/** Probability that one way of moving has become another after a time [1]. */
function turns(from: 0 | 1 | 2, to: 0 | 1 | 2, time: number): number {
  const rates = RATES[from];
  const leaves = rates[0] + rates[1] + rates[2];
  const gone = 1 - Math.exp(-leaves * time);
  return from === to ? 1 - gone : (gone * rates[to]) / leaves;
}

/** Mean and covariance of a mixture with the given shares; a plain loop, for it runs four times a person and frame. */
function blend([p, q, r]: Modes, a: number, b: number, c: number): Kinematics {
  const total = a + b + c;
  const [wp, wq, wr] = [a / total, b / total, c / total];
  const [kp, kq, kr] = [p.kinematics, q.kinematics, r.kinematics];
  const x = wp * kp.x + wq * kq.x + wr * kr.x;
  const y = wp * kp.y + wq * kq.y + wr * kr.y;
  const vx = wp * kp.vx + wq * kq.vx + wr * kr.vx;
  const vy = wp * kp.vy + wq * kq.vy + wr * kr.vy;
  const offP = [kp.x - x, kp.y - y, kp.vx - vx, kp.vy - vy];
  const offQ = [kq.x - x, kq.y - y, kq.vx - vx, kq.vy - vy];
  const offR = [kr.x - x, kr.y - y, kr.vx - vx, kr.vy - vy];
  const covariance = kp.covariance.slice();
  for (let i = 0; i < 4; i++) {
    const [ip, iq, ir] = [wp * (offP[i] ?? 0), wq * (offQ[i] ?? 0), wr * (offR[i] ?? 0)];
    for (let j = i; j < 4; j++) {
      const at = 4 * i + j;
      const value =
        wp * (kp.covariance[at] ?? 0) +
        wq * (kq.covariance[at] ?? 0) +
        wr * (kr.covariance[at] ?? 0) +
        ip * (offP[j] ?? 0) +
        iq * (offQ[j] ?? 0) +
        ir * (offR[j] ?? 0);
      covariance[at] = value;
      covariance[4 * j + i] = value;
    }
  }
  return { x, y, vx, vy, covariance };
}

/** The same with the part of its speed lost that people lose on their way [s]. */
function slowed(kinematics: Kinematics, time: number): Kinematics {
  const kept = Math.exp(-time / LASTING);
  return { ...kinematics, vx: kept * kinematics.vx, vy: kept * kinematics.vy };
}

/** The same place at rest. */
function stilled({ x, y, covariance: p }: Kinematics): Kinematics {
  const v = STILL ** 2;
  const [xx, xy, yy] = [p[0] ?? 0, p[1] ?? 0, p[5] ?? 0];
  return { x, y, vx: 0, vy: 0, covariance: [xx, xy, 0, 0, xy, yy, 0, 0, 0, 0, v, 0, 0, 0, 0, v] };
}

function swayed(kinematics: Kinematics, time: number): Kinematics {
  const { covariance: p, ...rest } = stilled(kinematics);
  const grown = p.slice();
  grown[0] = (p[0] ?? 0) + SWAYING * time;
  grown[5] = (p[5] ?? 0) + SWAYING * time;
  return { ...rest, covariance: grown };
}
