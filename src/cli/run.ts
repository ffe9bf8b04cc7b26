import { nearestWord } from "../world/scenario/nearest-word.ts";
import { favour } from "./favour.ts";
import { loadNode, NODE_NAMES, warmUpNode } from "./nodes.ts";
import { openBus, type OpenBus } from "./open-bus.ts";
import { type Command, UsageError, type NoOptions } from "./usage.ts";
import { listenForEnd } from "./listen-for-end.ts";
import { withRos2 } from "./with-ros2.ts";

/** The named nodes in one process, as `ros2 run` would. */
export const run: Command<NoOptions> = {
  name: "run",
  summary: "Runs the named nodes in one process, as `ros2 run` would.",
  words: { value: "NODE… [--ros-args …]", min: 1, max: NODE_NAMES.length, rosArgs: true },
  options: {},
  run: async ({ words, rosArgs }) => {
    words.forEach(checkName);
    return await withRos2(["run", ...words, ...rosArgs], async () => {
      await runNodes(words, rosArgs);
      return 0;
    });
  },
};

function checkName(name: string): void {
  if (!NODE_NAMES.includes(name)) {
    const nearest = nearestWord(name, NODE_NAMES);
    throw new UsageError(
      `there is no node '${name}'; ` +
        (nearest === undefined
          ? `there are ${NODE_NAMES.join(", ")}`
          : `did you mean '${nearest}'?`),
    );
  }
}

async function runNodes(names: readonly string[], args: readonly string[]): Promise<void> {
  const { ended } = listenForEnd();
  // Before there are threads of DDS, which inherit it.
  const favoured = favour(names);
  const opened: OpenBus[] = [];
  const running: (() => Promise<void>)[] = [];
  try {
    for (const name of names) {
      const node = await loadNode(name);
      const open = await openBus(name, args);
      opened.push(open);
      if (favoured !== undefined) {
        open.bus.log("info", favoured);
      }
      // Other nodes find this one meanwhile.
      await warmUpNode(name);
      running.push(await open.live(node));
    }
    await ended;
  } finally {
    for (const end of running.reverse()) {
      await end();
    }
    for (const open of opened.reverse()) {
      open.shutdown();
    }
    if (process.connected) {
      process.disconnect();
    }
  }
}
