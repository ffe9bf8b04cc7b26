import { BodyState, Decision, SupervisorState } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point32, Polygon } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import {
  TransformStamped,
  Twist,
  TwistStamped,
  Vector3,
} from "../../src/bus/messages/geometry-msgs.gen.ts";
import { TFMessage } from "../../src/bus/messages/tf2-msgs.gen.ts";
import { Loopback } from "../../src/bus/loopback.ts";
import type { Overrides } from "../../src/bus/parameters.ts";
import type { Bus, RunningNode } from "../../src/bus/port.ts";
import { commandTopic, TOPICS } from "../../src/bus/topics.ts";
import { safetySupervisor } from "../../src/nodes/safety-supervisor.ts";
import { type Seconds, stampOf } from "../../src/quantity/time.ts";
import { type Flatland, scanFrom } from "./flatland.ts";

/** A supervisor on a loopback bus with a robot that stands in the open: what its sources say can be taken away or bent. */
export class SupervisedRobot {
  readonly loopback: Loopback;
  readonly bus: Bus;
  readonly given: { readonly time: Seconds; readonly twist: Twist }[] = [];
  readonly decisions: Decision[] = [];
  readonly logged: string[] = [];
  state = SupervisorState.create();
  /** Which start of the supervisor this is: acts are signed for it. */
  boot = "";
  land: Flatland = {
    discs: [],
    walls: [
      [
        { x: -9, y: -6 },
        { x: 9, y: -6 },
      ],
    ],
  };
  /** What is said each period; replace one to bend it, or take it away to silence the source. */
  sources = {
    body: (): BodyState | undefined => this.bodyNow(),
    scan: (): LaserScan | undefined => this.scanNow(),
    command: (): TwistStamped | undefined => this.commandOf(0.5),
  };
  #node: RunningNode | undefined;

  constructor(overrides: Overrides = {}) {
    this.loopback = new Loopback({
      log: (_, severity, sentence) => this.logged.push(`${severity}: ${sentence}`),
    });
    this.bus = this.loopback.bus("peers");
    this.bus.subscribe(commandTopic("cmd_vel"), ({ twist }) =>
      this.given.push({ time: this.loopback.time, twist }),
    );
    this.bus.subscribe(TOPICS.decisions, (decision) => this.decisions.push(decision));
    this.bus.subscribe(TOPICS.supervisorState, (state) => (this.state = state));
    this.bus.subscribe(TOPICS.boot, ({ data }) => (this.boot = data));
    this.bus.advertise(TOPICS.tfStatic).publish(
      TFMessage.create({
        transforms: [
          TransformStamped.create({
            header: Header.create({ frame_id: "base_link" }),
            child_frame_id: "laser",
          }),
        ],
      }),
    );
    this.#publish();
    const bus = this.loopback.bus("safety_supervisor", overrides);
    this.#node = safetySupervisor.start(
      bus,
      bus.declare(safetySupervisor.parameters),
    ) as RunningNode;
  }

  run(seconds: Seconds): this {
    this.loopback.advance(this.loopback.time + seconds);
    return this;
  }

  async stop(): Promise<void> {
    await this.#node?.stop();
  }

  /** Last forward speed given [m/s]. */
  get speed(): number {
    return this.given.at(-1)?.twist.linear.x ?? NaN;
  }

  header(frame_id: string): Header {
    return Header.create({ stamp: stampOf(this.loopback.time), frame_id });
  }

  commandOf(vx: number, wz = 0): TwistStamped {
    const twist = Twist.create({
      linear: Vector3.create({ x: vx }),
      angular: Vector3.create({ z: wz }),
    });
    return { header: this.header("base_link"), twist };
  }

  bodyNow(): BodyState {
    const points = [0, 1, 2, 3, 4, 5, 6, 7].map((k) =>
      Point32.create({
        x: 0.25 * Math.cos((k * Math.PI) / 4),
        y: 0.25 * Math.sin((k * Math.PI) / 4),
      }),
    );
    return BodyState.create({
      header: this.header("odom"),
      footprint: Polygon.create({ points }),
      braking: 2,
      latency: 0.05,
    });
  }

  scanNow(): LaserScan {
    const scan = scanFrom(this.land, { x: 0, y: 0, yaw: 0 }, this.loopback.time);
    return LaserScan.create({
      header: this.header("laser"),
      angle_min: scan.angleMin,
      angle_increment: scan.angleIncrement,
      range_min: scan.rangeMin,
      range_max: scan.rangeMax,
      ranges: scan.ranges,
    });
  }

  #publish(): void {
    const body = this.bus.advertise(TOPICS.body);
    const scan = this.bus.advertise(TOPICS.scan);
    const command = this.bus.advertise(commandTopic("cmd_vel_in"));
    const say = <T>(message: T | undefined, send: (message: T) => void): void =>
      message === undefined ? undefined : send(message);
    this.bus.every(0.02, "steady", () => say(this.sources.body(), (m) => body.publish(m)));
    this.bus.every(0.1, "steady", () => say(this.sources.scan(), (m) => scan.publish(m)));
    this.bus.every(0.05, "steady", () => say(this.sources.command(), (m) => command.publish(m)));
  }
}
