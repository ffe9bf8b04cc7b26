import * as coalign from "./messages/coalign-msgs.gen.ts";
import { DiagnosticArray } from "./messages/diagnostic-msgs.gen.ts";
import { Twist, TwistStamped } from "./messages/geometry-msgs.gen.ts";
import type { MessageType } from "./messages/message-type.ts";
import { Odometry } from "./messages/nav-msgs.gen.ts";
import { Clock } from "./messages/rosgraph-msgs.gen.ts";
import { Imu, JointState, LaserScan } from "./messages/sensor-msgs.gen.ts";
import { Bool, String as Text } from "./messages/std-msgs.gen.ts";
import { Trigger } from "./messages/std-srvs.gen.ts";
import { TFMessage } from "./messages/tf2-msgs.gen.ts";
import { MarkerArray } from "./messages/visualization-msgs.gen.ts";
import type { Qos, Service, Topic } from "./port.ts";

/** Every topic and service of the runtime: name, type and quality of service, in one place. */

/** Deep enough for 1 kHz through a pause of 100 ms: no command is lost to a collection of garbage. */
const COMMAND: Qos = { reliability: "reliable", durability: "volatile", depth: 100 };
const STATE: Qos = { reliability: "reliable", durability: "volatile", depth: 5 };
const LATCHED: Qos = { reliability: "reliable", durability: "transient-local", depth: 1 };
const SENSOR: Qos = { reliability: "best-effort", durability: "volatile", depth: 5 };
const LOG: Qos = { reliability: "reliable", durability: "volatile", depth: 100 };

function topic<T>(name: string, type: MessageType<T>, qos: Qos): Topic<T> {
  return { name, type, qos };
}

export const TOPICS = {
  clock: topic("/clock", Clock, { ...SENSOR, depth: 1 }),
  scan: topic("/scan", LaserScan, SENSOR),
  odom: topic("/odom", Odometry, STATE),
  imu: topic("/imu", Imu, SENSOR),
  jointStates: topic("/joint_states", JointState, STATE),
  tf: topic("/tf", TFMessage, { ...STATE, depth: 100 }),
  tfStatic: topic("/tf_static", TFMessage, LATCHED),
  robotDescription: topic("/robot_description", Text, LATCHED),
  bumper: topic("/bumper", Bool, STATE),
  peopleDetections: topic("/people_detections", coalign.PersonDetections, STATE),
  veto: topic("/veto", Bool, COMMAND),
  body: topic("/self_perception/body", coalign.BodyState, STATE),
  agency: topic("/self_perception/agency", coalign.Agency, STATE),
  capability: topic("/self_perception/capability", coalign.Capability, LATCHED),
  people: topic("/theory_of_mind/people", coalign.People, STATE),
  forecast: topic("/harm_prediction/forecast", coalign.HarmForecast, STATE),
  supervisorState: topic("/safety_supervisor/state", coalign.SupervisorState, LATCHED),
  hardwareStop: topic("/safety_supervisor/hardware_stop", Bool, COMMAND),
  boot: topic("/safety_supervisor/boot", Text, LATCHED),
  decisions: topic("/safety_supervisor/decisions", coalign.Decision, LOG),
  markers: topic("/coalign/markers", MarkerArray, { ...STATE, depth: 1 }),
  goals: topic("/commander/goals", coalign.GoalEvent, LATCHED),
  diagnostics: topic("/diagnostics", DiagnosticArray, STATE),
  contactTruth: topic("/ground_truth/contacts", coalign.Contact, LOG),
  worldTruth: topic("/ground_truth/world", coalign.WorldTruth, STATE),
} as const;

/** The three command topics; their names are parameters, their type is stamped or not as the user says. */
export function commandTopic(name: string): Topic<TwistStamped> {
  return topic(absolute(name), TwistStamped, COMMAND);
}

/** As `commandTopic`, for users of the unstamped type. */
export function plainCommandTopic(name: string): Topic<Twist> {
  return topic(absolute(name), Twist, COMMAND);
}

/** Something that is held down: a lock, a veto, a hardware stop. */
export function lockTopic(name: string): Topic<Bool> {
  return topic(absolute(name), Bool, COMMAND);
}

/** Default names of the command topics. */
export const COMMAND_NAMES = {
  in: "cmd_vel_in",
  teleop: "cmd_vel_teleop",
  out: "cmd_vel",
  base: "cmd_vel_base",
} as const;

function absolute(name: string): string {
  return name.startsWith("/") ? name : `/${name}`;
}

export const SERVICES = {
  stop: { name: "/safety_supervisor/stop", type: Trigger },
  reset: { name: "/safety_supervisor/reset", type: coalign.HumanAct },
  resume: { name: "/safety_supervisor/resume", type: coalign.HumanAct },
  waive: { name: "/safety_supervisor/waive", type: coalign.HumanAct },
  limit: { name: "/safety_supervisor/limit", type: coalign.HumanAct },
} as const satisfies { readonly [name: string]: Service<unknown, unknown> };
