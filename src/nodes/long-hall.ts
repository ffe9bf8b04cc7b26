import { BodyState } from "../bus/messages/coalign-msgs.gen.ts";
import {
  Point,
  Point32,
  Polygon,
  Pose,
  TransformStamped,
  Twist,
  Vector3,
} from "../bus/messages/geometry-msgs.gen.ts";
import { LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../bus/messages/tf2-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { createRandom } from "../quantity/random.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";

/** Speed while the supervisor lets it move [m/s]. */
const SPEED = 0.2;

/** How fast it gains speed and brakes, and what braking it is sure of [m/s²]. */
const GAIN = 1.5;
const BRAKING = 3;
const SURE_BRAKING = 2;

/** From the robot to either wall; the ends are out of sight [m]. */
const SIDE = 8;

const BEAMS = 360;

/** Reach and standard deviation of the scanner [m]. */
const RANGE_MAX = 12;
const NOISE = 0.005;

const BODY_PERIOD: Seconds = 0.02;
const SCAN_PERIOD: Seconds = 0.1;

/**
 * Tells a supervisor what the sensors of a robot that drives along a hall without end would, so that it passes commands on:
 * to measure it, and to run its code before it goes live. The robot moves when the supervisor says that it does, at one
 * speed whatever the command.
 */
export function feedLongHall(bus: Bus): void {
  const random = createRandom(1);
  const body = bus.advertise(TOPICS.body);
  const scan = bus.advertise(TOPICS.scan);
  const header = (frame_id: string): Header =>
    Header.create({ stamp: stampOf(bus.now()), frame_id });
  const mounts = bus.advertise(TOPICS.tfStatic);
  mounts.publish(
    TFMessage.create({
      transforms: [
        TransformStamped.create({ header: header("base_link"), child_frame_id: "laser" }),
      ],
    }),
  );
  let target = 0;
  let speed = 0;
  let x = 0;
  bus.subscribe(TOPICS.supervisorState, ({ mode }) => {
    target = mode === "moving" || mode === "slowed" ? SPEED : 0;
  });
  const corners = Array.from({ length: 8 }, (_, k) => (k * Math.PI) / 4);
  const footprint = Polygon.create({
    points: corners.map((angle) =>
      Point32.create({ x: 0.25 * Math.cos(angle), y: 0.25 * Math.sin(angle) }),
    ),
  });
  bus.every(BODY_PERIOD, "steady", () => {
    speed = Math.min(Math.max(target, speed - BRAKING * BODY_PERIOD), speed + GAIN * BODY_PERIOD);
    x += speed * BODY_PERIOD;
    body.publish(
      BodyState.create({
        header: header("odom"),
        pose: Pose.create({ position: Point.create({ x }) }),
        twist: Twist.create({ linear: Vector3.create({ x: speed }) }),
        footprint,
        braking: SURE_BRAKING,
        latency: 0.05,
      }),
    );
  });
  bus.every(SCAN_PERIOD, "steady", () => {
    const step = (2 * Math.PI) / BEAMS;
    const ranges = Float32Array.from({ length: BEAMS }, (_, beam) => {
      const wall = SIDE / Math.abs(Math.sin(beam * step - Math.PI));
      return wall > RANGE_MAX ? Infinity : wall + NOISE * random.normal();
    });
    scan.publish(
      LaserScan.create({
        header: header("laser"),
        angle_min: -Math.PI,
        angle_max: Math.PI - step,
        angle_increment: step,
        range_min: 0.05,
        range_max: RANGE_MAX,
        ranges,
      }),
    );
  });
}
