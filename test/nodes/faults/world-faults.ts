import {
  HarmForecast,
  HumanAct_Request,
  Limit,
  People,
  Person,
} from "../../../src/bus/messages/coalign-msgs.gen.ts";
import {
  Point,
  Quaternion,
  TransformStamped,
  Vector3,
} from "../../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../src/bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../../../src/bus/messages/tf2-msgs.gen.ts";
import { commandTopic, SERVICES, TOPICS } from "../../../src/bus/topics.ts";
import { fault, type Fault } from "./fault.ts";

const forecast = (advice: Partial<Limit>) => (robot: Parameters<Fault["act"]>[0]) => {
  const out = robot.bus.advertise(TOPICS.forecast);
  robot.bus.every(0.1, "steady", () =>
    out.publish(
      HarmForecast.create({
        header: robot.header("odom"),
        advice: Limit.create({ speed: Infinity, spin: Infinity, ...advice }),
      }),
    ),
  );
};

const person = (bent: Partial<Person>) => (robot: Parameters<Fault["act"]>[0]) => {
  const out = robot.bus.advertise(TOPICS.people);
  const sound = {
    id: "p1",
    position: Point.create({ x: 1.2 }),
    covariance: new Float64Array(16).fill(0.01),
    radius: 0.3,
    confidence: 1,
  };
  robot.bus.every(0.1, "steady", () =>
    out.publish(
      People.create({
        header: robot.header("odom"),
        people: [Person.create({ ...sound, ...bent })],
      }),
    ),
  );
};

const HEEDED = ["person-near", "source-stale", "internal-fault"] as const;

/** A new place for the scanner on the base. */
const mount =
  (translation: Vector3, rotation: Quaternion) => (robot: Parameters<Fault["act"]>[0]) => {
    robot.bus.advertise(TOPICS.tfStatic).publish(
      TFMessage.create({
        transforms: [
          TransformStamped.create({
            header: Header.create({ frame_id: "base_link" }),
            child_frame_id: "laser",
            transform: { translation, rotation },
          }),
        ],
      }),
    );
  };

const UNPLACED = ["transform-unknown", "scan-stale", "scan-missing", "scan-malformed"] as const;

