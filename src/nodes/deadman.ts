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

/** How often the graph is asked who else speaks to it, and to the base [s]. */
const GRAPH_PERIOD: Seconds = 0.05;

/**
 * Beside a base without a command time-out of its own: hands on what the supervisor gives, and zero as soon as the
 * supervisor falls silent, until it speaks again; zero too while a second one speaks where only the supervisor may, or on
 * the base's own topic. It decides nothing else. It belongs on the computer that drives the motors: what ends with the
 * link to it is silence too.
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
  readonly #timers: readonly Timer[];
  readonly #topics: { readonly in: string; readonly out: string };
  #deadman: Deadman = SILENT;
  /** Who speaks beside the supervisor, or to the base beside this node; empty for nobody. */
  #foreign = "";
  #was: "alive" | "silent" = "silent";

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#settings = {
      timeout: parameters.timeout,
      stampTimeout: parameters.stamp_timeout,
      futureTolerance: parameters.future_tolerance,
    };
    this.#topics = { in: parameters.cmd_vel_topic, out: parameters.cmd_vel_base_topic };
    this.#give = openOutput(bus, parameters);
    this.#listen(parameters);
    this.#timers = [
      bus.every(PERIOD, "steady", () => this.#look()),
      bus.every(GRAPH_PERIOD, "steady", () => this.#watchGraph()),
    ];
    this.#give(Twist.create());
  }

  /** Leaves the base standing. */
  stop(): void {
    this.#timers.forEach((timer) => timer.cancel());
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
    if (heard.fault === undefined && this.#foreign === "") {
      this.#tell("alive");
      this.#give(twist);
    } else {
      this.#look();
    }
  }

  #look(): void {
    const alive = isAlive(this.#deadman, this.#bus.monotonic(), this.#settings);
    if (!alive) {
      this.#tell("silent");
    }
    if (!alive || this.#foreign !== "") {
      this.#give(Twist.create());
    }
  }

  /** Which of two speaks for the supervisor nobody can tell, so neither does. */
  #watchGraph(): void {
    const speakers = this.#bus.publishers(this.#topics.in);
    const besides = this.#bus.publishers(this.#topics.out).filter(({ own }) => own === "foreign");
    const foreign = [...(speakers.length > 1 ? speakers : []), ...besides];
    const names = foreign.map(({ node }) => node).join(" ");
    if (names !== this.#foreign) {
      this.#foreign = names;
      this.#bus.log(
        "warn",
        names === ""
          ? "nobody speaks beside the supervisor any more"
          : `several command the base (${names}): it gets zero`,
      );
      this.#look();
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
