import type { Seconds } from "../../quantity/time.ts";
import { DrivenTimers } from "../driven-timers.ts";
import type { Guard } from "../fault.ts";
import type { Bus, ClockName, Owner, Timer } from "../port.ts";
import { nameHere, TOPICS } from "../topics.ts";
import { SimulatedClock, SystemClock } from "./clock.ts";
import { listPublishers, listSubscriptions } from "./graph.ts";
import type { Log } from "./log.ts";
import type { RosNode } from "./node.ts";
import { OwnEndpoints } from "./own-endpoints.ts";
import { Callers, serve } from "./services.ts";
import { everySteady } from "./steady-timers.ts";
import { advertise, monotonic, subscribe, tap } from "./topics.ts";

/** What the bus of a ROS 2 node is made of. */
export type Parts = {
  readonly node: RosNode;
  readonly guard: Guard;
  readonly log: Log;
  readonly useSimTime: boolean;
  readonly declare: Bus["declare"];
};

/** The port on a ROS 2 node, and a function that ends its timers. */
export function makeBus(parts: Parts): { readonly bus: Bus; readonly stopTimers: () => void } {
  const { node, guard, log, useSimTime } = parts;
  const publishers = new OwnEndpoints();
  const readers = new OwnEndpoints();
  const callers = new Callers(node, guard);
  const time = makeTime(parts);
  const full = (topic: { readonly name: string; readonly owner?: Owner }): string =>
    node.resolve(here(topic).name);
  const bus: Bus = {
    kind: "ros2",
    node: node.name,
    namespace: node.namespace,
    clock: useSimTime ? "simulated" : "system",
    now: time.now,
    monotonic,
    advertise: (topic) => publishers.counted(full(topic), advertise(node, here(topic))),
    subscribe: (topic, receive, refuse) =>
      readers.counted(
        full(topic),
        subscribe(node, guard, here(topic), receive, (refusal) =>
          refuse === undefined
            ? log("warn", refusal.sentence)
            : refuse({ ...refusal, topic: topic.name }),
        ),
      ),
    tap: (topic, receive) => readers.counted(full(topic), tap(node, guard, here(topic), receive)),
    serve: (service, answer) => serve(node, guard, here(service), answer),
    call: async (service, request, timeout) => await callers.call(here(service), request, timeout),
    every: time.every,
    publishers: (name) => listPublishers(node, publishers, name),
    subscriptions: (name) => listSubscriptions(node, readers, name),
    declare: parts.declare,
    log,
  };
  return { bus, stopTimers: time.stop };
}

function here<E extends { readonly name: string; readonly owner?: Owner }>(entity: E): E {
  return { ...entity, name: nameHere(entity) };
}

type Time = {
  readonly now: () => Seconds;
  readonly every: (period: Seconds, clock: ClockName, tick: () => void) => Timer;
  readonly stop: () => void;
};

/** Both clocks and their timers. Under `use_sim_time` ROS time and `ros` timers follow `/clock`. */
function makeTime({ node, guard, useSimTime }: Parts): Time {
  const running = new Set<Timer>();
  const driven = new DrivenTimers((tick) => tick());
  const simulated = new SimulatedClock((time) => driven.reach(time));
  const system = new SystemClock();
  if (useSimTime) {
    subscribe(
      node,
      guard,
      TOPICS.clock,
      (message) => simulated.follow(message),
      () => undefined,
    );
  }
  const now = useSimTime ? () => simulated.now() : () => system.now();
  return {
    now,
    every: (period, clock, tick) => {
      const act = (): void => guard(`a ${clock} timer`, tick);
      const timer =
        clock === "ros" && useSimTime ? driven.every(now(), period, act) : everySteady(period, act);
      running.add(timer);
      return {
        cancel: () => {
          running.delete(timer);
          timer.cancel();
        },
      };
    },
    stop: () => running.forEach((timer) => timer.cancel()),
  };
}
