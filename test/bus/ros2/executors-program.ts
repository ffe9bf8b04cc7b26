import { Bool } from "../../../src/bus/messages/std-msgs.gen.ts";
import { openRos2 } from "../../../src/bus/ros2/index.ts";
import type { Topic } from "../../../src/bus/port.ts";

/** A reader that lives through what its first argument says, and tells the test. */

const FLOOD: Topic<Bool> = {
  name: "/executor_flood",
  type: Bool,
  qos: { reliability: "reliable", durability: "volatile", depth: 10 },
};

const { bus, shutdown } = await openRos2({ node: "reader", args: [] });
const rest = async (ms: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, ms));

let got = 0;
const acts: { readonly [name: string]: () => void | Promise<void> } = {
  /** Nothing but the bus keeps the process from ending. */
  wait: () => {
    bus.subscribe(FLOOD, () => undefined);
    process.send?.({ waits: true });
    process.once("message", () => {
      shutdown();
      process.disconnect();
    });
    process.channel?.unref();
  },

  /** Subscribes and ends again and again while messages come in, with the garbage collected in between. */
  churn: async () => {
    for (let i = 0; i < 100; i++) {
      const subscriptions = Array.from({ length: 3 }, () => bus.subscribe(FLOOD, () => got++));
      await rest(i % 10 === 0 ? 60 : i % 4);
      subscriptions.forEach((subscription) => subscription.close());
      globalThis.gc?.();
    }
    shutdown();
    process.send?.({ got });
    process.disconnect();
  },

  /** Is called back on a schedule through a stall, until it has had enough; one timer ends another. */
  ticks: async () => {
    const period = 0.02;
    const start = performance.now() / 1000;
    const late: number[] = [];
    let others = 0;
    await new Promise<void>((resolve) => {
      const other = bus.every(0.005, "steady", () => others++);
      const timer = bus.every(period, "steady", () => {
        const at = performance.now() / 1000 - start;
        late.push(at - Math.floor(at / period) * period);
        if (late.length === 20) {
          other.cancel();
          const until = performance.now() + 110;
          while (performance.now() < until) {
            // stalled
          }
        } else if (late.length === 40) {
          timer.cancel();
          resolve();
        }
      });
    });
    const took = performance.now() / 1000 - start;
    const before = others;
    await rest(50);
    process.send?.({ calls: late.length, took, others, more: others - before });
    shutdown();
    process.disconnect();
  },

  /** Ends as a process does that was told to, with nothing closed. */
  exit: () => {
    bus.subscribe(FLOOD, () => {
      got++;
      if (got === 50) {
        process.exit(0);
      }
    });
  },
};
await acts[process.argv[2] ?? ""]?.();
