import { ENABLE_STAMPED } from "../bus/command-type.ts";
import type { ParameterSpecs, ParameterValues } from "../bus/parameters.ts";
import { COMMAND_NAMES } from "../bus/topics.ts";
import type { Declarations } from "../self-perception/self.ts";

export const SELF_PARAMETERS = {
  base_frame: {
    kind: "string",
    default: "base_link",
    description: "The link of the robot description that is the base frame.",
  },
  footprint: {
    kind: "numbers",
    default: [],
    description: "Outline the body stays within, as x1, y1, x2, y2, ...; needed for meshes [m].",
  },
  declared_height: {
    kind: "number",
    default: 2,
    min: 0.01,
    max: 10,
    description: "Height of the robot where a mesh hides it [m].",
  },
  declared_mass: {
    kind: "number",
    default: 100,
    min: 0.1,
    max: 10_000,
    description: "Mass of the robot where its description gives none [kg].",
  },
  declared_braking: {
    kind: "number",
    default: 1,
    min: 0.05,
    max: 20,
    description:
      "Braking deceleration it surely reaches, used until it has seen itself brake [m/s^2].",
  },
  declared_latency: {
    kind: "number",
    default: 0.2,
    min: 0,
    max: 2,
    description:
      "Longest time from a command to the first change of speed, used until measured [s].",
  },
  declared_speed: {
    kind: "number",
    default: 1.2,
    min: 0.01,
    max: 10,
    description: "Top speed [m/s].",
  },
  declared_spin: {
    kind: "number",
    default: 2.5,
    min: 0.01,
    max: 20,
    description: "Top yaw rate [rad/s].",
  },
  declared_acceleration: {
    kind: "number",
    default: 1.5,
    min: 0.05,
    max: 20,
    description: "Acceleration [m/s^2].",
  },
  declared_spin_acceleration: {
    kind: "number",
    default: 4,
    min: 0.05,
    max: 100,
    description: "Yaw acceleration [rad/s^2].",
  },
  can_strafe: { kind: "boolean", default: false, description: "Whether it can move sideways." },
  odometry_deviation: {
    kind: "number",
    default: 0.02,
    min: 0.0001,
    max: 1,
    description: "Least standard deviation of measured speeds [m/s, rad/s].",
  },
  command_timeout: {
    kind: "number",
    default: 0.2,
    min: 0.02,
    max: 5,
    description: "The base stops by itself when commands end for this long [s].",
  },
  rate: {
    kind: "number",
    default: 50,
    min: 1,
    max: 500,
    description: "Highest rate of its own topics [Hz].",
  },
  cmd_vel_out_topic: {
    kind: "string",
    default: COMMAND_NAMES.out,
    description: "Where commands go to the base.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
} as const satisfies ParameterSpecs;

/** What the parameters declare about the robot. */
export function declarationsOf(given: ParameterValues<typeof SELF_PARAMETERS>): Declarations {
  return {
    stopping: { braking: given.declared_braking, latency: given.declared_latency },
    capability: {
      speed: given.declared_speed,
      spin: given.declared_spin,
      acceleration: given.declared_acceleration,
      braking: given.declared_braking,
      canStrafe: given.can_strafe,
    },
    motion: {
      acceleration: 2 * given.declared_acceleration,
      spinAcceleration: 2 * given.declared_spin_acceleration,
      deviation: given.odometry_deviation,
    },
    spinAcceleration: given.declared_spin_acceleration,
    commandTimeout: given.command_timeout,
  };
}
