import { Twist, TwistStamped } from "../bus/messages/geometry-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { ParameterError } from "../bus/parameters.ts";
import type { Bus, NodeDefinition, RunningNode, Timer } from "../bus/port.ts";
import { commandTopic, plainCommandTopic } from "../bus/topics.ts";
import { type Deadman, hear, isAlive, type Settings, SILENT } from "../deadman/deadman.ts";
import { secondsOf, type Seconds, stampOf } from "../quantity/time.ts";
import { PARAMETERS, type Parameters } from "./deadman-parameters.ts";

/** How often it looks, and gives zero while there is silence [s]. */
const PERIOD: Seconds = 0.01;

/**
 * Beside a base without a command time-out of its own: hands on what the supervisor gives, and zero as soon as the
 * supervisor falls silent, until it speaks again. It decides nothing else. It belongs on the computer that drives the
 * motors: what ends with the link to it is silence too.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | parameter `cmd_vel_topic` | TwistStamped or Twist | in | as the supervisor gives |
 * | parameter `cmd_vel_base_topic` | TwistStamped or Twist | out | as it comes; zero at 100 Hz in silence |
 */
export const deadman: NodeDefinition<typeof PARAMETERS> = {
  name: "deadman",
  parameters: PARAMETERS,
  start: (bus, parameters) => {
    if (fullName(parameters.cmd_vel_topic) === fullName(parameters.cmd_vel_base_topic)) {
      throw new ParameterError(
        `deadman: parameter 'cmd_vel_base_topic' must be a topic of its own, and not '${parameters.cmd_vel_topic}', ` +
          "on which the supervisor speaks",
      );
    }
    return new Guard(bus, parameters);
  },
};

function fullName(topic: string): string {
  return topic.startsWith("/") ? topic : `/${topic}`;
}

class Guard implements RunningNode {
  readonly #bus: Bus;
  readonly #settings: Settings;
  readonly #give: (twist: Twist) => void;
  readonly #timer: Timer;
  #deadman: Deadman = SILENT;
  #was: "alive" | "silent" = "silent";

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#settings = {
      timeout: parameters.timeout,
      stampTimeout: parameters.stamp_timeout,
      futureTolerance: parameters.future_tolerance,
    };
    this.#give = openOutput(bus, parameters);
    this.#listen(parameters);
    this.#timer = bus.every(PERIOD, "steady", () => this.#look());
    this.#give(Twist.create());
  }

  /** Leaves the base standing. */
  stop(): void {
    this.#timer.cancel();
    this.#deadman = SILENT;
    this.#give(Twist.create());
  }

  #listen({ cmd_vel_topic, enable_stamped_cmd_vel }: Parameters): void {
    const refuse = (): void => this.#take(UNREADABLE, undefined);
    if (enable_stamped_cmd_vel) {
      this.#bus.subscribe(
        commandTopic(cmd_vel_topic),
        ({ header, twist }) => this.#take(twist, secondsOf(header.stamp)),
        refuse,
      );
    } else {
      const receive = (twist: Twist): void => this.#take(twist, undefined);
      this.#bus.subscribe(plainCommandTopic(cmd_vel_topic), receive, refuse);
    }
  }

  #take(twist: Twist, stamp: Seconds | undefined): void {
    const moment = { now: this.#bus.monotonic(), time: this.#bus.now() };
    const { linear, angular } = twist;
    const components = [linear.x, linear.y, linear.z, angular.x, angular.y, angular.z];
    const heard = hear(this.#deadman, { components, stamp }, moment, this.#settings);
    this.#deadman = heard.deadman;
    if (heard.fault === undefined) {
      this.#tell("alive");
      this.#give(twist);
    } else {
      this.#look();
    }
  }

  #look(): void {
    if (!isAlive(this.#deadman, this.#bus.monotonic(), this.#settings)) {
      this.#tell("silent");
      this.#give(Twist.create());
    }
  }

  #tell(state: "alive" | "silent"): void {
    if (state !== this.#was) {
      this.#was = state;
      this.#bus.log(
        "warn",
        state === "alive"
          ? "the supervisor speaks: the base gets what it gives"
          : "the supervisor is silent: the base gets zero",
      );
    }
  }
}

/** The base's own topic, and the only one it speaks on. */
function openOutput(bus: Bus, parameters: Parameters): (twist: Twist) => void {
  const { cmd_vel_base_topic, enable_stamped_cmd_vel_base, base_frame } = parameters;
  if (!enable_stamped_cmd_vel_base) {
    const plain = bus.advertise(plainCommandTopic(cmd_vel_base_topic));
    return (twist) => plain.publish(twist);
  }
  const out = bus.advertise(commandTopic(cmd_vel_base_topic));
  return (twist) =>
    out.publish(
      TwistStamped.create({
        header: Header.create({ stamp: stampOf(bus.now()), frame_id: base_frame }),
        twist,
      }),
    );
}

/** Stands for a command that could not be read. */
const UNREADABLE = Twist.create({ linear: { x: NaN, y: NaN, z: NaN } });
