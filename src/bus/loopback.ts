import { secondsOf, type Seconds } from "../quantity/time.ts";
import { Agenda } from "./agenda.ts";
import type { Clock } from "./messages/rosgraph-msgs.gen.ts";
import {
  type Overrides,
  type ParameterSpecs,
  type ParameterValues,
  resolveParameters,
} from "./parameters.ts";
import type {
  Arrival,
  Bus,
  ClockName,
  Endpoint,
  Publisher,
  Service,
  Severity,
  Subscription,
  Timer,
  Topic,
} from "./port.ts";
import { TOPICS } from "./topics.ts";

/**
 * All nodes in one process, in lock-step with simulated time. A message is delivered after the callback that sent it
 * has ended, in the order of sending; nothing depends on the machine's speed, so the same inputs give the same bits.
 */
export type LoopbackOptions = {
  /** Where sentences of nodes go. */
  readonly log?: (node: string, severity: Severity, sentence: string) => void;
  /** Time a message of this topic takes [s]; none by default. */
  readonly delay?: (topicName: string) => Seconds;
};

type Reader = {
  readonly node: string;
  readonly receive: (message: unknown, arrival: Arrival) => void;
  readonly bytes: "bytes" | "message";
};

type Writer = { readonly node: string; readonly kept: unknown[]; readonly topic: Topic<unknown> };

type Channel = { readonly readers: Set<Reader>; readonly writers: Set<Writer> };

type Answer = { readonly node: string; readonly answer: (request: unknown) => unknown };

type Endpoints = Set<() => void>;

export class Loopback {
  readonly #options: LoopbackOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #services = new Map<string, Answer>();
  readonly #steady = new Agenda();
  readonly #simulated = new Agenda();
  readonly #endpoints = new Map<string, Endpoints>();
  #outbox: (() => void)[] = [];
  #time: Seconds = 0;
  #clock: Seconds | undefined;
  #busy = false;

