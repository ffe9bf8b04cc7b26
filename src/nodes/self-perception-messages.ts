import { Agency, BodyState } from "../bus/messages/coalign-msgs.gen.ts";
import { Point32, Polygon, type Twist } from "../bus/messages/geometry-msgs.gen.ts";
import type { Odometry } from "../bus/messages/nav-msgs.gen.ts";
import type { JointState } from "../bus/messages/sensor-msgs.gen.ts";
import { yawOf } from "../quantity/angle.ts";
import type * as frame from "../quantity/frame.ts";
import { secondsOf } from "../quantity/time.ts";
import type { Body } from "../self-perception/body.ts";
import type { Motion, OdometryReading } from "../self-perception/motion.ts";
import { sayAgency, type Self } from "../self-perception/self.ts";
import { stoppingDistance, stoppingTime } from "../self-perception/stopping.ts";
import { twistOf } from "./hear-commands.ts";

/** A body with its outline as messages carry it. */
export type DrawnBody = { readonly body: Body; readonly footprint: Polygon };

/** Places of vx, vy and wz on the diagonal of a twist covariance. */
const [VX, VY, WZ] = [0, 7, 35];

export function draw(body: Body): DrawnBody {
  const points = body.footprint.map(({ x, y }) => Point32.create({ x, y }));
  return { body, footprint: Polygon.create({ points }) };
}

export function readingOf({ header, pose, twist }: Odometry): OdometryReading {
  const { covariance } = twist;
  const { position, orientation } = pose.pose;
  return {
    at: secondsOf(header.stamp),
    pose: { x: position.x, y: position.y, yaw: yawOf(orientation) },
    twist: twistOf(twist.twist),
    variance: { vx: covariance[VX] ?? 0, vy: covariance[VY] ?? 0, wz: covariance[WZ] ?? 0 },
  };
}

export function bodyMessage(
  { body, footprint }: DrawnBody,
  self: Self,
  motion: Motion,
  odometry: Odometry,
  joints: JointState | undefined,
): BodyState {
  const covariance = new Float64Array(36);
  covariance[VX] = motion.variance.vx;
  covariance[VY] = motion.variance.vy;
  covariance[WZ] = motion.variance.wz;
  const speed = Math.hypot(motion.twist.vx, motion.twist.vy);
  return {
    header: odometry.header,
    child_frame_id: odometry.child_frame_id,
    pose: odometry.pose.pose,
    twist: twistMessage(motion.twist),
    twist_covariance: covariance,
    footprint,
    radius: body.radius,
    height: body.height,
    mass: body.mass,
    stopping_distance: stoppingDistance(speed, self.stopping),
    stopping_time: stoppingTime(speed, self.stopping),
    braking: self.stopping.braking,
    latency: self.stopping.latency,
    brakings: self.stopping.brakings,
    joint_names: joints?.name ?? [],
    joint_positions: joints?.position ?? NO_JOINTS,
  };
}

export function agencyMessage(self: Self, motion: Motion, odometry: Odometry): Agency {
  const { verdict, agency } = self;
  return {
    header: { stamp: odometry.header.stamp, frame_id: odometry.child_frame_id },
    self_caused: verdict.selfCaused,
    expected: twistMessage(agency.expected),
    measured: twistMessage(motion.twist),
    surprise: verdict.surprise,
    sentence: sayAgency(verdict, agency.expected, motion.twist),
  };
}

const NO_JOINTS = new Float64Array(0);

function twistMessage({ vx, vy, wz }: frame.Twist): Twist {
  return { linear: { x: vx, y: vy, z: 0 }, angular: { x: 0, y: 0, z: wz } };
}
