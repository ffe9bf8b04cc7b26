import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";

/** What sensors answer, before it is put into messages. `at` is the time of the observation [s]. */
export type ScanReading = {
  readonly kind: "scan";
  readonly at: Seconds;
  readonly frame: string;
  readonly angleMin: number;
  readonly angleStep: number;
  readonly rangeMin: number;
  readonly rangeMax: number;
  /** Time between scans [s]. */
  readonly period: Seconds;
  /** Infinity: nothing in reach. NaN: lost or blind [m]. */
  readonly ranges: Float32Array;
};

export type OdometryReading = {
  readonly kind: "odometry";
  readonly at: Seconds;
  /** In `odom`: x, y [m], yaw [rad]. */
  readonly pose: { readonly x: number; readonly y: number; readonly yaw: number };
  readonly twist: Twist;
  /** Variances of x, y [m^2] and yaw [rad^2] since the start, of speed and of yaw rate. */
  readonly variance: {
    readonly position: number;
    readonly yaw: number;
    readonly speed: number;
    readonly turn: number;
  };
};

export type ImuReading = {
  readonly kind: "imu";
  readonly at: Seconds;
  readonly frame: string;
  readonly yawRate: number;
  readonly ax: number;
  readonly ay: number;
  readonly az: number;
  readonly gyroVariance: number;
  readonly accelerationVariance: number;
};

export type JointReading = {
  readonly kind: "joints";
  readonly at: Seconds;
  readonly names: readonly string[];
  readonly positions: readonly number[];
  readonly velocities: readonly number[];
};

export type BumperReading = {
  readonly kind: "bumper";
  readonly at: Seconds;
  readonly pressed: boolean;
};

export type SeenPerson = {
  readonly id: string;
  readonly confidence: number;
  /** In the robot's base frame [m]. */
  readonly x: number;
  readonly y: number;
  /** Of (x, y), row-major [m^2]. */
  readonly covariance: readonly [number, number, number, number];
  /** In the robot's base frame [rad]. */
  readonly heading: number | undefined;
  readonly gaze: number | undefined;
  /** How far the eyes look up, where the gaze was measured [rad]. */
  readonly gazePitch: number | undefined;
  /** 0 when unknown [m]. */
  readonly height: number;
  readonly posture: string;
};

export type DetectionsReading = {
  readonly kind: "detections";
  readonly at: Seconds;
  readonly range: number;
  readonly fieldOfView: number;
  readonly people: readonly SeenPerson[];
};

export type Reading =
  ScanReading | OdometryReading | ImuReading | JointReading | BumperReading | DetectionsReading;
