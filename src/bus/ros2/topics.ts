import type { Seconds } from "../../quantity/time.ts";
import type { Arrival, Publisher, Refusal, Subscription, Topic } from "../port.ts";
import type { Guard } from "../fault.ts";
import { type Handle, Ros2Error } from "./native.ts";
import type { RosNode } from "./node.ts";
import { nativeQos } from "./quality.ts";
import { splitTypeName } from "./type-name.ts";

/** Messages in and out, as CDR bytes through our own codecs. */

/** @throws Ros2Error when this ROS 2 has no such type or refuses the name. */
export function advertise<T>(node: RosNode, topic: Topic<T>): Publisher<T> {
  const { native } = node;
  const { packageName, folder, name } = splitTypeName(topic.type.name);
  const handle = make(topic, () =>
    native.createPublisher(
      node.handle,
      packageName,
      folder,
      name,
      topic.name,
      nativeQos(topic.qos),
    ),
  );
  const { type } = topic;
  const release = node.keep(handle);
  let open = true;
  return {
    publish: (message) => {
      if (open) {
        native.publishRawMessage(handle, type.encode(message));
      }
    },
    subscribers: () => (open ? native.getSubscriptionCount(handle) : 0),
    close: () => {
      if (open) {
        open = false;
        release();
      }
    },
  };
}

/**
 * Takes bytes as they come, all that wait at a wake-up up to the topic's depth: rclnodejs takes one and hands back to its
 * thread, which makes bursts queue.
 * @throws Ros2Error when this ROS 2 has no such type or refuses the name.
 */
export function tap(
  node: RosNode,
  guard: Guard,
  topic: Topic<unknown>,
  receive: (bytes: Uint8Array, arrival: Arrival) => unknown,
): Subscription {
  const { native } = node;
  const { packageName, folder, name } = splitTypeName(topic.type.name);
  const options = { isRaw: true, qos: nativeQos(topic.qos) } as const;
  const handle = make(topic, () =>
    native.createSubscription(node.handle, packageName, folder, name, topic.name, options),
  );
  const where = `the subscription of ${topic.name}`;
  let open = true;
  // The events say how much came; of the other executor each call stands for as much as there is.
  const isCounted = node.executor === "events";
  const end = node.wait("subscription", handle, (arrivals) => {
    const most = isCounted ? Math.min(arrivals, topic.qos.depth) : topic.qos.depth;
    for (let taken = 0; taken < most && open; taken++) {
      const buffer = native.rclTakeRaw(handle);
      if (buffer === undefined) {
        return;
      }
      // No Buffer: what decodes was compiled for plain arrays, before the first message came.
      const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
      const arrival = { received: monotonic(), size: bytes.length };
      guard(where, () => receive(bytes, arrival));
    }
  });
  return {
    close: () => {
      open = false;
      end();
    },
  };
}

/** As `tap`, decoded; bytes that are no such message go to `refuse`, or into the log where nobody wants them. */
export function subscribe<T>(
  node: RosNode,
  guard: Guard,
  topic: Topic<T>,
  receive: (message: T, arrival: Arrival) => unknown,
  refuse: (refusal: Refusal) => unknown,
): Subscription {
  const { type } = topic;
  const name = node.resolve(topic.name);
  return tap(node, guard, topic, (bytes, arrival) => {
    let message: T;
    try {
      message = type.decode(bytes);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const sentence = `a message on ${name} is no ${type.name}: ${why}`;
      return refuse({ topic: name, received: arrival.received, sentence });
    }
    return receive(message, arrival);
  });
}

/** Monotonic time since the process began [s]. */
export function monotonic(): Seconds {
  return performance.now() / 1000;
}

function make(
  topic: { readonly name: string; readonly type: { readonly name: string } },
  create: () => Handle,
): Handle {
  try {
    return create();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Ros2Error(
      `${topic.name} of type ${topic.type.name} cannot be used here: ${text.split("\n")[0] ?? text}`,
    );
  }
}
