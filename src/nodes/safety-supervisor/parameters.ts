import { ENABLE_STAMPED } from "../../bus/command-type.ts";
import type { ParameterSpecs, ParameterValues } from "../../bus/parameters.ts";
import { COMMAND_NAMES } from "../../bus/topics.ts";
import type { FactOf } from "../../kernel/fact.ts";

/** Parameters of the safety supervisor; none can be changed while it runs, and 0 never means "off". */
export const PARAMETERS = {
  robot: {
    kind: "string",
    default: "robot",
    description: "Name of this robot; signed acts must carry it.",
  },
  rate: {
    kind: "number",
    default: 50,
    min: 50,
    max: 1000,
    description: "Decisions a second [1/s].",
  },
  base_frame: { kind: "string", default: "base_link", description: "Frame of the base." },
  cmd_vel_in_topic: {
    kind: "string",
    default: COMMAND_NAMES.in,
    description: "What autonomy asks for.",
  },
  cmd_vel_teleop_topic: {
    kind: "string",
    default: COMMAND_NAMES.teleop,
    description: "What a teleoperator asks for.",
  },
  cmd_vel_out_topic: {
    kind: "string",
    default: COMMAND_NAMES.out,
    description: "What the base gets.",
  },
  cmd_vel_base_topic: {
    kind: "string",
    default: COMMAND_NAMES.base,
    description: "What a deadman hands on to the base; whoever else speaks there stops the robot.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
  max_speed: {
    kind: "number",
    default: 1.2,
    min: 0.01,
    max: 5,
    description: "Speed ceiling [m/s].",
  },
  max_spin: {
    kind: "number",
    default: 2.5,
    min: 0.01,
    max: 10,
    description: "Yaw rate ceiling [rad/s].",
  },
  max_acceleration: {
    kind: "number",
    default: 1.5,
    min: 0.01,
    max: 20,
    description: "Growth of speed [m/s^2].",
  },
  max_spin_acceleration: {
    kind: "number",
    default: 20,
    min: 0.01,
    max: 100,
    description: "Growth of yaw rate [rad/s^2].",
  },
  command_timeout: {
    kind: "number",
    default: 0.2,
    min: 0.02,
    max: 0.5,
    description: "Oldest command that moves the robot [s].",
  },
  body_timeout: {
    kind: "number",
    default: 0.2,
    min: 0.02,
    max: 1,
    description: "Oldest body state that counts [s].",
  },
  scan_timeout: {
    kind: "number",
    default: 0.35,
    min: 0.02,
    max: 1,
    description: "Oldest scan that counts [s].",
  },
  teleop_timeout: {
    kind: "number",
    default: 0.15,
    min: 0.02,
    max: 0.5,
    description: "Oldest command of the teleoperator that moves the robot [s]: hold to run.",
  },
  more_sources: {
    kind: "strings",
    default: [],
    description:
      "Further drivers between teleoperation and autonomy, 'NAME TOPIC human|program TIMEOUT HOLD', first outranks.",
  },
  locks: {
    kind: "strings",
    default: [],
    description:
      "Bool topics that lock drivers while true or silent, 'TOPIC TIMEOUT DRIVER...', as in twist_mux but holding zero.",
  },
  hardware_stop_topic: {
    kind: "string",
    default: "hardware_stop",
    description: "Bool: true while the hardware stop is pressed; it latches.",
  },
  blind_arcs: {
    kind: "numbers",
    default: [],
    description:
      "Arcs no sensor sees and you answer for, 'from, to, ...' in the base frame [rad]: it may creep into them, as to reverse; empty: none.",
  },
  blind_arc_speed: {
    kind: "number",
    default: 0.1,
    min: 0.01,
    max: 0.1,
    description: "How fast it creeps into blind_arcs [m/s].",
  },
  advice_timeout: {
    kind: "number",
    default: 0.5,
    min: 0.05,
    max: 2,
    description: "Oldest advice that is heard [s].",
  },
  future_tolerance: {
    kind: "number",
    default: 0.05,
    min: 0,
    max: 0.2,
    description: "Jitter between clocks [s].",
  },
  teleop_hold: {
    kind: "number",
    default: 1,
    min: 0.2,
    max: 60,
    description: "Silence after which autonomy may drive again [s].",
  },
  start_latched: {
    kind: "boolean",
    default: false,
    description: "Start latched, as after an unclean end.",
  },
  latch_file: {
    kind: "string",
    default: "",
    description:
      "Remembers an unclean or latched end; empty: a place of this robot's own, in simulation none.",
  },
  limit_file: {
    kind: "string",
    default: "",
    description: "Remembers what operators limited the robot to; empty: a restart forgets it.",
  },
  zones_file: {
    kind: "string",
    default: "",
    description:
      "Zones that stop, slow down or limit the robot; empty: none besides protective separation.",
  },
  rules_file: {
    kind: "string",
    default: "",
    description: "Red lines with memory, signed beside it; empty: those coalign ships.",
  },
  log_folder: {
    kind: "string",
    default: "",
    description: "Folder of the safety log; empty for none.",
  },
  log_key_file: {
    kind: "string",
    default: "",
    description: "Private key of this robot, made at the first start; signs the safety log.",
  },
  log_pace: {
    kind: "string",
    default: "behind",
    oneOf: ["behind", "at once"],
    description: "Written in another thread, or at once where time is simulated.",
  },
  operators_file: {
    kind: "string",
    default: "",
    description: "Public keys of the operators; empty: nobody can reset.",
  },
} as const satisfies ParameterSpecs;

export type Parameters = ParameterValues<typeof PARAMETERS>;

/** A command this many times over a ceiling is a mistake of units, not a wish [1]. */
const IMPLAUSIBLE = 5;

/** How long what was checked counts before it must be told again [s]. */
const CHECK_BUDGET = 0.5;

/** Checks that the supervisor makes all the time, and those it makes when what they rest on comes. */
const WATCHED = [
  "second-publisher",
  "lock-held",
  "lock-silent",
  "neutral-required",
  "driver-silent",
] as const;
const ONCE = ["parameters-unverified", "transform-unknown", "footprint-unknown"] as const;

/** The kernel's settings. */
export function settingsOf(p: Parameters): FactOf<"settings"> {
  return {
    kind: "settings",
    settings: {
      speed: p.max_speed,
      spin: p.max_spin,
      acceleration: p.max_acceleration,
      spinAcceleration: p.max_spin_acceleration,
      implausible: IMPLAUSIBLE,
      commandBudget: p.command_timeout,
      bodyBudget: p.body_timeout,
      futureTolerance: p.future_tolerance,
      sources: [
        { name: "scan", budget: p.scan_timeout, need: "required" },
        { name: "freshness", budget: CHECK_BUDGET, need: "required" },
        { name: "braking", budget: CHECK_BUDGET, need: "required" },
        ...(p.zones_file === ""
          ? []
          : [{ name: "zones", budget: CHECK_BUDGET, need: "required" } as const]),
        { name: "rules", budget: CHECK_BUDGET, need: "required" },
        { name: "harm", budget: p.advice_timeout, need: "advisory" },
        { name: "minds", budget: p.advice_timeout, need: "advisory" },
        { name: "operator", budget: Infinity, need: "advisory" },
      ],
      checks: [
        ...ONCE.map((id) => ({ id, budget: Infinity })),
        ...(p.log_folder === "" ? [] : [{ id: "log-unverified", budget: Infinity } as const]),
        ...WATCHED.map((id) => ({ id, budget: CHECK_BUDGET })),
      ],
    },
  };
}
