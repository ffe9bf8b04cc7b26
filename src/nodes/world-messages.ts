import {
  Contact,
  EntityTruth,
  PersonDetection,
  PersonDetections,
  WorldTruth,
} from "../bus/messages/coalign-msgs.gen.ts";
import {
  Point,
  Pose,
  PoseWithCovariance,
  Quaternion,
  Transform,
  TransformStamped,
  Twist,
  TwistWithCovariance,
  Vector3,
} from "../bus/messages/geometry-msgs.gen.ts";
import { Odometry } from "../bus/messages/nav-msgs.gen.ts";
import { Imu, JointState, LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../bus/messages/tf2-msgs.gen.ts";
import { quaternionOf } from "../quantity/angle.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import type * as reading from "../world/sensors/reading.ts";
import type { Mounting } from "../world/robot/profile.ts";
import type { ContactReport } from "../world/simulation/contact-watch.ts";
import type { Entity } from "../world/simulation/entities.ts";

/** Sensor readings and ground truth of the world as ROS messages. */

const NO_INTENSITIES = new Float32Array(0);

function header(at: Seconds, frame: string): Header {
  return { stamp: stampOf(at), frame_id: frame };
}

function vector(x: number, y: number, z: number): Vector3 {
  return { x, y, z };
}

export function scanMessage(scan: reading.ScanReading): LaserScan {
  return LaserScan.create({
    header: header(scan.at, scan.frame),
    angle_min: scan.angleMin,
    angle_max: scan.angleMin + (scan.ranges.length - 1) * scan.angleStep,
    angle_increment: scan.angleStep,
    time_increment: 0,
    scan_time: scan.period,
    range_min: scan.rangeMin,
    range_max: scan.rangeMax,
    ranges: scan.ranges,
    intensities: NO_INTENSITIES,
  });
}

/** A covariance over (x, y, z, roll, pitch, yaw) with nothing known but the plane. */
function planar(x: number, y: number, yaw: number): Float64Array {
  const covariance = new Float64Array(36);
  covariance[0] = x;
  covariance[7] = y;
  covariance[35] = yaw;
  return covariance;
}

function planarTwist(vx: number, vy: number, wz: number): Twist {
  return { linear: vector(vx, vy, 0), angular: vector(0, 0, wz) };
}

export function odometryMessage(odometry: reading.OdometryReading, base: string): Odometry {
  const { pose, twist, variance } = odometry;
  return Odometry.create({
    header: header(odometry.at, "odom"),
    child_frame_id: base,
    pose: PoseWithCovariance.create({
      pose: {
        position: { x: pose.x, y: pose.y, z: 0 },
        orientation: quaternionOf(pose.yaw),
      },
      covariance: planar(variance.position, variance.position, variance.yaw),
    }),
    twist: TwistWithCovariance.create({
      twist: planarTwist(twist.vx, twist.vy, twist.wz),
      covariance: planar(variance.speed, variance.speed, variance.turn),
    }),
  });
}

export function odometryTransform(odometry: reading.OdometryReading, base: string): TFMessage {
  const { x, y, yaw } = odometry.pose;
  const transform: TransformStamped = {
    header: header(odometry.at, "odom"),
    child_frame_id: base,
    transform: { translation: vector(x, y, 0), rotation: quaternionOf(yaw) },
  };
  return { transforms: [transform] };
}

export function fixedTransforms(frames: readonly Mounting[], base: string, at: Seconds): TFMessage {
  return {
    transforms: frames.map(({ frame, at: place }) => ({
      header: header(at, base),
      child_frame_id: frame,
      transform: Transform.create({
        translation: vector(place.x, place.y, place.z),
        rotation: place.rotation,
      }),
    })),
  };
}

/** Orientation is not measured: its covariance begins with -1, as sensor_msgs says. */
export function imuMessage(imu: reading.ImuReading): Imu {
  const unknown = new Float64Array(9);
  unknown[0] = -1;
  const turning = new Float64Array(9);
  turning[8] = imu.gyroVariance;
  const { accelerationVariance: v } = imu;
  return Imu.create({
    header: header(imu.at, imu.frame),
    orientation: Quaternion.create({ w: 1 }),
    orientation_covariance: unknown,
    angular_velocity: vector(0, 0, imu.yawRate),
    angular_velocity_covariance: turning,
    linear_acceleration: vector(imu.ax, imu.ay, imu.az),
    linear_acceleration_covariance: Float64Array.of(v, 0, 0, 0, v, 0, 0, 0, v),
  });
}

export function jointMessage(joints: reading.JointReading): JointState {
  return JointState.create({
    header: header(joints.at, ""),
    name: [...joints.names],
    position: new Float64Array(joints.positions),
    velocity: new Float64Array(joints.velocities),
  });
}

export function detectionsMessage(
  detections: reading.DetectionsReading,
  base: string,
): PersonDetections {
  return PersonDetections.create({
    header: header(detections.at, base),
    range: detections.range,
    field_of_view: detections.fieldOfView,
    people: detections.people.map((person) =>
      PersonDetection.create({
        id: person.id,
        confidence: person.confidence,
        position: { x: person.x, y: person.y, z: 0 },
        position_covariance: new Float64Array(person.covariance),
        has_heading: person.heading !== undefined,
        heading: person.heading ?? 0,
        has_gaze: person.gaze !== undefined,
        gaze: person.gaze ?? 0,
        gaze_pitch: person.gazePitch ?? 0,
        height: person.height,
        posture: person.posture,
      }),
    ),
  });
}

export function contactMessage(contact: ContactReport): Contact {
  return Contact.create({
    header: header(contact.at, "world"),
    robot: contact.robot,
    robot_link: contact.link,
    other: contact.other,
    kind: contact.kind,
    body_part: contact.part,
    position: Point.create(contact.position),
    normal: Vector3.create(contact.normal),
    peak_force: contact.peakForce,
    robot_speed: contact.robotSpeed,
    robot_own_speed: contact.robotOwnSpeed,
    robot_closing: contact.robotClosing,
    other_closing: contact.otherClosing,
    moved_into: contact.movedInto,
  });
}

export function truthMessage(entities: readonly Entity[], at: Seconds): WorldTruth {
  return WorldTruth.create({
    header: header(at, "world"),
    entities: entities.map((entity) =>
      EntityTruth.create({
        id: entity.id,
        kind: entity.kind,
        character: entity.character,
        pose: Pose.create({
          position: { x: entity.at.x, y: entity.at.y, z: entity.at.z },
          orientation: { ...entity.at.rotation },
        }),
        velocity: Vector3.create(entity.velocity),
        gaze: entity.gaze,
        sees_robot: entity.seesRobot,
        knows_robot: entity.knowsRobot,
        activity: entity.activity,
      }),
    ),
  });
}
