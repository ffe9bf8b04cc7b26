import { randomUUID } from "node:crypto";
import type { Seconds } from "../../quantity/time.ts";
import { stampOf } from "../../quantity/time.ts";
import { Status } from "../messages/bond.gen.ts";
import { Header } from "../messages/std-msgs.gen.ts";
import type { Bus, Publisher, Timer, Topic } from "../port.ts";

/** Of `bondcpp`: reliable, and deep enough for every node of a robot. */
const TOPIC: Topic<Status> = {
  name: "/bond",
  owner: "robot",
  type: Status,
  qos: { reliability: "reliable", durability: "volatile", depth: 100 },
};

/** How often it says that it is there, as Nav2's own nodes do, and the silence it would take for the other's end [s]. */
const PERIOD: Seconds = 0.1;
const TIMEOUT: Seconds = 4;

/** How long it says that it goes where nobody answers that [s], as `bondcpp` has it. */
const FAREWELL: Seconds = 2;

/**
 * A managed node's half of the bond that Nav2's manager of lifecycles asks of a node it activated (its parameter
 * `bond_timeout`): a heartbeat while the node is active, and word when it no longer is. What the manager does, or that it falls
 * silent, moves nothing here and stops nothing: a robot stands by its own red lines. The protocol is that of `bondcpp`.
 */
export class Bond {
  readonly #bus: Bus;
  readonly #id: string;
  readonly #publisher: Publisher<Status>;
  #instance = "";
  /** The other side in this life; empty before it was heard. */
  #sister = "";
  #says: "there" | "going" | "nothing" = "nothing";
  #goneAt: Seconds = Infinity;
  #timer: Timer | undefined;

  /** @throws Ros2Error when this ROS 2 has no such message. */
  constructor(bus: Bus, id: string) {
    this.#bus = bus;
    this.#id = id;
    this.#publisher = bus.advertise(TOPIC);
    bus.subscribe(TOPIC, (status) => this.#hear(status));
  }

  /** The node became active: a new life of the bond. */
  form(): void {
    this.#instance = randomUUID();
    this.#sister = "";
    this.#says = "there";
    this.#goneAt = Infinity;
    this.#timer ??= this.#bus.every(PERIOD, "steady", () => this.#beat());
    this.#say();
  }

  /** The node is active no longer. */
  end(): void {
    if (this.#says === "there") {
      this.#says = "going";
      this.#goneAt = this.#bus.monotonic() + FAREWELL;
      this.#say();
    }
  }

  #beat(): void {
    if (this.#bus.monotonic() > this.#goneAt) {
      this.#fallSilent();
    } else {
      this.#say();
    }
  }

  /**
   * The other side ends it, or answers that this one does. Messages and services overtake each other: whoever was not there
   * in this life ends a former one.
   */
  #hear({ id, instance_id, active }: Status): void {
    if (id !== this.#id || instance_id === this.#instance || this.#says === "nothing") {
      return;
    }
    if (active) {
      this.#sister = instance_id;
      return;
    }
    if (this.#says === "there") {
      if (instance_id !== this.#sister) {
        return;
      }
      this.#says = "going";
      this.#say();
    }
    this.#fallSilent();
  }

  #fallSilent(): void {
    this.#says = "nothing";
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #say(): void {
    this.#publisher.publish(
      Status.create({
        header: Header.create({ stamp: stampOf(this.#bus.now()) }),
        id: this.#id,
        instance_id: this.#instance,
        active: this.#says === "there",
        heartbeat_timeout: TIMEOUT,
        heartbeat_period: PERIOD,
      }),
    );
  }
}
