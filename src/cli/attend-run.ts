import { attend } from "./attend.ts";
import type { AttendantMessage, AttendantOrder } from "./attendant-talk.ts";
import { openBus } from "./open-bus.ts";
import { type Command, NO_WORDS, type NoOptions } from "./usage.ts";

/** Watches a run for the process that started it; of no use from a terminal. */
export const attendRun: Command<NoOptions> = {
  name: "attend",
  summary: "Watches a run for `coalign start`.",
  words: { ...NO_WORDS, rosArgs: true },
  options: {},
  run: async ({ rosArgs }) => {
    if (process.send === undefined) {
      throw new Error("coalign attend is started by coalign start");
    }
    const ended = new Promise<void>((resolve) => {
      process.once("disconnect", resolve);
      process.once("SIGINT", resolve);
    });
    const open = await openBus("evaluation", rosArgs);
    await attend(
      open.bus,
      send,
      (receive) => {
        process.on("message", (order) => receive(order as AttendantOrder));
      },
      ended,
    );
    open.shutdown();
    if (process.connected) {
      process.disconnect();
    }
    return 0;
  },
};

function send(message: AttendantMessage): void {
  if (process.connected) {
    process.send?.(message);
  }
}
