import type { LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import type { PersonDetections } from "../bus/messages/coalign-msgs.gen.ts";
import type { ParameterSpecs } from "../bus/parameters.ts";
import type { NodeDefinition } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { yawOf } from "../quantity/angle.ts";
import { compose } from "../quantity/frame.ts";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import { SILENT } from "../theory-of-mind/mind.ts";
import { StaticFrames } from "./static-frames.ts";
import { hazardsIn } from "./theory-of-mind-hazards.ts";
import { Faculty, sweepOf } from "./theory-of-mind-faculty.ts";
import { detectionsOf, isReadable, peopleMessage, signsIn } from "./theory-of-mind-messages.ts";

/**
 * One mind per person around. It speaks after every frame of the detector, and in between when frames come late; when
 * the detector is silent for long it is silent too, so that "nobody around" is only said by somebody who looked.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | `/people_detections` | coalign_msgs/PersonDetections | in | 10 Hz |
 * | `/odom` | nav_msgs/Odometry | in | 50 Hz |
 * | `/scan` | sensor_msgs/LaserScan | in | 10 Hz |
 * | `/tf_static` | tf2_msgs/TFMessage | in | latched |
 * | `/theory_of_mind/hazards` | coalign_msgs/Hazards | in | latched |
 * | `/theory_of_mind/people` | coalign_msgs/People | out | 10 Hz |
 */
const PARAMETERS = {
  base_frame: { kind: "string", default: "base_link", description: "The robot's base frame." },
  rate: {
    kind: "number",
    default: 10,
    min: 1,
    max: 100,
    description: "Rate at which it speaks while frames of the detector come late [Hz].",
  },
  detections_timeout: {
    kind: "number",
    default: 1,
    min: 0.05,
    max: 10,
    description: "Silence of the detector after which it is silent too [s].",
  },
  eyes: {
    kind: "string",
    default: "detector",
    oneOf: ["detector", "lidar"],
    description:
      "Who sees people: 'detector', which the lidar refines, or 'lidar' for a robot without a detector.",
  },
  robot_audible: {
    kind: "number",
    default: SILENT,
    min: 0,
    max: 30,
    description:
      "How far off people hear the robot for what it is, as often as not within a second: 0 m for a silent one [m].",
  },
  motion: {
    kind: "string",
    default: "assumed",
    oneOf: ["assumed", "learnt"],
    description:
      "Where people are taken to go: 'assumed' of everybody, or as 'learnt' of this place while it runs.",
  },
} as const satisfies ParameterSpecs;

export const theoryOfMind: NodeDefinition<typeof PARAMETERS> = {
  name: "theory_of_mind",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (
    bus,
    { base_frame: base, rate, detections_timeout: timeout, eyes, robot_audible, motion },
  ) => {
    const people = bus.advertise(TOPICS.people);
    const frames = new StaticFrames(base);
    const manner = motion === "learnt" ? "learnt" : "assumed";
    const faculty = new Faculty(eyes === "lidar" ? "lidar" : "detector", manner);
    faculty.audible = robot_audible;
    const source = eyes === "lidar" ? TOPICS.scan.name : TOPICS.peopleDetections.name;
    let odom = "odom";
    let spoken: Seconds = -Infinity;
    let trouble = "";
    const complain = (sentence: string): void => {
      if (sentence !== trouble && sentence !== "") {
        bus.log("warn", sentence);
      }
      trouble = sentence;
    };
    const sweep = (scan: LaserScan): void => {
      const at = secondsOf(scan.header.stamp);
      const { frame_id: frame } = scan.header;
      const [robot, mounted] = [faculty.poseAt(at), frames.placeOf<"sensor">(frame)];
      if (robot !== undefined && mounted !== undefined) {
        const side = frames.isUpsideDown(frame) ? "upside down" : "upright";
        faculty.sweep(at, sweepOf(scan, robot, mounted, side));
      }
    };
    const take = (message: PersonDetections): string => {
      const at = secondsOf(message.header.stamp);
      const robot = faculty.poseAt(at);
      const mounted = frames.placeOf<"base">(message.header.frame_id);
      if (mounted === undefined) {
        return `A frame of detections is passed over: nothing says where '${message.header.frame_id}' sits on the robot.`;
      }
      if (!isReadable(message)) {
        return "A frame of detections is passed over: a number in it is not finite.";
      }
      if (robot === undefined) {
        return "A frame of detections is passed over: /odom does not say where the robot was then.";
      }
      const { range, field_of_view: fieldOfView } = message;
      faculty.show(at, signsIn(message));
      faculty.detect(at, compose(robot, mounted), { range, fieldOfView }, detectionsOf(message));
      return "";
    };
    const speak = (): void => {
      const now = Math.max(bus.now(), faculty.at);
      const told =
        now - faculty.at <= timeout ? faculty.tell(now, now - spoken, source) : undefined;
      if (told !== undefined) {
        spoken = now;
        people.publish(peopleMessage(told, now, odom, source));
      }
    };

    bus.subscribe(TOPICS.tfStatic, ({ transforms }) => frames.learn(transforms));
    bus.subscribe(TOPICS.hazards, (message) => {
      const hazards = hazardsIn(message, odom);
      if (typeof hazards === "string") {
        complain(hazards);
      } else {
        faculty.dangers.heed(hazards);
      }
    });
    bus.subscribe(TOPICS.scan, (message) => {
      sweep(message);
      if (eyes === "lidar") {
        speak();
      }
    });
    bus.subscribe(TOPICS.odom, ({ header, pose: { pose }, twist: { twist } }) => {
      odom = header.frame_id === "" ? odom : header.frame_id;
      const { position, orientation } = pose;
      const yaw = yawOf(orientation);
      const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
      const { x: forward, y: leftward } = twist.linear;
      const [vx, vy] = [c * forward - s * leftward, s * forward + c * leftward];
      faculty.move(secondsOf(header.stamp), { x: position.x, y: position.y, yaw, vx, vy });
    });
    if (eyes === "detector") {
      bus.subscribe(TOPICS.peopleDetections, (message) => {
        const refused = take(message);
        complain(refused);
        if (refused === "") {
          speak();
        }
      });
    }
    bus.every(1 / rate, "ros", () => {
      if (Math.abs(bus.now() - spoken) > 1.5 / rate) {
        speak();
      }
    });
    return { stop: () => undefined };
  },
};
