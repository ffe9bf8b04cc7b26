import { Loopback } from "../../src/bus/loopback.ts";
import { PersonDetection, PersonDetections } from "../../src/bus/messages/coalign-msgs.gen.ts";
import {
  Point,
  Pose,
  PoseWithCovariance,
  TwistStamped,
  TwistWithCovariance,
  Vector3,
} from "../../src/bus/messages/geometry-msgs.gen.ts";
import type { Twist } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Odometry } from "../../src/bus/messages/nav-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import type { ParameterSpecs } from "../../src/bus/parameters.ts";
import type { Bus, NodeDefinition } from "../../src/bus/port.ts";
import { commandTopic, TOPICS } from "../../src/bus/topics.ts";
import { quaternionOf } from "../../src/quantity/angle.ts";
import { stampOf } from "../../src/quantity/time.ts";

/** A loopback bus with nodes on it and a hand that plays everything else. */
export class FacultyStage {
  readonly loopback: Loopback;
  readonly hand: Bus;
  readonly sentences: string[] = [];
  readonly #odom;
  readonly #detections;

  constructor() {
    this.loopback = new Loopback({ log: (_, __, sentence) => this.sentences.push(sentence) });
    this.hand = this.loopback.bus("hand");
    this.#odom = this.hand.advertise(TOPICS.odom);
    this.#detections = this.hand.advertise(TOPICS.peopleDetections);
  }

  async start<S extends ParameterSpecs>(
    node: NodeDefinition<S>,
    overrides: { readonly [name: string]: unknown } = {},
  ): Promise<this> {
    const bus = this.loopback.bus(node.name, overrides);
    await node.start(bus, bus.declare(node.parameters));
    return this;
  }

  /** Everything the hand hears on a topic from now on. */
  heard<T>(topic: Parameters<Bus["subscribe"]>[0] & { readonly type: { create(): T } }): T[] {
    const messages: T[] = [];
    this.hand.subscribe(topic, (message) => messages.push(message as T));
    return messages;
  }

  describe(collision = '<cylinder radius="0.25" length="0.4"/>'): void {
    this.hand.advertise(TOPICS.robotDescription).publish({
      data: `<robot name="r"><link name="base_link"><inertial><mass value="25"/></inertial><collision><origin xyz="0 0 0.2"/><geometry>${collision}</geometry></collision></link></robot>`,
    });
  }

  odometry(at: number, x: number, vx: number, stamp = at): void {
    this.loopback.advance(at);
    this.#odom.publish(
      Odometry.create({
        header: Header.create({ stamp: stampOf(stamp), frame_id: "odom" }),
        child_frame_id: "base_link",
        pose: PoseWithCovariance.create({
          pose: Pose.create({ position: Point.create({ x }), orientation: quaternionOf(0) }),
        }),
        twist: TwistWithCovariance.create({ twist: twist(vx) }),
      }),
    );
  }

  command(name: string, vx: number): void {
    this.hand.advertise(commandTopic(name)).publish(TwistStamped.create({ twist: twist(vx) }));
  }

  detections(
    at: number,
    places: readonly (readonly [number, number])[],
    frame = "base_link",
    heading?: number,
  ): void {
    this.#detections.publish(
      PersonDetections.create({
        header: Header.create({ stamp: stampOf(at), frame_id: frame }),
        range: 10,
        field_of_view: 2 * Math.PI,
        people: places.map(([x, y], k) =>
          PersonDetection.create({
            id: `d${k}`,
            confidence: 0.9,
            position: Point.create({ x, y }),
            position_covariance: Float64Array.of(0.0025, 0, 0, 0.0025),
            has_heading: heading !== undefined,
            heading: heading ?? 0,
          }),
        ),
      }),
    );
  }
}

export function twist(vx: number): Twist {
  return { linear: Vector3.create({ x: vx }), angular: Vector3.create() };
}
