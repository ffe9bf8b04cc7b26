import { ENABLE_STAMPED } from "../bus/command-type.ts";
import type { ParameterSpecs } from "../bus/parameters.ts";
import { COMMAND_NAMES } from "../bus/topics.ts";

/** Parameters of the node `world`. */
export const WORLD_PARAMETERS = {
  world: {
    kind: "string",
    default: "shop-floor",
    description: "Name of a world that comes along, or path of a world file.",
  },
  robot: {
    kind: "string",
    default: "",
    description:
      "Name of a robot that comes along, or path of a URDF file; empty for the world's own choice.",
  },
  package_path: {
    kind: "strings",
    default: [],
    description: "Folders that hold ROS packages, for package:// in URDF files.",
  },
  seed: {
    kind: "integer",
    default: 1,
    min: 0,
    max: 4_294_967_295,
    description: "Seed of everything that varies [1].",
  },
  speed: {
    kind: "number",
    default: 1,
    min: 0.01,
    max: 1000,
    description: "Real-time factor: simulated seconds a real second; loopback ignores it [1].",
  },
  step: {
    kind: "number",
    default: 0.02,
    min: 0.001,
    max: 0.05,
    description: "Time of one physics step, and of one message of /clock [s].",
  },
  truth_rate: {
    kind: "number",
    default: 10,
    min: 0.1,
    max: 1000,
    description: "Messages of ground truth a second, no more than one a step [1/s].",
  },
  paused: {
    kind: "boolean",
    default: false,
    description: "Whether the simulation waits for a call to play.",
  },
  cmd_vel_topic: {
    kind: "string",
    default: COMMAND_NAMES.out,
    description: "Topic of the commands that the base follows.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
} as const satisfies ParameterSpecs;
