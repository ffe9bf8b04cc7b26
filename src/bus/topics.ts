import * as coalign from "./messages/coalign-msgs.gen.ts";
import { DiagnosticArray } from "./messages/diagnostic-msgs.gen.ts";
import { PolygonStamped, Twist, TwistStamped } from "./messages/geometry-msgs.gen.ts";
import type { MessageType, ServiceType } from "./messages/message-type.ts";
import { Odometry } from "./messages/nav-msgs.gen.ts";
import { Clock } from "./messages/rosgraph-msgs.gen.ts";
import { Imu, JointState, LaserScan } from "./messages/sensor-msgs.gen.ts";
import { Bool, String as Text } from "./messages/std-msgs.gen.ts";
import { Trigger } from "./messages/std-srvs.gen.ts";
import { TFMessage } from "./messages/tf2-msgs.gen.ts";
import { MarkerArray } from "./messages/visualization-msgs.gen.ts";
import type { Owner, Qos, Service, Topic } from "./port.ts";

/**
 * Every topic and service of the runtime: name, type and quality of service, in one place. What a robot senses, does and is
 * told belongs to it; a veto, the clock, frames, diagnostics and the truth of a simulated world are everyone's.
 */

/** Deep enough for 1 kHz through a pause of 100 ms: no command is lost to a collection of garbage. */
const COMMAND: Qos = { reliability: "reliable", durability: "volatile", depth: 100 };
const STATE: Qos = { reliability: "reliable", durability: "volatile", depth: 5 };
const LATCHED: Qos = { reliability: "reliable", durability: "transient-local", depth: 1 };
const SENSOR: Qos = { reliability: "best-effort", durability: "volatile", depth: 5 };
const LOG: Qos = { reliability: "reliable", durability: "volatile", depth: 100 };

/** 500 people at 4 kB each: more are not near a robot, and decoding them would take longer than a decision may [bytes]. */
const MOST_OF_PEOPLE = 2_000_000;

/** A type whose messages are not decoded where they are longer than so many bytes: they are refused at once. */
function atMost<T>(type: MessageType<T>, most: number): MessageType<T> {
  return {
    ...type,
    decode: (bytes) => {
      if (bytes.length > most) {
        throw new RangeError(`${bytes.length} bytes, where ${most} are the most`);
      }
      return type.decode(bytes);
    },
  };
}

function shared<T>(name: string, type: MessageType<T>, qos: Qos): Topic<T> {
  return { name, owner: "everyone", type, qos };
}

function topic<T>(name: string, type: MessageType<T>, qos: Qos): Topic<T> {
  return { name, owner: "robot", type, qos };
}

/** A name as ROS 2 is told it: what belongs to a robot is looked up in the namespace of the node. */
export function nameHere(entity: { readonly name: string; readonly owner?: Owner }): string {
  return entity.owner === "robot" ? entity.name.replace(/^\//, "") : entity.name;
}

export const TOPICS = {
  clock: shared("/clock", Clock, { ...SENSOR, depth: 1 }),
  scan: topic("/scan", LaserScan, SENSOR),
  odom: topic("/odom", Odometry, STATE),
  imu: topic("/imu", Imu, SENSOR),
  jointStates: topic("/joint_states", JointState, STATE),
  tf: shared("/tf", TFMessage, { ...STATE, depth: 100 }),
  tfStatic: shared("/tf_static", TFMessage, LATCHED),
  robotDescription: topic("/robot_description", Text, LATCHED),
  bumper: topic("/bumper", Bool, STATE),
  peopleDetections: topic("/people_detections", coalign.PersonDetections, STATE),
  veto: shared("/veto", Bool, COMMAND),
  body: topic("/self_perception/body", coalign.BodyState, STATE),
  agency: topic("/self_perception/agency", coalign.Agency, STATE),
  capability: topic("/self_perception/capability", coalign.Capability, LATCHED),
  people: topic("/theory_of_mind/people", atMost(coalign.People, MOST_OF_PEOPLE), STATE),
  hazards: topic("/theory_of_mind/hazards", coalign.Hazards, LATCHED),
  forecast: topic("/harm_prediction/forecast", coalign.HarmForecast, STATE),
  supervisorState: topic("/safety_supervisor/state", coalign.SupervisorState, LATCHED),
  hardwareStop: topic("/safety_supervisor/hardware_stop", Bool, COMMAND),
  boot: topic("/safety_supervisor/boot", Text, LATCHED),
  decisions: topic("/safety_supervisor/decisions", coalign.Decision, LOG),
  zoneMarkers: topic("/safety_supervisor/zones", MarkerArray, { ...STATE, depth: 1 }),
  markers: topic("/coalign/markers", MarkerArray, { ...STATE, depth: 1 }),
  goals: topic("/commander/goals", coalign.GoalEvent, LATCHED),
  diagnostics: shared("/diagnostics", DiagnosticArray, STATE),
  contactTruth: shared("/ground_truth/contacts", coalign.Contact, LOG),
  worldTruth: shared("/ground_truth/world", coalign.WorldTruth, STATE),
} as const;

/** The command topics; their names are parameters, their type is stamped or not as the user says. */
export function commandTopic(name: string): Topic<TwistStamped> {
  return { ...named(name), type: TwistStamped, qos: COMMAND };
}

/** As `commandTopic`, for users of the unstamped type. */
export function plainCommandTopic(name: string): Topic<Twist> {
  return { ...named(name), type: Twist, qos: COMMAND };
}

/** Something that is held down: a lock, a veto, a hardware stop. */
export function lockTopic(name: string): Topic<Bool> {
  return { ...named(name), type: Bool, qos: COMMAND };
}

/**
 * One topic in each quality that somebody may speak in: DDS keeps a reliable reader from a best-effort writer, and what was
 * said before a volatile reader came from it. For what must be heard whoever says it; much of it is heard twice.
 */
export function inEveryQuality<T>(heard: Topic<T>): readonly Topic<T>[] {
  const { qos } = heard;
  return [
    heard,
    { ...heard, qos: { ...qos, reliability: "best-effort" } },
    { ...heard, qos: { ...qos, durability: "transient-local", depth: 1 } },
  ];
}

/** A scan from one of several scanners. */
export function scanTopic(name: string): Topic<LaserScan> {
  return { ...named(name), type: LaserScan, qos: SENSOR };
}

/** The shape of a zone that somebody publishes. */
export function polygonTopic(name: string): Topic<PolygonStamped> {
  return { ...named(name), type: PolygonStamped, qos: STATE };
}

/** Default names of the command topics. */
export const COMMAND_NAMES = {
  in: "cmd_vel_in",
  teleop: "cmd_vel_teleop",
  out: "cmd_vel",
  base: "cmd_vel_base",
} as const;

/** A name as a user gives it: with a slash before it everyone's, else the robot's. */
function named(name: string): { readonly name: string; readonly owner: Owner } {
  return name.startsWith("/") ? { name, owner: "everyone" } : { name: `/${name}`, owner: "robot" };
}

function service<Request, Response>(
  name: string,
  type: ServiceType<Request, Response>,
): Service<Request, Response> {
  return { name, owner: "robot", type };
}

export const SERVICES = {
  stop: service("/safety_supervisor/stop", Trigger),
  reset: service("/safety_supervisor/reset", coalign.HumanAct),
  resume: service("/safety_supervisor/resume", coalign.HumanAct),
  waive: service("/safety_supervisor/waive", coalign.HumanAct),
  limit: service("/safety_supervisor/limit", coalign.HumanAct),
} as const;
