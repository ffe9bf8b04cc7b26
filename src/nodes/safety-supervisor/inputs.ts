import type { BodyState, People } from "../../bus/messages/coalign-msgs.gen.ts";
import type { Quaternion, Twist } from "../../bus/messages/geometry-msgs.gen.ts";
import type { LaserScan } from "../../bus/messages/sensor-msgs.gen.ts";
import { yawOf } from "../../quantity/angle.ts";
import type * as frame from "../../quantity/frame.ts";
import { type Seconds, secondsOf, type Stamp } from "../../quantity/time.ts";
import type { EstimatedPerson } from "../../separation/people-limit.ts";
import type { Scan } from "../../separation/scan.ts";
import type { Body } from "../../separation/view.ts";
import type { Mount } from "./mounts.ts";

/** Messages to what the supervisor's cores take. What is not a number stays one: the kernel answers for it. */

/** Age by the stamp [s]; a stamp never set says nothing, as ROS bases take it, and counts as just made. */
export function stampAge(stamp: Stamp, now: Seconds): Seconds {
  return stamp.sec === 0 && stamp.nanosec === 0 ? 0 : now - secondsOf(stamp);
}

/** Motion of a planar base; anything not a number in any axis makes all of it unreadable. */
export function twistOf({ linear, angular }: Twist): frame.Twist {
  const rest = linear.z + angular.x + angular.y;
  return Number.isFinite(rest)
    ? { vx: linear.x, vy: linear.y, wz: angular.z }
    : { vx: NaN, vy: NaN, wz: NaN };
}

/** How far the norm of a rotation may be from 1 by rounding [1]. */
const ROUNDED = 1e-3;

/** Heading of a rotation [rad]; not a number for what is none. */
function headingOf(rotation: Quaternion): number {
  const { x, y, z, w } = rotation;
  const norm = Math.sqrt(x * x + y * y + z * z + w * w);
  return Math.abs(norm - 1) <= ROUNDED ? yawOf(rotation) : NaN;
}

export function bodyOf(message: BodyState): Body {
  const { position, orientation } = message.pose;
  return {
    stamp: secondsOf(message.header.stamp),
    pose: { x: position.x, y: position.y, yaw: headingOf(orientation) },
    twist: twistOf(message.twist),
    footprint: message.footprint.points.map(({ x, y }) => ({ x, y })),
    braking: message.braking,
    latency: message.latency,
  };
}

/** A scan as its mount has it: from a scanner upside down, what it saw on its left lies on the right. */
export function scanOf(message: LaserScan, side: Mount["side"]): Scan {
  const { angle_min, angle_increment, ranges } = message;
  const scan = {
    stamp: secondsOf(message.header.stamp),
    angleMin: angle_min,
    angleIncrement: angle_increment,
    rangeMin: message.range_min,
    rangeMax: message.range_max,
    ranges,
  };
  return side === "upright"
    ? scan
    : {
        ...scan,
        angleMin: -(angle_min + (ranges.length - 1) * angle_increment),
        ranges: ranges.slice().reverse(),
      };
}

export function peopleOf(message: People): EstimatedPerson[] {
  return message.people.map((person) => ({
    id: person.id,
    position: { x: person.position.x, y: person.position.y },
    velocity: { x: person.velocity.x, y: person.velocity.y },
    positionDeviation: Math.sqrt(Math.max(person.covariance[0] ?? 0, person.covariance[5] ?? 0)),
    velocityDeviation: Math.sqrt(Math.max(person.covariance[10] ?? 0, person.covariance[15] ?? 0)),
    radius: person.radius,
    confidence: person.confidence,
  }));
}
