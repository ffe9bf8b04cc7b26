import type { Kinematics } from "./kinematics.ts";

/** One way a person may go on. */
export type Future = {
  readonly kind: "keep" | "slow" | "left" | "right" | "stay" | "leave" | "learnt";
  /** Among all futures of this person [1]. */
  readonly probability: number;
  /** Places one step apart, the first one step ahead [m]. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly z: 0 }[];
  /** Radius around each that holds the person with probability 0.9 [m]. */
  readonly radius90: Float64Array;
};

/** A way that is assumed of everybody, whatever was seen at the place. */
type Assumed = Exclude<Future["kind"], "learnt">;

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
export const STANDING = 0.25;
/** Spread of an error that grows as factor × t^power [m]. */
type Growth = { readonly factor: number; readonly power: number };
const WALK: readonly {
  readonly kind: Assumed;
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

/** What depends on time alone, worked out once: how far along and aside of today's velocity [s], and the spread [m]. */
type Pattern = {
  readonly kind: Assumed;
  readonly probability: number;
  readonly ahead: Float64Array;
  readonly aside: Float64Array;
  readonly grown: Float64Array;
};

const TIMES = Float64Array.from({ length: POINTS }, (_, k) => STEP * (k + 1));
const [WALKING, RESTING] = [WALK.map(patternOf), STAND.map(patternOf)];

/** Where a person may go, as a mixture that is honest about its own error. */
export function futuresOf(now: Kinematics): readonly Future[] {
  const standing = Math.hypot(now.vx, now.vy) < STANDING;
  const patterns = standing ? RESTING : WALKING;
  const radii = new Float64Array(POINTS * patterns.length);
  return patterns.map(({ kind, probability, ahead, aside, grown }, n) => {
    const points: { x: number; y: number; z: 0 }[] = [];
    const radius90 = radii.subarray(n * POINTS, (n + 1) * POINTS);
    for (let k = 0; k < POINTS; k++) {
      const [along, across, wide] = [ahead[k] ?? 0, aside[k] ?? 0, grown[k] ?? 0];
      points.push({
        x: now.x + along * now.vx - across * now.vy,
        y: now.y + along * now.vy + across * now.vx,
        z: 0,
      });
      const time = standing ? 0 : (TIMES[k] ?? 0);
      radius90[k] = RADIUS90 * Math.sqrt(carried(now, time) + wide * wide);
    }
    return { kind, probability, points, radius90 };
  });
}

/** Variance of the position that today's uncertainty alone brings after a time [m²]. */
export function carried({ covariance: p }: Kinematics, time: number): number {
  const place = (p[0] ?? 0) + (p[5] ?? 0);
  const mixed = (p[2] ?? 0) + (p[7] ?? 0);
  const speed = (p[10] ?? 0) + (p[15] ?? 0);
  return (place + 2 * time * mixed + time * time * speed) / 2;
}

function patternOf({ kind, probability, growth }: (typeof WALK)[number]): Pattern {
  return {
    kind,
    probability,
    ahead: TIMES.map((time) => aheadOf(kind, time)),
    aside: TIMES.map((time) => asideOf(kind, time)),
    grown: TIMES.map((time) => growth.factor * time ** growth.power),
  };
}

function aheadOf(kind: Assumed, time: number): number {
  switch (kind) {
    case "keep":
      return time;
    case "slow":
      return time < SLOWING ? time - (time * time) / (2 * SLOWING) : SLOWING / 2;
    case "left":
    case "right": {
      const turning = Math.min(time, TURN_TIME);
      const angle = TURN_RATE * turning;
      return Math.sin(angle) / TURN_RATE + (time - turning) * Math.cos(angle);
    }
    case "stay":
    case "leave":
      return 0;
  }
}

function asideOf(kind: Assumed, time: number): number {
  const side = kind === "left" ? 1 : kind === "right" ? -1 : 0;
  const turning = Math.min(time, TURN_TIME);
  const angle = TURN_RATE * turning;
  return side * ((1 - Math.cos(angle)) / TURN_RATE + (time - turning) * Math.sin(angle));
}
