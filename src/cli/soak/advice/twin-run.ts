import { Loopback } from "../../../bus/loopback.ts";
import { BodyState } from "../../../bus/messages/coalign-msgs.gen.ts";
import {
  Point32,
  Polygon,
  TransformStamped,
  Twist,
  TwistStamped,
  Vector3,
} from "../../../bus/messages/geometry-msgs.gen.ts";
import { LaserScan } from "../../../bus/messages/sensor-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../../../bus/messages/tf2-msgs.gen.ts";
import type { Topic } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic, TOPICS } from "../../../bus/topics.ts";
import { safetySupervisor } from "../../../nodes/safety-supervisor.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import { type Seconds, stampOf } from "../../../quantity/time.ts";
import { drawForecast, drawPeople } from "./draw-advice.ts";

/** Period of the robot and its commands [s]; a scan comes each fifth. */
const STEP: Seconds = 0.02;
const SCAN_EVERY = 5;

/** How many steps a piece of advice is one of: silence, one message, or a flood [1]. */
const FLOOD = 200;

const BEAMS = 120;
const WALL = 6;

export type TwinJob = { readonly seed: number; readonly steps: number };

export type TwinResult = {
  readonly messages: number;
  /** Commands of both that were compared, and of these the ones that moved the robot nobody advised [1]. */
  readonly compared: number;
  readonly moved: number;
  readonly tightened: number;
  readonly freer: readonly string[];
};

/**
 * Two supervisors with the same sensors and the same commands; one of them is advised too, by sound and hostile messages
 * and by bytes that are no message at all. What it gives is compared with what the other gives, command by command.
 */
export async function runTwins({ seed, steps }: TwinJob): Promise<TwinResult> {
  const random = createRandom(seed);
  const alone = await openRobot();
  const advised = await openRobot();
  let messages = 0;
  for (let step = 0; step < steps; step++) {
    const twist = drawTwist(random, step);
    alone.live(step, twist);
    // Nothing at first, so that both move; then nothing, one, or a flood of them.
    if (step > 50 && random.chance(0.3)) {
      const count = random.chance(0.01) ? FLOOD : 1;
      for (let i = 0; i < count; i++) {
        advise(advised.loopback, random);
      }
      messages += count;
    }
    advised.live(step, twist);
  }
  return { messages, ...compare(seed, alone.given, advised.given) };
}

type Robot = {
  readonly loopback: Loopback;
  readonly given: readonly { readonly time: Seconds; readonly twist: Twist }[];
  live(step: number, twist: Twist): void;
};

/** A supervised robot in a round room. */
async function openRobot(): Promise<Robot> {
  const loopback = new Loopback({ wire: "bytes" });
  const outside = loopback.bus("outside");
  const given: { readonly time: Seconds; readonly twist: Twist }[] = [];
  outside.subscribe(commandTopic(COMMAND_NAMES.out), ({ twist }) =>
    given.push({ time: loopback.time, twist }),
  );
  const header = (frame_id: string): Header =>
    Header.create({ stamp: stampOf(loopback.time), frame_id });
  outside.advertise(TOPICS.tfStatic).publish(
    TFMessage.create({
      transforms: [
        TransformStamped.create({ header: header("base_link"), child_frame_id: "laser" }),
      ],
    }),
  );
  const body = outside.advertise(TOPICS.body);
  const scan = outside.advertise(TOPICS.scan);
  const command = outside.advertise(commandTopic(COMMAND_NAMES.in));
  const bus = loopback.bus(safetySupervisor.name);
  await safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
  return {
    loopback,
    given,
    live: (step, twist) => {
      body.publish(bodyOf(header("odom"), step));
      if (step % SCAN_EVERY === 0) {
        scan.publish(scanOf(header("laser"), step));
      }
      command.publish(TwistStamped.create({ header: header("base_link"), twist }));
      loopback.advance(loopback.time + STEP);
    },
  };
}

/** It trembles, as all that is measured does: a frozen body would stop both. */
function bodyOf(header: Header, step: number): BodyState {
  const corners = [1, 3, 5, 7].map((k) => (k * Math.PI) / 4);
  return BodyState.create({
    header,
    twist: Twist.create({ linear: Vector3.create({ x: 1e-6 * (step % 7) }) }),
    footprint: Polygon.create({
      points: corners.map((angle) =>
        Point32.create({ x: 0.3 * Math.cos(angle), y: 0.3 * Math.sin(angle) }),
      ),
    }),
    braking: 2,
    latency: 0.05,
  });
}

function scanOf(header: Header, step: number): LaserScan {
  const random = createRandom(step);
  return LaserScan.create({
    header,
    angle_min: -Math.PI,
    angle_max: Math.PI - (2 * Math.PI) / BEAMS,
    angle_increment: (2 * Math.PI) / BEAMS,
    range_min: 0.05,
    range_max: 12,
    ranges: Float32Array.from({ length: BEAMS }, () => WALL + 0.005 * random.normal()),
  });
}

/** Standstill first, then motions in every direction, each for a second. */
function drawTwist(random: Random, step: number): Twist {
  const angle = (Math.PI / 4) * (Math.floor(step / 50) % 8);
  const speed = step < 25 ? 0 : random.between(0.1, 0.4);
  const wz = step < 25 ? 0 : random.between(-0.5, 0.5);
  return Twist.create({
    linear: Vector3.create({ x: speed * Math.cos(angle), y: speed * Math.sin(angle) }),
    angular: Vector3.create({ z: wz }),
  });
}

/** One message as drawn, or its bytes flipped, cut off, or of something else. */
function advise(loopback: Loopback, random: Random): void {
  const isPeople = random.chance(0.6);
  const topic: Topic<unknown> = isPeople ? TOPICS.people : TOPICS.forecast;
  const bytes = isPeople
    ? TOPICS.people.type.encode(drawPeople(random, loopback.time))
    : TOPICS.forecast.type.encode(drawForecast(random, loopback.time));
  loopback.inject(topic, random.chance(0.5) ? bytes : broken(bytes, random));
}

function broken(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.2)) {
    return Uint8Array.from({ length: random.index(300) }, () => random.index(256));
  }
  const copy = bytes.slice(0, random.chance(0.5) ? bytes.length : random.index(bytes.length + 1));
  for (let flips = random.index(8); flips > 0 && copy.length > 0; flips--) {
    const at = random.index(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.index(8));
  }
  return copy;
}

function compare(
  seed: number,
  alone: Robot["given"],
  advised: Robot["given"],
): Omit<TwinResult, "messages"> {
  const freer: string[] = [];
  let moved = 0;
  let tightened = 0;
  alone.forEach(({ time, twist: bare }, i) => {
    const twin = advised[i];
    const pairs = [
      [twin?.twist.linear.x ?? 0, bare.linear.x],
      [twin?.twist.linear.y ?? 0, bare.linear.y],
      [twin?.twist.angular.z ?? 0, bare.angular.z],
    ] as const;
    moved += pairs.some(([, b]) => b !== 0) ? 1 : 0;
    tightened += pairs.some(([a, b]) => Math.abs(a) < Math.abs(b)) ? 1 : 0;
    if (twin?.time !== time || pairs.some(([a, b]) => Math.abs(a) > Math.abs(b) || a * b < 0)) {
      freer.push(`seed ${seed}, ${time.toFixed(2)} s: ${JSON.stringify([bare, twin])}`);
    }
  });
  return { compared: alone.length, moved, tightened, freer: freer.slice(0, 10) };
}
