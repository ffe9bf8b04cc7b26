import type { Bus, Topic } from "../../bus/port.ts";

/** The newest message of one topic and when it came. */
export class Latest<T> {
  readonly topic: string;
  /** Counts the messages, so that a reader knows whether it has seen this one [1]. */
  version = 0;
  message: T | undefined;
  /** When it came, wall clock [s]. */
  at = -Infinity;

  /**
   * @param now - Wall clock that never jumps [s].
   * @param then - Called with each message.
   */
  constructor(bus: Bus, topic: Topic<T>, now: () => number, then?: (message: T) => void) {
    this.topic = topic.name;
    bus.subscribe(topic, (message) => {
      this.message = message;
      this.version += 1;
      this.at = now();
      then?.(message);
    });
  }

  /** Age of the newest message, wall clock; null when none ever came [s]. */
  age(now: number): number | null {
    return this.version === 0 ? null : rounded(now - this.at);
  }
}

/** To the millimetre or millisecond; what is not finite becomes null, as JSON has no word for it. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null;
}

/** As `rounded`, for fields where nothing but a number makes sense. */
export function roundedOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : otherwise;
}
