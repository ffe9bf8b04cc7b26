import type { Vector } from "../quantity/vector.ts";
import type { Kinematics } from "./kinematics.ts";

/** One way a person may go on. */
export type Future = {
  readonly kind: "keep" | "slow" | "left" | "right" | "stay" | "leave";
  /** Among all futures of this person [1]. */
  readonly probability: number;
  /** Places one step apart, the first one step ahead [m]. */
  readonly points: readonly Vector[];
  /** Radius around each that holds the person with probability 0.9 [m]. */
  readonly radius90: Float64Array;
};

/** Time between two points [s], and their number: 4.8 s, as motion prediction is usually scored. */
export const STEP = 0.4;
export const POINTS = 12;

/** Radius of a round normal distribution that holds 90 %, in standard deviations: √(-2 ln 0.1). */
export const RADIUS90 = Math.sqrt(-2 * Math.log(0.1));

/**
 * Below this speed somebody stands [m/s]. All numbers below were fitted by maximum likelihood to constant-velocity
 * forecasts of real walkers (ETH/UCY: zara01-03, students001, uni_examples; 17,380 moments); there the regions of highest
 * density that should hold 90 % hold 89-93 % at 1.2-4.8 s.
 */
const STANDING = 0.25;
/** Spread of an error that grows as factor × t^power [m]. */
type Growth = { readonly factor: number; readonly power: number };
const WALK: readonly {
  readonly kind: Future["kind"];
  readonly probability: number;
  readonly growth: Growth;
}[] = [
  { kind: "keep", probability: 0.53, growth: { factor: 0.057, power: 1.48 } },
  { kind: "slow", probability: 0.29, growth: { factor: 0.16, power: 1.48 } },
  { kind: "left", probability: 0.09, growth: { factor: 0.076, power: 1.48 } },
  { kind: "right", probability: 0.09, growth: { factor: 0.076, power: 1.48 } },
];
const STAND: typeof WALK = [
  { kind: "stay", probability: 0.62, growth: { factor: 0.02, power: 1 } },
  { kind: "leave", probability: 0.38, growth: { factor: 0.19, power: 1.12 } },
];
/** Who slows down would stand after this time [s]. */
const SLOWING = 9.6;
/** Who turns does so at this rate [rad/s] for this long [s]. */
const TURN_RATE = 0.25;
const TURN_TIME = 1.06;

/** Where a person may go, as a mixture that is honest about its own error. */
export function futuresOf(now: Kinematics): readonly Future[] {
  const standing = Math.hypot(now.vx, now.vy) < STANDING;
  return (standing ? STAND : WALK).map(({ kind, probability, growth }) => {
    const points: Vector[] = [];
    const radius90 = new Float64Array(POINTS);
    for (let k = 0; k < POINTS; k++) {
      const time = STEP * (k + 1);
      points.push(standing ? now : walkTo(now, kind, time));
      const grown = growth.factor * time ** growth.power;
      radius90[k] = RADIUS90 * Math.sqrt(carried(now, standing ? 0 : time) + grown * grown);
    }
    return { kind, probability, points, radius90 };
  });
}

/** Variance of the position that today's uncertainty alone brings after a time [m²]. */
function carried({ covariance: p }: Kinematics, time: number): number {
  const place = (p[0] ?? 0) + (p[5] ?? 0);
  const mixed = (p[2] ?? 0) + (p[7] ?? 0);
  const speed = (p[10] ?? 0) + (p[15] ?? 0);
  return (place + 2 * time * mixed + time * time * speed) / 2;
}

function walkTo(now: Kinematics, kind: Future["kind"], time: number): Vector {
  if (kind === "slow") {
    const held = time < SLOWING ? time - (time * time) / (2 * SLOWING) : SLOWING / 2;
    return { x: now.x + held * now.vx, y: now.y + held * now.vy };
  }
  const rate = kind === "left" ? TURN_RATE : kind === "right" ? -TURN_RATE : 0;
  if (rate === 0) {
    return { x: now.x + time * now.vx, y: now.y + time * now.vy };
  }
  const turning = Math.min(time, TURN_TIME);
  const angle = rate * turning;
  const straight = time - turning;
  const ahead = Math.sin(angle) / rate + straight * Math.cos(angle);
  const aside = (1 - Math.cos(angle)) / rate + straight * Math.sin(angle);
  return {
    x: now.x + ahead * now.vx - aside * now.vy,
    y: now.y + ahead * now.vy + aside * now.vx,
  };
}
