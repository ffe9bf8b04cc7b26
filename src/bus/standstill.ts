import { Twist, type TwistStamped } from "./messages/geometry-msgs.gen.ts";
import type { Bus, Publisher, Topic } from "./port.ts";

/** Whether a node is held, or may move what it commands. */
export type Hold = "held" | "released";

/** A bus on which every motion that is published is a standstill while it is held; nothing else changes. */
export type HeldBus = {
  readonly bus: Bus;
  set(hold: Hold): void;
};

/**
 * Holds a node that must never fall silent: whatever twist it publishes, the base hears zero at the same rate.
 * @param hold - How it begins.
 */
export function holdMotions(bus: Bus, hold: Hold): HeldBus {
  let now = hold;
  const guarded = <T>(topic: Topic<T>, publisher: Publisher<T>): Publisher<T> => {
    const still = STILL[topic.type.name] as ((message: T) => T) | undefined;
    return still === undefined
      ? publisher
      : {
          ...publisher,
          publish: (message) => publisher.publish(now === "held" ? still(message) : message),
        };
  };
  return {
    bus: { ...bus, advertise: (topic) => guarded(topic, bus.advertise(topic)) },
    set: (next) => {
      now = next;
    },
  };
}

/** The same message as a standstill, by type. */
const STILL: { readonly [type: string]: unknown } = {
  "geometry_msgs/msg/Twist": () => Twist.create(),
  "geometry_msgs/msg/TwistStamped": ({ header }: TwistStamped): TwistStamped => ({
    header,
    twist: Twist.create(),
  }),
};
