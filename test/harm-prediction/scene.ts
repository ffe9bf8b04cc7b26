import type { Scene, Settings } from "../../src/harm-prediction/forecast.ts";
import type { PersonAhead } from "../../src/harm-prediction/person-ahead.ts";
import type { RobotAhead } from "../../src/harm-prediction/robot-path.ts";
import { firstKinematics } from "../../src/theory-of-mind/kinematics.ts";
import { futuresOf, STEP } from "../../src/theory-of-mind/futures.ts";

export const SETTINGS: Settings = { horizon: 2.5, rollouts: 64, commitment: 1, threshold: 0.05 };

export const ROBOT: RobotAhead = {
  x: 0,
  y: 0,
  yaw: 0,
  twist: { vx: 0, vy: 0, wz: 0 },
  radius: 0.25,
  height: 0.4,
  mass: 25,
  acceleration: 1.5,
  braking: 1.8,
  latency: 0.1,
};

/** A robot that already drives forward at a speed [m/s]. */
export function driving(speed: number): RobotAhead {
  return { ...ROBOT, twist: { vx: speed, vy: 0, wz: 0 } };
}

/** Somebody at a place with a velocity, as theory-of-mind would tell. */
export function person(
  x: number,
  y: number,
  vx = 0,
  vy = 0,
  more: Partial<PersonAhead> = {},
): PersonAhead {
  const first = firstKinematics({ x, y, xx: 0.0025, xy: 0, yy: 0.0025 });
  const covariance = first.covariance.with(10, 0.04).with(15, 0.04);
  const kinematics = { ...first, vx, vy, covariance };
  return {
    id: "p1",
    confidence: 1,
    x,
    y,
    deviation: 0.05,
    radius: 0.3,
    height: 1.75,
    posture: "standing",
    aware: 0,
    futures: futuresOf(kinematics).map((future) => ({ ...future, step: STEP })),
    ...more,
  };
}

export function scene(
  robot: RobotAhead,
  people: readonly PersonAhead[],
  command = robot.twist,
): Scene {
  return { robot, people, command, offset: 0 };
}
