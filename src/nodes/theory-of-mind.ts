import type { LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import type { PersonDetections } from "../bus/messages/coalign-msgs.gen.ts";
import type { ParameterSpecs } from "../bus/parameters.ts";
import type { NodeDefinition } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { yawOf } from "../quantity/angle.ts";
import { compose, type Pose } from "../quantity/frame.ts";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import { attend, mindsAt } from "../theory-of-mind/mind.ts";
import { poseAt, type PoseHistory, remember } from "../theory-of-mind/tracking/pose-history.ts";
import { look, NOBODY } from "../theory-of-mind/tracking/tracker.ts";
import type { Sweep } from "../theory-of-mind/view.ts";
import { StaticFrames } from "./static-frames.ts";
import { detectionsOf, isReadable, peopleMessage } from "./theory-of-mind-messages.ts";

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
} as const satisfies ParameterSpecs;

/** Age beyond which a sweep no longer says who is hidden [s]. */
const OLD_SWEEP: Seconds = 0.5;

export const theoryOfMind: NodeDefinition<typeof PARAMETERS> = {
  name: "theory_of_mind",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (bus, { base_frame: base, rate, detections_timeout: timeout }) => {
    const people = bus.advertise(TOPICS.people);
    const frames = new StaticFrames(base);
    let history: PoseHistory = [];
    let scan: LaserScan | undefined;
    let crowd = NOBODY;
    let odom = "odom";
    let spoken: Seconds = -Infinity;
    let trouble = "";
    const complain = (sentence: string): void => {
      if (sentence !== trouble && sentence !== "") {
        bus.log("warn", sentence);
      }
      trouble = sentence;
    };
    const sweepAt = (at: Seconds): Sweep | undefined => {
      const swept = scan && secondsOf(scan.header.stamp);
      const mounted: Pose<"base", "sensor"> | undefined =
        scan && frames.placeOf<"sensor">(scan.header.frame_id);
      const pose = swept !== undefined ? poseAt(history, swept) : undefined;
      const fresh = swept !== undefined && Math.abs(at - swept) <= OLD_SWEEP;
      if (scan === undefined || pose === undefined || mounted === undefined || !fresh) {
        return undefined;
      }
      const { angle_min, angle_increment: angleStep, ranges } = scan;
      const turnedOver = frames.isUpsideDown(scan.header.frame_id);
      return {
        pose: compose(pose, mounted),
        angleMin: turnedOver ? -(angle_min + (ranges.length - 1) * angleStep) : angle_min,
        angleStep,
        ranges: turnedOver ? ranges.toReversed() : ranges,
      };
    };
    const take = (message: PersonDetections): string => {
      const at = secondsOf(message.header.stamp);
      const robot = poseAt(history, at);
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
      const pose = compose(robot, mounted);
      const { range, field_of_view: fieldOfView } = message;
      const view = { pose, range, fieldOfView, sweep: sweepAt(at) };
      crowd = look(crowd, { at, view, found: detectionsOf(message) });
      return "";
    };
    const speak = (): void => {
      const now = Math.max(bus.now(), crowd.at);
      const robot = history.at(-1)?.pose;
      if (robot !== undefined && now - crowd.at <= timeout) {
        crowd = attend(crowd, robot, Math.min(1, Math.max(0, now - spoken)));
        spoken = now;
        const minds = mindsAt(crowd, robot, now, TOPICS.peopleDetections.name);
        people.publish(peopleMessage(minds, now, odom));
      }
    };

    bus.subscribe(TOPICS.tfStatic, ({ transforms }) => frames.learn(transforms));
    bus.subscribe(TOPICS.scan, (message) => {
      scan = message;
    });
    bus.subscribe(TOPICS.odom, ({ header, pose: { pose } }) => {
      odom = header.frame_id === "" ? odom : header.frame_id;
      const { position, orientation } = pose;
      const place = { x: position.x, y: position.y, yaw: yawOf(orientation) };
      history = remember(history, secondsOf(header.stamp), place);
    });
    bus.subscribe(TOPICS.peopleDetections, (message) => {
      const refused = take(message);
      complain(refused);
      if (refused === "") {
        speak();
      }
    });
    bus.every(1 / rate, "ros", () => {
      if (Math.abs(bus.now() - spoken) > 1.5 / rate) {
        speak();
      }
    });
    return { stop: () => undefined };
  },
};
