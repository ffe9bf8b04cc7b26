import type { Pose, Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";

/** How fast the base moves, as one filter believes it: means and variances of the three axes. */
export type Motion = {
  /** Stamp of the odometry it rests on [s]. */
  readonly at: Seconds;
  readonly twist: Twist;
  /** Variances of vx, vy [m²/s²] and wz [rad²/s²]. */
  readonly variance: Twist;
};

/** One odometry reading: where, how fast, and the variances of the twist its source states, 0 where it states none. */
export type OdometryReading = {
  readonly at: Seconds;
  readonly pose: Pose<"odom", "base">;
  readonly twist: Twist;
  readonly variance: Twist;
};

/** Why a reading was refused, one sentence. */
export type Refused = { readonly sentence: string };

/** How the body may surprise the filter between two readings, and the least noise a source is believed to have. */
export type MotionModel = {
  /** Standard deviation of the linear acceleration [m/s²]. */
  readonly acceleration: number;
  /** Standard deviation of the yaw acceleration [rad/s²]. */
  readonly spinAcceleration: number;
  /** Least standard deviation of a measured speed [m/s], and of a yaw rate [rad/s]. */
  readonly deviation: number;
};

/** Longest gap that the filter bridges; after a longer one it starts anew [s]. */
const GAP = 0.5;
/** A jump back by more is a clock that was started anew [s]. */
const RESTART = 1;

/**
 * The belief after one reading: a scalar Kalman filter per axis with a random walk of the speed.
 * A reading that is not finite, or not newer than the belief, is refused and changes nothing; a clock that was started
 * anew starts the belief anew.
 */
export function follow(
  motion: Motion | undefined,
  reading: OdometryReading,
  model: MotionModel,
): Motion | Refused {
  const { pose, twist, variance, at } = reading;
  if (![at, pose.x, pose.y, pose.yaw, twist.vx, twist.vy, twist.wz].every(Number.isFinite)) {
    return { sentence: "odometry is not finite" };
  }
  const step = motion === undefined ? Infinity : at - motion.at;
  if (step <= 0 && step > -RESTART) {
    return { sentence: `odometry went back in time by ${(-step).toFixed(3)} s` };
  }
  const noise = (stated: number): number => {
    const least = model.deviation ** 2;
    return Number.isFinite(stated) && stated > least ? stated : least;
  };
  const [rx, ry, rw] = [noise(variance.vx), noise(variance.vy), noise(variance.wz)];
  if (motion === undefined || step > GAP || step <= 0) {
    return { at, twist, variance: { vx: rx, vy: ry, wz: rw } };
  }
  const walk = (model.acceleration * step) ** 2;
  const turn = (model.spinAcceleration * step) ** 2;
  const gain = (before: number, added: number, measured: number): number =>
    (before + added) / (before + added + measured);
  const kx = gain(motion.variance.vx, walk, rx);
  const ky = gain(motion.variance.vy, walk, ry);
  const kw = gain(motion.variance.wz, turn, rw);
  return {
    at,
    twist: {
      vx: motion.twist.vx + kx * (twist.vx - motion.twist.vx),
      vy: motion.twist.vy + ky * (twist.vy - motion.twist.vy),
      wz: motion.twist.wz + kw * (twist.wz - motion.twist.wz),
    },
    variance: { vx: kx * rx, vy: ky * ry, wz: kw * rw },
  };
}
