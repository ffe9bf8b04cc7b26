import { setTimeout as pause } from "node:timers/promises";
import { Twist, TwistStamped, Vector3 } from "../../../bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import type { Bus, Publisher, Timer } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic } from "../../../bus/topics.ts";
import { type Seconds, stampOf } from "../../../quantity/time.ts";

/** What it asks for [m/s]. */
const SPEED = 0.2;

/** Period of its commands [s]. */
export const COMMAND_PERIOD: Seconds = 0.02;

/** Whoever takes over begins from standstill [s]. */
const NEUTRAL: Seconds = 0.1;

/** How its voice ends: it says no more, or it is taken off the graph. */
export type Cut = "silent" | "closed";

/** Commands a supervisor as autonomy would, until it is cut off at some instant. */
export class Autonomy {
  readonly #bus: Bus;
  readonly #readers: number;
  #publisher: Publisher<TwistStamped> | undefined;
  #timer: Timer | undefined;
  /** When it spoke last, monotonic clock [s]. */
  spoke: Seconds = -Infinity;

  /** @param readers - How many hear it before it begins [1]. */
  constructor(bus: Bus, readers = 1) {
    this.#bus = bus;
    this.#readers = readers;
  }

  /** Begins from standstill; resolves when it asks for motion. */
  async begin(patience: Seconds): Promise<void> {
    const publisher = (this.#publisher ??= this.#bus.advertise(commandTopic(COMMAND_NAMES.in)));
    const began = this.#bus.monotonic();
    while (publisher.subscribers() < this.#readers && this.#bus.monotonic() < began + patience) {
      await pause(5);
    }
    const neutral = this.#bus.monotonic() + NEUTRAL;
    this.#timer = this.#bus.every(COMMAND_PERIOD, "steady", () =>
      this.#say(this.#bus.monotonic() < neutral ? 0 : SPEED),
    );
    await pause(1000 * NEUTRAL);
  }

  cut(how: Cut): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (how === "closed") {
      this.#publisher?.close();
      this.#publisher = undefined;
    }
  }

  #say(x: number): void {
    this.spoke = this.#bus.monotonic();
    this.#publisher?.publish(
      TwistStamped.create({
        header: Header.create({ stamp: stampOf(this.#bus.now()), frame_id: "base_link" }),
        twist: Twist.create({ linear: Vector3.create({ x }) }),
      }),
    );
  }
}
