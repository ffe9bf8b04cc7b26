import type { Seconds } from "../quantity/time.ts";
import type { Arrival, Endpoint, Publisher, Refusal, Topic } from "./port.ts";

/** Topics of the loopback bus: who reads, who writes, and what late readers still get. */

/** Whatever takes a message off a topic. */
export type Reader = {
  readonly node: string;
  /** Takes a message as a value; refuses bytes that are none. */
  take(letter: Letter, received: Seconds): void;
};

type Content = { readonly message: unknown } | { readonly bytes: Uint8Array };

/** A message on its way, as a value or as bytes; the other form is made once, when somebody wants it. */
export class Letter {
  readonly topic: Topic<unknown>;
  #value: { readonly message: unknown } | undefined;
  #bytes: Uint8Array | undefined;

  constructor(topic: Topic<unknown>, content: Content) {
    this.topic = topic;
    if ("bytes" in content) {
      this.#bytes = content.bytes;
    } else {
      this.#value = content;
    }
  }

  /** Its size on the wire; 0 where nothing was encoded [bytes]. */
  get size(): number {
    return this.#bytes?.length ?? 0;
  }

  bytes(): Uint8Array {
    return (this.#bytes ??= this.topic.type.encode(this.#value?.message));
  }

  /** @throws RangeError when the bytes are no such message. */
  message(): unknown {
    this.#value ??= { message: this.topic.type.decode(this.bytes()) };
    return this.#value.message;
  }
}

/** A letter for those who read its topic when it was sent. */
export class Parcel {
  readonly letter: Letter;
  readonly #channel: Channel;
  readonly #readers: readonly Reader[];

  constructor(letter: Letter, channel: Channel, readers: readonly Reader[]) {
    this.letter = letter;
    this.#channel = channel;
    this.#readers = readers;
  }

  /** Hands the letter to readers that are still there. */
  deliver(received: Seconds): void {
    const { readers } = this.#channel;
    for (const reader of this.#readers) {
      if (this.#channel.list === this.#readers || readers.has(reader)) {
        reader.take(this.letter, received);
      }
    }
  }
}

export type Send = (parcel: Parcel) => void;

type Writer = { readonly node: string; readonly type: string; readonly kept: Letter[] };
type Channel = {
  /** Readers with the type each reads. */
  readonly readers: Map<Reader, string>;
  readonly writers: Set<Writer>;
  /** The readers as a list, a new one whenever one comes or goes: a message goes to those of its moment. */
  list: readonly Reader[];
};

export class Channels {
  readonly #channels = new Map<string, Channel>();
  readonly #send: Send;
  readonly #seal: (topic: Topic<unknown>, message: unknown) => Letter;

  /** @param seal - Makes a letter of a message: as a value, or encoded at once as a real wire would. */
  constructor(send: Send, seal: (topic: Topic<unknown>, message: unknown) => Letter) {
    this.#send = send;
    this.#seal = seal;
  }

  advertise<T>(node: string, topic: Topic<T>): Publisher<T> {
    const channel = this.#at(topic.name);
    const writer: Writer = { node, type: topic.type.name, kept: [] };
    channel.writers.add(writer);
    return {
      close: () => channel.writers.delete(writer),
      subscribers: () => channel.readers.size,
      publish: (message) => {
        if (!channel.writers.has(writer)) {
          return;
        }
        const letter = this.#seal(topic, message);
        if (topic.qos.durability === "transient-local") {
          writer.kept.push(letter);
          writer.kept.splice(0, writer.kept.length - topic.qos.depth);
        }
        this.#post(letter, channel);
      },
    };
  }

  /** Adds a reader; what transient-local writers kept is sent to it. */
  listen(topic: Topic<unknown>, reader: Reader): () => void {
    const channel = this.#at(topic.name);
    channel.readers.set(reader, topic.type.name);
    channel.list = [...channel.readers.keys()];
    if (topic.qos.durability === "transient-local") {
      for (const writer of channel.writers) {
        writer.kept.forEach((letter) => this.#send(new Parcel(letter, channel, [reader])));
      }
    }
    return () => {
      channel.readers.delete(reader);
      channel.list = [...channel.readers.keys()];
    };
  }

  /** Sends bytes from nowhere, as another process would. */
  inject(topic: Topic<unknown>, bytes: Uint8Array): void {
    this.#post(new Letter(topic, { bytes }), this.#at(topic.name));
  }

  publishers(node: string, name: string): readonly Endpoint[] {
    return [...this.#at(name).writers].map((writer) => endpoint(node, writer.node, writer.type));
  }

  subscriptions(node: string, name: string): readonly Endpoint[] {
    return [...this.#at(name).readers].map(([reader, type]) => endpoint(node, reader.node, type));
  }

  #post(letter: Letter, channel: Channel): void {
    if (channel.list.length > 0) {
      this.#send(new Parcel(letter, channel, channel.list));
    }
  }

  #at(name: string): Channel {
    const full = name.startsWith("/") ? name : `/${name}`;
    const found = this.#channels.get(full);
    if (found !== undefined) {
      return found;
    }
    const made: Channel = { readers: new Map(), writers: new Set(), list: [] };
    this.#channels.set(full, made);
    return made;
  }
}

/** An endpoint as the asking node sees it. */
function endpoint(asking: string, node: string, type: string): Endpoint {
  return { node: `/${node}`, own: node === asking ? "own" : "foreign", type };
}

/** Reads messages; bytes that are none are refused. */
export function readMessages(
  node: string,
  guard: (act: () => unknown) => void,
  receive: (message: unknown, arrival: Arrival) => unknown,
  refuse: (refusal: Refusal) => unknown,
): Reader {
  return {
    node,
    take: (letter, received) =>
      guard(() => {
        let message: unknown;
        try {
          message = letter.message();
        } catch (error) {
          return refuse(refusalOf(letter.topic, received, error));
        }
        return receive(message, { received, size: letter.size });
      }),
  };
}

/** Reads bytes as they are. */
export function readBytes(
  node: string,
  guard: (act: () => unknown) => void,
  receive: (bytes: Uint8Array, arrival: Arrival) => unknown,
): Reader {
  return {
    node,
    take: (letter, received) =>
      guard(() => {
        const bytes = letter.bytes();
        return receive(bytes, { received, size: bytes.length });
      }),
  };
}

/** One sentence about bytes that are no message of their topic. */
export function refusalOf(
  topic: { readonly name: string; readonly type: { readonly name: string } },
  received: Seconds,
  error: unknown,
): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return {
    topic: topic.name,
    received,
    sentence: `a message on ${topic.name} is no ${topic.type.name}: ${why}`,
  };
}
