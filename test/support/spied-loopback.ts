import { Loopback } from "../../src/bus/loopback.ts";
import type { Bus } from "../../src/bus/port.ts";

/** Who asked for which topic, as `node topic`. */
export type Asked = { readonly reads: Set<string>; readonly writes: Set<string> };

/**
 * Writes down every topic that any node reads or publishes on any loopback bus made until `restore` is called.
 */
export function spyOnLoopback(): Asked & { restore(): void } {
  const reads = new Set<string>();
  const writes = new Set<string>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the loopback as `this` below
  const make = Loopback.prototype.bus;
  Loopback.prototype.bus = function (this: Loopback, node, overrides): Bus {
    const bus = make.call(this, node, overrides);
    return {
      ...bus,
      subscribe: (topic, receive, refuse) => {
        reads.add(`${node} ${topic.name}`);
        return bus.subscribe(topic, receive, refuse);
      },
      tap: (topic, receive) => {
        reads.add(`${node} ${topic.name}`);
        return bus.tap(topic, receive);
      },
      advertise: (topic) => {
        writes.add(`${node} ${topic.name}`);
        return bus.advertise(topic);
      },
    };
  };
  return {
    reads,
    writes,
    restore: () => {
      Loopback.prototype.bus = make;
    },
  };
}
