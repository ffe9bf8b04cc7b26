import { setTimeout as pause } from "node:timers/promises";
import { Twist, TwistStamped, Vector3 } from "../../../bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import type { Bus } from "../../../bus/port.ts";
import { COMMAND_NAMES, commandTopic } from "../../../bus/topics.ts";
import { type Seconds, stampOf } from "../../../quantity/time.ts";

/** What it asks for [m/s]. */
const SPEED = 0.2;

/** Period of its commands [s]. */
const PERIOD: Seconds = 0.02;

/** While the base stands it begins again so often, each time from standstill, as whoever takes over must [s]. */
const AGAIN: Seconds = 1;
const NEUTRAL: Seconds = 0.1;

/** What reached the base. */
export type Given = { readonly at: Seconds; readonly moves: "moves" | "stands" };

/** Commands a supervisor as autonomy would, and writes down what reaches the base. */
export class Witness {
  readonly #bus: Bus;
  #given: Given[] = [];

  /** @param base - Topic of the base. */
  constructor(bus: Bus, base: string) {
    this.#bus = bus;
    const commands = bus.advertise(commandTopic(COMMAND_NAMES.in));
    bus.every(PERIOD, "steady", () =>
      commands.publish(
        TwistStamped.create({
          header: Header.create({ stamp: stampOf(bus.now()), frame_id: "base_link" }),
          twist: Twist.create({ linear: Vector3.create({ x: this.#speed() }) }),
        }),
      ),
    );
    bus.subscribe(commandTopic(base), ({ twist: { linear, angular } }, { received }) => {
      const stands = linear.x === 0 && linear.y === 0 && angular.z === 0;
      this.#given.push({ at: received, moves: stands ? "stands" : "moves" });
    });
  }

  #speed(): number {
    const stands = this.since(this.now() - NEUTRAL).every(({ moves }) => moves === "stands");
    return stands && this.now() % AGAIN < NEUTRAL ? 0 : SPEED;
  }

  /** Monotonic time [s]. */
  now(): Seconds {
    return this.#bus.monotonic();
  }

  /** What reached the base since a time. */
  since(time: Seconds): readonly Given[] {
    return this.#given.filter(({ at }) => at >= time);
  }

  forget(): void {
    this.#given = [];
  }

  /** Whether the base moves for so long without a pause [s]; false when it does not within `patience` [s]. */
  async moves(steady: Seconds, patience: Seconds): Promise<boolean> {
    const deadline = this.now() + patience;
    while (this.now() < deadline) {
      const recent = this.since(this.now() - steady);
      const enough = recent.length >= (0.7 * steady) / PERIOD;
      if (enough && recent.every(({ moves }) => moves === "moves")) {
        return true;
      }
      await pause(10);
    }
    return false;
  }

  /** The first time from `since` on at which the base was told to stand; undefined when not within `patience` [s]. */
  async stands(since: Seconds, patience: Seconds): Promise<Seconds | undefined> {
    const deadline = since + patience;
    for (;;) {
      const zero = this.since(since).find(({ moves }) => moves === "stands");
      if (zero !== undefined || this.now() > deadline) {
        return zero?.at;
      }
      await pause(5);
    }
  }
}
