import { Clock } from "../bus/messages/rosgraph-msgs.gen.ts";
import { Bool, String as Text } from "../bus/messages/std-msgs.gen.ts";
import type { Bus, Publisher, Topic } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import { fixedFrames } from "../world/robot/read-profile.ts";
import type { RobotBody } from "../world/robot/robot-body.ts";
import type { Reading } from "../world/sensors/reading.ts";
import type { ContactReport } from "../world/simulation/contact-watch.ts";
import { entitiesOf } from "../world/simulation/entities.ts";
import type { Simulation } from "../world/simulation/simulation.ts";
import * as messages from "./world-messages.ts";

type RobotOutlet = {
  readonly deliver: (reading: Reading, base: string) => void;
  readonly introduce: (robot: RobotBody, at: Seconds) => void;
};

/** All that the world publishes. */
export type Outlet = {
  readonly clock: (at: Seconds) => void;
  readonly reading: (robot: number, reading: Reading, base: string) => void;
  readonly contacts: (reports: readonly ContactReport[]) => void;
  /** Ground truth of everything that moves, when it is time for it. */
  readonly truth: (simulation: Simulation) => void;
  /** Descriptions and fixed frames of the robots. */
  readonly introduce: (simulation: Simulation) => void;
};

/**
 * Opens the topics of a world. The first robot has the plain names, others have theirs under `/ID`.
 * @param truthPeriod - Time between two messages of ground truth [s].
 */
export function openOutlet(bus: Bus, robots: readonly string[], truthPeriod: Seconds): Outlet {
  const clock = bus.advertise(TOPICS.clock);
  const contacts = bus.advertise(TOPICS.contactTruth);
  const truth = bus.advertise(TOPICS.worldTruth);
  const outlets = robots.map((id, index) => openRobotOutlet(bus, index === 0 ? "" : `/${id}`));
  let nextTruth: Seconds = -Infinity;
  return {
    clock: (at) => clock.publish(Clock.create({ clock: stampOf(at) })),
    reading: (robot, reading, base) => outlets[robot]?.deliver(reading, base),
    contacts: (reports) =>
      reports.forEach((report) => contacts.publish(messages.contactMessage(report))),
    truth: (simulation) => {
      const { time } = simulation;
      if (time + 1e-9 >= nextTruth || time < nextTruth - 2 * truthPeriod) {
        nextTruth = time + truthPeriod;
        offer(truth, () => messages.truthMessage(entitiesOf(simulation), time));
      }
    },
    introduce: ({ robots: bodies, time }) =>
      bodies.forEach((robot, index) => outlets[index]?.introduce(robot, time)),
  };
}

/** Publishes what somebody listens to: to make a message costs more than to ask. Not for topics that late readers get. */
function offer<T>(publisher: Publisher<T>, make: () => T): void {
  if (publisher.subscribers() > 0) {
    publisher.publish(make());
  }
}

function openRobotOutlet(bus: Bus, prefix: string): RobotOutlet {
  const open = <T>(topic: Topic<T>): Publisher<T> =>
    bus.advertise({ ...topic, name: prefix + topic.name });
  const scan = open(TOPICS.scan);
  const odom = open(TOPICS.odom);
  const imu = open(TOPICS.imu);
  const joints = open(TOPICS.jointStates);
  const tf = open(TOPICS.tf);
  const tfStatic = open(TOPICS.tfStatic);
  const description = open(TOPICS.robotDescription);
  const bumper = open(TOPICS.bumper);
  const detections = open(TOPICS.peopleDetections);
  return {
    introduce: ({ model, profile }, at) => {
      description.publish(Text.create({ data: model.text }));
      tfStatic.publish(messages.fixedTransforms(fixedFrames(model, profile), model.root, at));
    },
    deliver: (reading, base) => {
      switch (reading.kind) {
        case "scan":
          offer(scan, () => messages.scanMessage(reading));
          break;
        case "odometry":
          offer(odom, () => messages.odometryMessage(reading, base));
          offer(tf, () => messages.odometryTransform(reading, base));
          break;
        case "imu":
          offer(imu, () => messages.imuMessage(reading));
          break;
        case "joints":
          offer(joints, () => messages.jointMessage(reading));
          break;
        case "bumper":
          offer(bumper, () => Bool.create({ data: reading.pressed }));
          break;
        case "detections":
          offer(detections, () => messages.detectionsMessage(reading, base));
          break;
      }
    },
  };
}
