import { feedLongHall } from "../../../nodes/long-hall.ts";
import { openBus } from "../../open-bus.ts";
import { listenForEnd } from "../../listen-for-end.ts";
import { type Command, NO_WORDS, type NoOptions } from "../../usage.ts";

/** Tells a supervisor of a robot in a long hall, so that it passes commands on; of no use but to a benchmark. */
export const feed: Command<NoOptions> = {
  name: "feed",
  summary: "Tells a supervisor of a robot in a long hall, for `coalign bench relay`.",
  words: NO_WORDS,
  options: {},
  run: async () => {
    const { ended } = listenForEnd();
    const open = await openBus("relay_feed", []);
    feedLongHall(open.bus);
    await ended;
    open.shutdown();
    if (process.connected) {
      process.disconnect();
    }
    return 0;
  },
};