/** What the graph, the humans and advisers around it can do. */
export const WORLD_FAULTS: readonly Fault[] = [
  fault(
    "graph: somebody else commands the base",
    "second-publisher",
    (robot) => {
      robot.loopback.bus("rogue").advertise(commandTopic("cmd_vel"));
    },
    { holes: ["H2"] },
  ),
  fault(
    "human: veto",
    "human-veto",
    (robot) => robot.bus.advertise(TOPICS.veto).publish({ data: true }),
    { within: 0.04 },
  ),
  fault(
    "human: veto and at once its release",
    "human-veto",
    (robot) => {
      const veto = robot.bus.advertise(TOPICS.veto);
      veto.publish({ data: true });
      veto.publish({ data: false });
    },
    { within: 0.04, holes: ["H16"] },
  ),
  fault(
    "human: the stop service",
    "human-veto",
    (robot) => void robot.bus.call(SERVICES.stop, {}, 1),
    { within: 0.04 },
  ),
  fault(
    "human: a stop, then a reset and a resume that nobody signed",
    "human-veto",
    (robot) => {
      void robot.bus.call(SERVICES.stop, {}, 1);
      for (const service of [SERVICES.reset, SERVICES.resume]) {
        const request = HumanAct_Request.create();
        void robot.bus.call(service, { ...request, operator_name: "eve", reason: "x" }, 1);
      }
    },
    { within: 0.04, holes: ["H9", "H16", "H17"] },
  ),
  fault(
    "human: a veto while driving backwards by teleop",
    "human-veto",
    (robot) => {
      const teleop = robot.bus.advertise(commandTopic("cmd_vel_teleop"));
      robot.bus.every(0.05, "steady", () => teleop.publish(robot.commandOf(-0.2)));
      robot.bus.advertise(TOPICS.veto).publish({ data: true });
    },
    { within: 0.04, holes: ["H17"] },
  ),
  fault("own: an error of the supervisor itself", "internal-fault", (robot) => {
    robot.sources.scan = () => ({ ...robot.scanNow(), header: undefined }) as never;
  }),
  fault("advice: speed NaN", "foreseen-harm", forecast({ speed: NaN })),
  fault("advice: speed negative", "foreseen-harm", forecast({ speed: -1 })),
  fault("advice: speed minus infinity", "foreseen-harm", forecast({ speed: -Infinity })),
  fault(
    "advice: spoke once and fell silent",
    "source-stale",
    (robot) => {
      robot.bus.advertise(TOPICS.forecast).publish(
        HarmForecast.create({
          header: robot.header("odom"),
          advice: Limit.create({ speed: Infinity, spin: Infinity }),
        }),
      );
      robot.run(0.6);
    },
    { within: 1.3 },
  ),
  fault(
    "transform: the scanner sits at NaN",
    UNPLACED,
    mount(Vector3.create({ x: NaN }), Quaternion.create({ w: 1 })),
  ),
  fault(
    "transform: the scanner sits at infinity",
    UNPLACED,
    mount(Vector3.create({ y: Infinity }), Quaternion.create({ w: 1 })),
  ),
  fault(
    "transform: a rotation NaN",
    UNPLACED,
    mount(Vector3.create(), Quaternion.create({ w: NaN })),
  ),
  fault(
    "transform: a rotation infinite",
    UNPLACED,
    mount(Vector3.create(), Quaternion.create({ z: Infinity, w: 1 })),
  ),
  fault(
    "transform: a rotation of zeros",
    UNPLACED,
    mount(Vector3.create(), { x: 0, y: 0, z: 0, w: 0 }),
  ),
  fault(
    "transform: the scanner is turned round while it drives",
    UNPLACED,
    mount(Vector3.create(), Quaternion.create({ z: 1, w: 0 })),
  ),
  fault(
    "transform: the scanner is turned upside down while it drives",
    UNPLACED,
    mount(Vector3.create(), Quaternion.create({ x: 1, w: 0 })),
  ),
  fault(
    "graph: somebody else speaks of its body",
    "second-publisher",
    (robot) => {
      robot.loopback.bus("rogue").advertise(TOPICS.body);
    },
    { within: 0.6 },
  ),
  fault(
    "graph: somebody else speaks of what it sees",
    "second-publisher",
    (robot) => {
      robot.loopback.bus("rogue").advertise(TOPICS.scan);
    },
    { within: 0.6 },
  ),
  fault("people: a position NaN", HEEDED, person({ position: Point.create({ x: NaN }) }), {
    holes: ["H17"],
  }),
  fault(
    "people: a covariance NaN",
    HEEDED,
    person({ covariance: new Float64Array(16).fill(NaN) }),
    { holes: ["H17"] },
  ),
  fault("people: a confidence NaN", HEEDED, person({ confidence: NaN }), { holes: ["H17"] }),
  fault("people: a radius NaN", HEEDED, person({ radius: NaN }), { holes: ["H17"] }),
  fault("people: a velocity NaN", HEEDED, person({ velocity: { x: NaN, y: 0, z: 0 } }), {
    holes: ["H17"],
  }),
  fault(
    "people: more of them than can be true",
    "source-malformed",
    (robot) => {
      const people = Array.from({ length: 501 }, () => Person.create({ confidence: 0 }));
      robot.bus
        .advertise(TOPICS.people)
        .publish(People.create({ header: robot.header("odom"), people }));
    },
    { within: 0.02 },
  ),
  fault(
    "people: bytes nobody can read",
    "source-malformed",
    (robot) => {
      robot.loopback.inject(TOPICS.people, new Uint8Array(3));
    },
    { within: 0.02 },
  ),
  fault(
    "forecast: bytes nobody can read",
    "source-malformed",
    (robot) => {
      robot.loopback.inject(TOPICS.forecast, new Uint8Array(3));
    },
    { within: 0.02 },
  ),
  fault(
    "veto: bytes nobody can read",
    ["human-veto", "internal-fault"],
    (robot) => {
      robot.loopback.inject(TOPICS.veto, new Uint8Array(0));
    },
    { within: 0.1 },
  ),
];
