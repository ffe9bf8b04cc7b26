import type { ParameterSpecs, ParameterValues } from "../bus/parameters.ts";
import { COMMAND_NAMES } from "../bus/topics.ts";

/** Parameters of the deadman; none can be changed while it runs, and 0 never means "off". */
export const PARAMETERS = {
  cmd_vel_topic: {
    kind: "string",
    default: COMMAND_NAMES.out,
    description: "What the supervisor gives.",
  },
  cmd_vel_base_topic: {
    kind: "string",
    default: COMMAND_NAMES.base,
    description: "What the base gets: its own topic, never the supervisor's.",
  },
  enable_stamped_cmd_vel: {
    kind: "boolean",
    default: true,
    description:
      "Whether the supervisor gives TwistStamped; else Twist, in which repetition is not seen.",
  },
  enable_stamped_cmd_vel_base: {
    kind: "boolean",
    default: true,
    description: "Whether the base gets TwistStamped; else Twist.",
  },
  base_frame: { kind: "string", default: "base_link", description: "Frame of the base." },
  timeout: {
    kind: "number",
    default: 0.1,
    min: 0.03,
    max: 0.5,
    description: "Silence after which the base gets zero [s].",
  },
  stamp_timeout: {
    kind: "number",
    default: 0.2,
    min: 0.03,
    max: 1,
    description: "Oldest stamp of a command that moves the base [s].",
  },
  future_tolerance: {
    kind: "number",
    default: 0.05,
    min: 0,
    max: 0.2,
    description: "Jitter between clocks [s].",
  },
} as const satisfies ParameterSpecs;

export type Parameters = ParameterValues<typeof PARAMETERS>;
