import type { Twist } from "../quantity/frame.ts";

/** The robot as the forecast needs it, in odom. */
export type RobotAhead = {
  /** [m], [rad] */
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  /** Measured, in its own frame. */
  readonly twist: Twist;
  /** Radius of the disc that holds it [m]. */
  readonly radius: number;
  /** [m] */
  readonly height: number;
  /** [kg] */
  readonly mass: number;
  /** [m/s²] */
  readonly acceleration: number;
  /** [m/s²] */
  readonly braking: number;
  /** From a command to the first change of speed [s]. */
  readonly latency: number;
};

/** Where the robot is at every step, in odom [m]. */
export type RobotPath = {
  readonly x: Float64Array;
  readonly y: Float64Array;
};

/** Yaw acceleration assumed of any base [rad/s²]: only bends the path, so a rough value will do. */
const SPIN_ACCELERATION = 4;

/** A motion that is asked for, and from when on a safe stop is asked for instead [s]. */
export type Ask = { readonly twist: Twist; readonly until: number };

/**
 * The path of a base that is asked for a motion: it goes on as it is for its latency, then changes its speed as fast as it
 * can, sideways too where it can. A stop keeps the curvature.
 * @param count - Number of steps.
 * @param step - Time of one step [s].
 */
export function pathOf(robot: RobotAhead, ask: Ask, count: number, step: number): RobotPath {
  const both = new Float64Array(2 * (count + 1));
  const x = both.subarray(0, count + 1);
  const y = both.subarray(count + 1);
  let { yaw } = robot;
  let { vx, vy, wz } = robot.twist;
  let [px, py] = [robot.x, robot.y];
  x[0] = px;
  y[0] = py;
  for (let k = 0; k < count; k++) {
    const middle = (k + 0.5) * step - robot.latency;
    if (middle >= ask.until) {
      const speed = Math.hypot(vx, vy);
      const kept = speed > 0 ? Math.max(0, 1 - (robot.braking * step) / speed) : 0;
      vx *= kept;
      vy *= kept;
      wz = speed > 0 ? wz * kept : approach(wz, 0, SPIN_ACCELERATION * step);
    } else if (middle >= 0) {
      const { twist } = ask;
      const off = Math.hypot(twist.vx - vx, twist.vy - vy);
      const slowing = Math.hypot(twist.vx, twist.vy) < Math.hypot(vx, vy);
      const most = (slowing ? robot.braking : robot.acceleration) * step;
      const share = off > most ? most / off : 1;
      vx += share * (twist.vx - vx);
      vy += share * (twist.vy - vy);
      wz = approach(wz, twist.wz, SPIN_ACCELERATION * step);
    }
    const heading = yaw + (wz * step) / 2;
    const [c, s] = [Math.cos(heading), Math.sin(heading)];
    px += step * (c * vx - s * vy);
    py += step * (s * vx + c * vy);
    yaw += wz * step;
    x[k + 1] = px;
    y[k + 1] = py;
  }
  return { x, y };
}

function approach(from: number, to: number, most: number): number {
  return from + Math.min(most, Math.max(-most, to - from));
}
