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
  const [stand, walk, swerve] = [0, 1, 2].map((to) => mixed(modes, to, time));
  if (stand === undefined || walk === undefined || swerve === undefined) {
    return modes;
  }
  return [
    { ...stand, kinematics: swayed(stand.kinematics, time) },
    { ...walk, kinematics: predict(slowed(walk.kinematics, time), time, WALKING) },
    { ...swerve, kinematics: predict(slowed(swerve.kinematics, time), time, SWERVING) },
  ];
}

/** Density of a fix as foreseen by all modes together [1/m²]. */
export function densityOf(modes: Modes, fix: Fix): number {
  return modes.reduce((sum, mode) => sum + mode.weight * densityIn(mode, fix), 0);
}

function densityIn({ kinematics }: Mode, fix: Fix): number {
  const { distance, determinant } = innovationOf(kinematics, fix);
  return Math.exp(-distance / 2) / (2 * Math.PI * Math.sqrt(determinant));
}

/** The modes after a fix: each corrected, the ones that foresaw it more probable. */
export function seenAt(modes: Modes, fix: Fix): Modes {
  const likelihoods = modes.map((mode) => mode.weight * Math.max(1e-12, densityIn(mode, fix)));
  const total = likelihoods.reduce((sum, one) => sum + one, 0);
  const after = (mode: Mode, index: number): Mode => ({
    weight: Math.max(LEAST, (likelihoods[index] ?? 0) / total),
    kinematics: correct(mode.kinematics, fix),
  });
  return [after(modes[0], 0), after(modes[1], 1), after(modes[2], 2)];
}

/** One mean and covariance for all modes together. */
export function merged(modes: Modes): Kinematics {
  return blend(modes, [modes[0].weight, modes[1].weight, modes[2].weight]);
}

function mixed(modes: Modes, to: number, time: number): Mode {
  const shares = modes.map(({ weight }, from) => weight * turns(from, to, time));
  const weight = shares.reduce((sum, one) => sum + one, 0);
  const own = modes[to] ?? modes[0];
  const kinematics = weight < 1e-9 ? own.kinematics : blend(modes, shares);
  return { weight, kinematics };
}

/** Probability that one way of moving has become another after a time [1]. */
function turns(from: number, to: number, time: number): number {
  const rates = RATES[from as 0 | 1 | 2];
  const leaves = rates[0] + rates[1] + rates[2];
  const gone = 1 - Math.exp(-leaves * time);
  return from === to ? 1 - gone : (gone * rates[to as 0 | 1 | 2]) / leaves;
}

/** Mean and covariance of a mixture with the given shares. */
function blend(modes: Modes, shares: readonly number[]): Kinematics {
  const total = shares.reduce((sum, one) => sum + one, 0);
  let [x, y, vx, vy] = [0, 0, 0, 0];
  modes.forEach(({ kinematics: k }, n) => {
    const share = (shares[n] ?? 0) / total;
    x += share * k.x;
    y += share * k.y;
    vx += share * k.vx;
    vy += share * k.vy;
  });
  const covariance = new Array<number>(16).fill(0);
  modes.forEach(({ kinematics: k }, n) => {
    const share = (shares[n] ?? 0) / total;
    if (share === 0) {
      return;
    }
    const off = [k.x - x, k.y - y, k.vx - vx, k.vy - vy];
    for (let i = 0; i < 16; i++) {
      const across = (off[i >> 2] ?? 0) * (off[i & 3] ?? 0);
      covariance[i] = (covariance[i] ?? 0) + share * ((k.covariance[i] ?? 0) + across);
    }
  });
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
