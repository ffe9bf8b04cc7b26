import { secondsOf, type Seconds } from "../quantity/time.ts";
import { Agenda } from "./agenda.ts";
import { DrivenTimers } from "./driven-timers.ts";
import { type Fault, type Guard, makeGuard } from "./fault.ts";
import {
  Channels,
  Letter,
  type Parcel,
  readBytes,
  type Reader,
  readMessages,
} from "./loopback-channels.ts";
import { Post } from "./loopback-post.ts";
import { Services } from "./loopback-services.ts";
import type { Clock } from "./messages/rosgraph-msgs.gen.ts";
import { type Overrides, resolveParameters } from "./parameters.ts";
import type { Bus, ClockName, Severity, Subscription, Timer, Topic } from "./port.ts";
import { TOPICS } from "./topics.ts";

export type LoopbackOptions = {
  /** Where sentences of nodes go. */
  readonly log?: (node: string, severity: Severity, sentence: string) => void;
  /** Time a message of this topic takes [s]; none by default. */
  readonly delay?: (topicName: string) => Seconds;
  /** Told of what a callback threw, after it was logged. */
  readonly onFault?: (node: string, fault: Fault) => void;
  /**
   * How messages travel: `values` as they are, `bytes` encoded and decoded as on a real wire. Both must give the same;
   * `bytes` is slower and is what tests use to show it.
   */
  readonly wire?: "values" | "bytes";
};

/**
 * All nodes in one process, in lock-step with simulated time. A message is delivered after the callback that sent it
 * has ended, in the order of sending; nothing depends on the machine's speed, so the same inputs give the same bits.
 */
export class Loopback {
  readonly #options: LoopbackOptions;
  readonly #post = new Post();
  readonly #channels: Channels;
  readonly #services: Services;
  /** Messages that take time, and ends of waiting. */
  readonly #later = new Agenda();
  readonly #steady = new DrivenTimers((tick) => this.#post.run(tick));
  readonly #ros = new DrivenTimers((tick) => this.#post.run(tick));
  readonly #endpoints = new Map<string, Set<() => void>>();
  readonly #guards = new Map<string, Guard>();
  #time: Seconds = 0;
  #clock: Seconds | undefined;

  constructor(options: LoopbackOptions = {}) {
    this.#options = options;
    this.#channels = new Channels(
      (parcel) => this.#send(parcel),
      options.wire === "bytes"
        ? (topic, message) => new Letter(topic, { bytes: topic.type.encode(message) })
        : (topic, message) => new Letter(topic, { message }),
    );
    this.#services = new Services({
      ask: (node, where, act) => this.#post.send(() => this.#guard(node)(where, act)),
      after: (delay, act) => this.#later.add(this.#time + delay, act),
    });
    const follow = (message: unknown): void => this.#follow(secondsOf((message as Clock).clock));
    const keep = (act: () => unknown): void => this.#guard("")("the clock", act);
    this.#channels.listen(
      TOPICS.clock,
      readMessages("", keep, follow, () => undefined),
    );
  }

  /** Monotonic time of the simulation [s]. */
  get time(): Seconds {
    return this.#time;
  }

  /** Runs everything due up to and including a time [s]. */
  advance(to: Seconds): void {
    for (;;) {
      const ros = this.#clock === undefined ? this.#ros.next() : Infinity;
      const due = Math.min(this.#later.next(), this.#steady.next(), ros);
      if (due > to) {
        break;
      }
      this.#time = Math.max(this.#time, due);
      if (this.#later.next() <= due) {
        this.#post.run(this.#later.take() ?? (() => undefined));
      } else if (this.#steady.next() <= due) {
        this.#steady.reach(this.#time);
      } else {
        this.#ros.reach(this.#time);
      }
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

  /** Sends bytes on a topic, as a process elsewhere would: recordings, and messages nobody of ours would send. */
  inject(topic: Topic<unknown>, bytes: Uint8Array): void {
    this.#channels.inject(topic, bytes);
  }

  /** The bus of one node. */
  bus(node: string, overrides: Overrides = {}): Bus {
    const log = (severity: Severity, sentence: string): void =>
      this.#options.log?.(node, severity, sentence);
    const guard = this.#guard(node);
    const within =
      (where: string) =>
      (act: () => unknown): void =>
        guard(where, act);
    const listen = (topic: Topic<unknown>, reader: Reader): Subscription =>
      this.#own(node, this.#channels.listen(topic, reader));
    return {
      kind: "loopback",
      clock: "simulated",
      node,
      namespace: "/",
      now: () => this.#clock ?? this.#time,
      monotonic: () => this.#time,
      advertise: (topic) => {
        const publisher = this.#channels.advertise(node, topic);
        return { ...publisher, ...this.#own(node, () => publisher.close()) };
      },
      subscribe: (topic, receive, refuse) =>
        listen(
          topic,
          readMessages(
            node,
            within(`the subscription of ${topic.name}`),
            receive as (message: unknown, arrival: { received: Seconds; size: number }) => void,
            refuse ?? ((refusal) => log("warn", refusal.sentence)),
          ),
        ),
      tap: (topic, receive) =>
        listen(topic, readBytes(node, within(`the subscription of ${topic.name}`), receive)),
      serve: (service, answer) =>
        this.#own(
          node,
          this.#services.serve(node, service.name, answer as (request: unknown) => unknown),
        ),
      call: async (service, request, timeout) =>
        await this.#services.call(service, request, timeout),
      every: (period, clock, tick) => this.#every(node, period, clock, tick),
      publishers: (name) => this.#channels.publishers(node, name),
      subscriptions: (name) => this.#channels.subscriptions(node, name),
      declare: (specs) => resolveParameters(node, specs, overrides),
      log,
    };
  }

  #guard(node: string): Guard {
    const found = this.#guards.get(node);
    if (found !== undefined) {
      return found;
    }
    const made = makeGuard(
      (severity, sentence) => this.#options.log?.(node, severity, sentence),
      (fault) => this.#options.onFault?.(node, fault),
      () => this.#time,
    );
    this.#guards.set(node, made);
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

  #send(parcel: Parcel): void {
    const deliver = (): void => parcel.deliver(this.#time);
    const delay = this.#options.delay?.(parcel.letter.topic.name) ?? 0;
    if (delay > 0) {
      this.#later.add(this.#time + delay, deliver);
    } else {
      this.#post.send(deliver);
    }
  }

  #every(node: string, period: Seconds, clock: ClockName, tick: () => void): Timer {
    const guard = this.#guard(node);
    const act = (): void => guard(`a ${clock} timer`, tick);
    const timer =
      clock === "steady"
        ? this.#steady.every(this.#time, period, act)
        : this.#ros.every(this.#clock ?? this.#time, period, act);
    return { cancel: this.#own(node, () => timer.cancel()).close };
  }

  /** Simulated time went on: timers that follow it come due. */
  #follow(time: Seconds): void {
    this.#clock = time;
    this.#ros.reach(time);
  }
}
