import { type CommandTypeSetting, ENABLE_STAMPED, whenTypeKnown } from "../bus/command-type.ts";
import { GoalEvent } from "../bus/messages/coalign-msgs.gen.ts";
import { Point, Twist, TwistStamped, Vector3 } from "../bus/messages/geometry-msgs.gen.ts";
import type { Odometry } from "../bus/messages/nav-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { ParameterError, type ParameterSpecs } from "../bus/parameters.ts";
import type { Bus, NodeDefinition } from "../bus/port.ts";
import { COMMAND_NAMES, commandTopic, plainCommandTopic, TOPICS } from "../bus/topics.ts";
import { gentleManner, type Manner } from "../commander/gentle.ts";
import { IMPATIENT, patienceAfter, waits } from "../commander/patience.ts";
import { AT_START, goalOf, pursue, type Settings, type Step } from "../commander/pursuit.ts";
import { yawOf } from "../quantity/angle.ts";
import * as frame from "../quantity/frame.ts";
import { stampOf, type Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";
import { hearAround } from "./commander-around.ts";

/**
 * Drives at goals at full speed, with no thought for people; or, where it heeds them, a little aside and a little slower.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | `/odom` | nav_msgs/Odometry | in | as it comes |
 * | `/theory_of_mind/people`, `/scan`, `/tf_static` | coalign_msgs/People, … | in, where it heeds people | as they come |
 * | parameter `cmd_vel_topic` | geometry_msgs/TwistStamped or Twist | out | 20 Hz |
 * | `/commander/goals` | coalign_msgs/GoalEvent | out | on change and 1 Hz |
 */
const PARAMETERS = {
  goals: {
    kind: "numbers",
    default: [],
    description: "Goals visited in order and over again, as x1, y1, x2, y2, ... in odom [m].",
  },
  speed: { kind: "number", default: 1.2, min: 0, max: 10, description: "Forward speed [m/s]." },
  spin: { kind: "number", default: 2, min: 0, max: 10, description: "Turning rate [rad/s]." },
  braking: {
    kind: "number",
    default: 1,
    min: 0.1,
    max: 10,
    description: "Deceleration with which it arrives at a goal [m/s^2].",
  },
  tolerance: {
    kind: "number",
    default: 0.3,
    min: 0.01,
    max: 5,
    description: "Distance at which a goal counts as reached [m].",
  },
  patience: {
    kind: "number",
    default: 20,
    min: 0.1,
    max: 3600,
    description: "Time without getting nearer after which a goal is given up [s].",
  },
  heeds: {
    kind: "string",
    default: "nobody",
    oneOf: ["nobody", "people"],
    description: "Whose comfort it thinks of on its way.",
  },
  base_frame: { kind: "string", default: "base_link", description: "Frame of the base." },
  cmd_vel_topic: {
    kind: "string",
    default: COMMAND_NAMES.in,
    description: "Where its commands go.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
} as const satisfies ParameterSpecs;

/** Period of the commands [s]. */
const PERIOD: Seconds = 0.05;

/** Period of the report on goals while nothing changes [s]. */
const REPORT: Seconds = 1;

/** Time between two choices of how to go [s]. */
const RETHINK: Seconds = 0.2;

/** Age of the odometry beyond which it asks for standstill [s]. */
const BLIND: Seconds = 0.5;

export const commander: NodeDefinition<typeof PARAMETERS> = {
  name: "commander",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (bus, parameters) => {
    const settings: Settings = { ...parameters, goals: pairs(parameters.goals) };
    const { cmd_vel_topic, enable_stamped_cmd_vel, base_frame } = parameters;
    const say = sayTwist(bus, cmd_vel_topic, enable_stamped_cmd_vel, base_frame);
    const goals = bus.advertise(TOPICS.goals);
    const chooseManner =
      parameters.heeds === "people" ? mannerChooser(bus, base_frame, settings.speed) : undefined;
    let odometry: { readonly message: Odometry; readonly received: Seconds } | undefined;
    let pursuit = AT_START;
    let patience = IMPATIENT;
    let reported = -Infinity;

    bus.subscribe(TOPICS.odom, (message, { received }) => {
      odometry = { message, received };
    });
    const timer = bus.every(PERIOD, "ros", () => {
      if (odometry === undefined || bus.monotonic() - odometry.received > BLIND) {
        say(frame.STANDSTILL);
        return;
      }
      const { position, orientation } = odometry.message.pose.pose;
      const at = { x: position.x, y: position.y, yaw: yawOf(orientation) };
      const now = bus.now();
      const manner = chooseManner?.(at, goalOf(pursuit, settings));
      const step = pursue(pursuit, settings, at, now, manner);
      patience = patienceAfter(patience, {
        moves: movesBy(odometry.message),
        somebody: manner?.company ?? "nobody",
        now,
      });
      say(waits(patience, now) === "waits" ? frame.STANDSTILL : (step?.twist ?? frame.STANDSTILL));
      if (step === undefined) {
        return;
      }
      pursuit = step.pursuit;
      if (step.event !== "none" || bus.now() - reported >= REPORT) {
        reported = bus.now();
        goals.publish(eventOf(step, bus.now()));
      }
    });
    return { stop: () => timer.cancel() };
  },
};

/** Slower than this the robot stands [m/s], [rad/s]. */
const STANDING = 0.02;
const STANDING_SPIN = 0.05;

function movesBy({ twist: { twist } }: Odometry): "moves" | "stands" {
  const speed = Math.hypot(twist.linear.x, twist.linear.y);
  return speed > STANDING || Math.abs(twist.angular.z) > STANDING_SPIN ? "moves" : "stands";
}

/** Chooses how to go on so that people mind it less, `RETHINK` apart; undefined while it knows nothing of people. */
function mannerChooser(
  bus: Bus,
  base: string,
  fastest: number,
): (at: frame.Pose<"odom", "base">, goal: Vector | undefined) => Manner | undefined {
  const around = hearAround(bus, base);
  let manner: Manner | undefined;
  let thought = -Infinity;
  return (at, goal) => {
    if (bus.now() - thought >= RETHINK && goal !== undefined) {
      thought = bus.now();
      const known = around(at);
      const before: Manner = manner ?? { turn: 0, speed: fastest, company: "nobody" };
      manner = known && gentleManner(at, goal, known, fastest, before);
    }
    return manner;
  };
}

/** @throws ParameterError when a goal lacks its y. */
function pairs(flat: readonly number[]): readonly Vector[] {
  if (flat.length % 2 !== 0) {
    throw new ParameterError(
      `commander: parameter 'goals' must have an even count of numbers, x and y of each goal, and not ${flat.length}`,
    );
  }
  return Array.from({ length: flat.length / 2 }, (_, i) => ({
    x: flat[2 * i] ?? 0,
    y: flat[2 * i + 1] ?? 0,
  }));
}

/** Publishes twists in the type that is set or in use; before it is known it says nothing. */
function sayTwist(
  bus: Bus,
  name: string,
  setting: CommandTypeSetting,
  base: string,
): (twist: frame.Twist) => void {
  let say: (twist: frame.Twist) => void = () => undefined;
  whenTypeKnown(bus, { topic: name, others: "subscriptions", setting }, (type) => {
    if (type === "plain") {
      const plain = bus.advertise(plainCommandTopic(name));
      say = (twist) => plain.publish(encodeTwist(twist));
      return;
    }
    const stamped = bus.advertise(commandTopic(name));
    say = (twist) =>
      stamped.publish(
        TwistStamped.create({
          header: Header.create({ stamp: stampOf(bus.now()), frame_id: base }),
          twist: encodeTwist(twist),
        }),
      );
  });
  return (twist) => say(twist);
}

function encodeTwist({ vx, vy, wz }: frame.Twist): Twist {
  return Twist.create({
    linear: Vector3.create({ x: vx, y: vy }),
    angular: Vector3.create({ z: wz }),
  });
}

const SENTENCES: { readonly [event in Step["event"]]: string } = {
  none: "on the way",
  reached: "goal reached",
  "gave-up": "goal given up",
};

function eventOf(step: Step, now: Seconds): GoalEvent {
  return GoalEvent.create({
    header: Header.create({ stamp: stampOf(now), frame_id: "odom" }),
    reached: step.pursuit.reached,
    given_up: step.pursuit.givenUp,
    goal: Point.create(step.goal),
    distance: step.distance,
    sentence: SENTENCES[step.event],
  });
}
