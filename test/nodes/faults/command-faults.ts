import type { TwistStamped } from "../../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../src/bus/messages/std-msgs.gen.ts";
import { commandTopic } from "../../../src/bus/topics.ts";
import { stampOf } from "../../../src/quantity/time.ts";
import type { SupervisedRobot } from "../../support/supervised-robot.ts";
import { type Fault, fault } from "./fault.ts";

type Command = (robot: SupervisedRobot) => TwistStamped | undefined;

/** From now on the commander says this. */
const says =
  (command: Command) =>
  (robot: SupervisedRobot): void => {
    robot.sources.command = () => command(robot);
  };

const stamped =
  (offset: number): Command =>
  (robot) => ({
    ...robot.commandOf(0.5),
    header: Header.create({
      stamp: stampOf(Math.max(0.001, robot.loopback.time + offset)),
      frame_id: "base_link",
    }),
  });

/** The command with one field of its twist set. */
const withField =
  (part: "linear" | "angular", axis: "x" | "y" | "z", value: number): Command =>
  (robot) => {
    const command = robot.commandOf(0.5);
    const { twist } = command;
    return { ...command, twist: { ...twist, [part]: { ...twist[part], [axis]: value } } };
  };

const bytes =
  (make: (whole: Uint8Array) => Uint8Array) =>
  (robot: SupervisedRobot): void => {
    const topic = commandTopic("cmd_vel_in");
    robot.sources.command = () => {
      robot.loopback.inject(topic, make(topic.type.encode(robot.commandOf(0.5))));
      return undefined;
    };
  };

const fields = (["linear", "angular"] as const).flatMap((part) =>
  (["x", "y", "z"] as const).flatMap((axis) =>
    [NaN, Infinity, -Infinity].map((value) =>
      fault(
        `command: ${part}.${axis} is ${value}`,
        "command-not-finite",
        says(withField(part, axis, value)),
        { holes: axis === "x" && part === "linear" ? ["H7", "H15"] : ["H7"] },
      ),
    ),
  ),
);

/** What a commander can do wrong. */
export const COMMAND_FAULTS: readonly Fault[] = [
  ...fields,
  fault(
    "command: the commander dies",
    "command-stale",
    says(() => undefined),
    {
      holes: ["H1", "H2", "H13"],
      within: 0.24,
    },
  ),
  fault(
    "command: in mm/s (x1000)",
    "command-implausible",
    says((r) => r.commandOf(500)),
  ),
  fault(
    "command: 1e300 m/s",
    "command-implausible",
    says((r) => r.commandOf(1e300)),
  ),
  fault(
    "command: turning at 573 deg as rad/s",
    "command-implausible",
    says((r) => r.commandOf(0, 573)),
  ),
  fault("command: sideways x1000", "command-implausible", says(withField("linear", "y", 500))),
  fault(
    "command: the frame of the map",
    "command-not-finite",
    says((r) => ({ ...r.commandOf(0.5), header: r.header("map") })),
  ),
  fault("command: stamped 10 s ahead", "command-future", says(stamped(10)), { holes: ["H3"] }),
  fault("command: stamped 1 s ahead", "command-future", says(stamped(1)), { holes: ["H3"] }),
  fault("command: stamped 0.06 s ahead", "command-future", says(stamped(0.06)), { holes: ["H3"] }),
  fault("command: stamped 0.3 s ago", "command-stale", says(stamped(-0.3))),
  fault("command: stamped 10 s ago", "command-stale", says(stamped(-10))),
  fault(
    "command: one message over and over (frozen stamp)",
    "command-stale",
    (robot) => {
      const frozen = robot.commandOf(0.5);
      robot.sources.command = () => frozen;
    },
    { within: 0.24 },
  ),
  fault(
    "command: no bytes",
    "command-not-finite",
    bytes(() => new Uint8Array(0)),
  ),
  fault(
    "command: cut in the middle",
    "command-not-finite",
    bytes((whole) => whole.subarray(0, whole.length / 2)),
  ),
  fault(
    "command: 10 MB of noise",
    "command-not-finite",
    bytes(() => new Uint8Array(10_000_000).fill(0xa5)),
    { within: 1 },
  ),
  fault(
    "command: a stamp of minus two thousand million",
    ["command-stale", "command-not-finite"],
    says((r) => ({
      ...r.commandOf(0.5),
      header: Header.create({ stamp: { sec: -2_000_000_000, nanosec: 0 }, frame_id: "base_link" }),
    })),
  ),
  fault(
    "command: nanoseconds beyond a second",
    ["command-future", "command-not-finite"],
    says((r) => ({
      ...r.commandOf(0.5),
      header: Header.create({
        stamp: { sec: Math.floor(r.loopback.time), nanosec: 4_000_000_000 },
        frame_id: "base_link",
      }),
    })),
    { holes: ["H3"] },
  ),
  fault(
    "teleop: takes over and falls silent",
    "command-stale",
    (robot) => {
      const teleop = robot.bus.advertise(commandTopic("cmd_vel_teleop"));
      teleop.publish(robot.commandOf(0.2));
      robot.sources.command = () => undefined;
    },
    { holes: ["H13"] },
  ),
  fault("teleop: NaN over a sound autonomy", ["command-not-finite"], (robot) => {
    const teleop = robot.bus.advertise(commandTopic("cmd_vel_teleop"));
    robot.bus.every(0.05, "steady", () => teleop.publish(robot.commandOf(NaN)));
  }),
];
