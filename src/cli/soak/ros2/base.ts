import { setTimeout as pause } from "node:timers/promises";
import type { Bus } from "../../../bus/port.ts";
import { commandTopic } from "../../../bus/topics.ts";
import { secondsOf, type Seconds } from "../../../quantity/time.ts";

/** A command as it reached the base. */
export type Heard = {
  /** When, on the monotonic clock of this process [s]. */
  readonly at: Seconds;
  /** What its sender says when it sent it, ROS time [s]. */
  readonly stamp: Seconds;
  readonly moves: "moves" | "stands";
  /** Frame of the command: whose it is, where several speak. */
  readonly frame: string;
};

/** Where a base would be: it writes down all it is told. */
export class Base {
  readonly #bus: Bus;
  #heard: Heard[] = [];

  /** @param hears - Called with each command besides. */
  constructor(bus: Bus, topic: string, hears: (heard: Heard) => void = () => undefined) {
    this.#bus = bus;
    bus.subscribe(commandTopic(topic), ({ header, twist }, { received: at }) => {
      const { linear, angular } = twist;
      const stands = linear.x === 0 && linear.y === 0 && angular.z === 0;
      const moves = stands ? "stands" : "moves";
      const heard: Heard = {
        at,
        stamp: secondsOf(header.stamp),
        moves,
        frame: header.frame_id,
      };
      this.#heard.push(heard);
      hears(heard);
    });
  }

  /** What it was told since a time [s]. */
  since(time: Seconds): readonly Heard[] {
    const first = this.#heard.findLastIndex(({ at }) => at < time) + 1;
    return this.#heard.slice(first);
  }

  forget(): void {
    this.#heard = [];
  }

  /** Whether so many commands in a row were motion; false when not within `patience` [s]. */
  async moves(inARow: number, patience: Seconds): Promise<boolean> {
    return await this.#becomes("moves", inARow, patience);
  }

  /** As `moves`. */
  async stands(inARow: number, patience: Seconds): Promise<boolean> {
    return await this.#becomes("stands", inARow, patience);
  }

  async #becomes(what: Heard["moves"], inARow: number, patience: Seconds): Promise<boolean> {
    const since = this.#bus.monotonic();
    for (const deadline = since + patience; this.#bus.monotonic() < deadline;) {
      const last = this.since(since).slice(-inARow);
      if (last.length === inARow && last.every(({ moves }) => moves === what)) {
        return true;
      }
      await pause(5);
    }
    return false;
  }
}