  constructor(options: LoopbackOptions = {}) {
    this.#options = options;
    this.#channel(TOPICS.clock.name).readers.add({
      node: "",
      bytes: "message",
      receive: (message) => this.#follow(secondsOf((message as Clock).clock)),
    });
  }

  /** Monotonic time of the simulation [s]. */
  get time(): Seconds {
    return this.#time;
  }

  /** Runs everything due up to and including a time [s]. */
  advance(to: Seconds): void {
    for (;;) {
      const simulated = this.#clock === undefined ? this.#simulated.next() : Infinity;
      const due = Math.min(this.#steady.next(), simulated);
      if (due > to) {
        break;
      }
      this.#time = Math.max(this.#time, due);
      const act = simulated < this.#steady.next() ? this.#simulated.take() : this.#steady.take();
      this.#run(act ?? (() => undefined));
    }
    this.#time = Math.max(this.#time, to);
  }

  /** Ends every endpoint and timer of a node at once, as the end of its process would. */
  disconnect(node: string): void {
    for (const end of [...(this.#endpoints.get(node) ?? [])]) {
      end();
    }
    this.#endpoints.delete(node);
  }

  /** The bus of one node. */
  bus(node: string, overrides: Overrides = {}): Bus {
    return {
      kind: "loopback",
      node,
      now: () => this.#clock ?? this.#time,
      monotonic: () => this.#time,
      advertise: (topic) => this.#advertise(node, topic),
      subscribe: (topic, receive) =>
        this.#listen(node, topic, {
          node,
          bytes: "message",
          receive: receive as Reader["receive"],
        }),
      tap: (topic, receive) =>
        this.#listen(node, topic, { node, bytes: "bytes", receive: receive as Reader["receive"] }),
      serve: (service, answer) => this.#serve(node, service.name, answer as Answer["answer"]),
      call: async (service, request) => (await this.#call(service, request)) as never,
      every: (period, clock, tick) => this.#every(node, period, clock, tick),
      publishers: (name) => this.#publishers(node, name),
      declare: <S extends ParameterSpecs>(specs: S): ParameterValues<S> =>
        resolveParameters(node, specs, overrides),
      log: (severity, sentence) => this.#options.log?.(node, severity, sentence),
    };
  }

  #channel(name: string): Channel {
    const found = this.#channels.get(name);
    if (found !== undefined) {
      return found;
    }
    const made: Channel = { readers: new Set(), writers: new Set() };
    this.#channels.set(name, made);
    return made;
  }

  #own(node: string, end: () => void): { close: () => void } {
    const mine = this.#endpoints.get(node) ?? new Set();
    this.#endpoints.set(node, mine);
    const close = (): void => {
      mine.delete(close);
      end();
    };
    mine.add(close);
    return { close };
  }

  #advertise<T>(node: string, topic: Topic<T>): Publisher<T> {
    const channel = this.#channel(topic.name);
    const writer: Writer = { node, kept: [], topic: topic as Topic<unknown> };
    channel.writers.add(writer);
    const { close } = this.#own(node, () => channel.writers.delete(writer));
    return {
      close,
      subscribers: () => channel.readers.size,
      publish: (message) => {
        if (!channel.writers.has(writer)) {
          return;
        }
        if (topic.qos.durability === "transient-local") {
          writer.kept.push(message);
          writer.kept.splice(0, writer.kept.length - topic.qos.depth);
        }
        this.#send(writer.topic, message, channel.readers);
      },
    };
  }

  #send(topic: Topic<unknown>, message: unknown, readers: Iterable<Reader>): void {
    const to = [...readers];
    if (to.length === 0) {
      return;
    }
    let encoded: Uint8Array | undefined;
    const deliver = (): void => {
      for (const reader of to) {
        if (!this.#channel(topic.name).readers.has(reader)) {
          continue;
        }
        if (reader.bytes === "bytes") {
          encoded ??= topic.type.encode(message);
          const bytes = encoded;
          this.#guard(reader.node, () =>
            reader.receive(bytes, { received: this.#time, size: bytes.length }),
          );
        } else {
          this.#guard(reader.node, () =>
            reader.receive(message, { received: this.#time, size: 0 }),
          );
        }
      }
    };
    const delay = this.#options.delay?.(topic.name) ?? 0;
    if (delay > 0) {
      this.#steady.add(this.#time + delay, deliver);
      return;
    }
    this.#outbox.push(deliver);
    if (!this.#busy) {
      this.#run(() => undefined);
    }
  }

  #listen(node: string, topic: Topic<never> | Topic<unknown>, reader: Reader): Subscription {
    const channel = this.#channel(topic.name);
    channel.readers.add(reader);
    if (topic.qos.durability === "transient-local") {
      for (const writer of channel.writers) {
        writer.kept.forEach((message) => this.#send(writer.topic, message, [reader]));
      }
    }
    return this.#own(node, () => channel.readers.delete(reader));
  }

  #serve(node: string, name: string, answer: Answer["answer"]): Subscription {
    if (this.#services.has(name)) {
      throw new Error(
        `the service ${name} is already served by ${this.#services.get(name)?.node ?? ""}`,
      );
    }
    this.#services.set(name, { node, answer });
    return this.#own(node, () => this.#services.delete(name));
  }

  async #call(service: { readonly name: string }, request: unknown): Promise<unknown> {
    const served = this.#services.get(service.name);
    if (served === undefined) {
      throw new Error(`nobody serves ${service.name}`);
    }
    let result: unknown;
    this.#run(() => {
      result = served.answer(request);
    });
    return await Promise.resolve(result);
  }

  #every(node: string, period: Seconds, clock: ClockName, tick: () => void): Timer {
    const agenda = clock === "steady" ? this.#steady : this.#simulated;
    const now = (): Seconds => (clock === "steady" ? this.#time : (this.#clock ?? this.#time));
    const start = now();
    let calls = 0;
    let running = true;
    const { close } = this.#own(node, () => {
      running = false;
    });
    const schedule = (): void => {
      calls = Math.max(calls + 1, Math.floor((now() - start) / period + 1e-9) + 1);
      agenda.add(start + calls * period, () => {
        if (running) {
          this.#guard(node, tick);
          schedule();
        }
      });
    };
    schedule();
    return { cancel: close };
  }

  #publishers(node: string, name: string): readonly Endpoint[] {
    const full = name.startsWith("/") ? name : `/${name}`;
    return [...this.#channel(full).writers].map((writer) => ({
      node: `/${writer.node}`,
      own: writer.node === node ? "own" : "foreign",
    }));
  }

  /** Simulated time went on: timers that follow it come due. */
  #follow(time: Seconds): void {
    this.#clock = time;
    while (this.#simulated.next() <= time + 1e-9) {
      const act = this.#simulated.take();
      act?.();
    }
  }

  #run(act: () => void): void {
    if (this.#busy) {
      act();
      return;
    }
    this.#busy = true;
    try {
      act();
      while (this.#outbox.length > 0) {
        const letters = this.#outbox;
        this.#outbox = [];
        for (const letter of letters) {
          letter();
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  #guard(node: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.log?.(
        node,
        "error",
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
    }
  }
}
