import type { Placement } from "../../quantity/placement.ts";
import type * as tables from "./settings.ts";
import type { Settings } from "./settings.ts";

/** How a robot moves. */
export type Drive =
  | {
      readonly kind: "differential";
      /** Joints of the wheels of each side. */
      readonly left: readonly string[];
      readonly right: readonly string[];
      /** [m] */
      readonly wheelRadius: number;
      /** Distance between the wheels of the two sides [m]. */
      readonly track: number;
    }
  | {
      readonly kind: "omni";
      /** Wheels that turn with the base's motion; may be none. */
      readonly wheels: readonly OmniWheel[];
    };

export type OmniWheel = {
  readonly joint: string;
  /** Where it stands, in the base [m]. */
  readonly x: number;
  readonly y: number;
  /** Direction it rolls in, in the base [rad]. */
  readonly rolls: number;
  /** [m] */
  readonly radius: number;
};

/** Where a sensor sits: its frame and that frame's place in the root link. */
export type Mounting = { readonly frame: string; readonly at: Placement };

/** A sector in which a lidar sees nothing, counter-clockwise from the first to the second direction [rad]. */
export type Sector = readonly [from: number, to: number];

/** All that the simulation of one kind of robot needs besides its URDF. */
export type Profile = {
  readonly drive: Drive;
  readonly base: Settings<typeof tables.BASE>;
  readonly odometry: Settings<typeof tables.ODOMETRY>;
  readonly jointStates: Settings<typeof tables.JOINT_STATES>;
  readonly bumper: Settings<typeof tables.BUMPER>;
  readonly lidar: Settings<typeof tables.LIDAR> & Mounting & { readonly blind: readonly Sector[] };
  readonly imu: Settings<typeof tables.IMU> & Mounting;
  readonly detector: Settings<typeof tables.PERSON_DETECTOR> & Mounting;
  /** Frames that the URDF does not have and the sensors need. */
  readonly addedFrames: readonly Mounting[];
  /** Height of the root link's origin above the ground when the robot stands on it [m]. */
  readonly standing: number;
  /** What was assumed because the file does not say it: one sentence each. */
  readonly assumptions: readonly string[];
};
