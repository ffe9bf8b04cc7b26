import { secondsOf, type Seconds } from "../../quantity/time.ts";
import type { Clock } from "../messages/rosgraph-msgs.gen.ts";

/** A step of the system clock against the monotonic one that is taken over [s]; less is the grain of `Date.now`. */
const STEP = 0.002;

/**
 * The system clock in microseconds instead of milliseconds: the monotonic clock, moved along when the system clock is set.
 * The two readings are arguments so that a test can set them.
 */
export class SystemClock {
  readonly #system: () => Seconds;
  readonly #monotonic: () => Seconds;
  #offset: Seconds;

  constructor(
    system: () => Seconds = () => Date.now() / 1000,
    monotonic: () => Seconds = () => performance.now() / 1000,
  ) {
    this.#system = system;
    this.#monotonic = monotonic;
    this.#offset = system() - monotonic();
  }

  now(): Seconds {
    const time = this.#monotonic() + this.#offset;
    const truth = this.#system();
    if (Math.abs(time - truth) <= STEP) {
      return time;
    }
    this.#offset += truth - time;
    return truth;
  }
}

/** ROS time under `use_sim_time`: 0 until somebody publishes `/clock`, as in every client library. */
export class SimulatedClock {
  readonly #reached: (time: Seconds) => void;
  #time: Seconds = 0;

  /** @param reached - Called with every time that comes [s]. */
  constructor(reached: (time: Seconds) => void) {
    this.#reached = reached;
  }

  now(): Seconds {
    return this.#time;
  }

  follow(message: Clock): void {
    this.#time = secondsOf(message.clock);
    this.#reached(this.#time);
  }
}
