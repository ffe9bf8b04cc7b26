import { type Command, type NoOptions, UsageError } from "../../usage.ts";
import type { TrialsJob } from "./run-trials.ts";

/** Every kind of trials by name. */
const TRIALS: { readonly [name: string]: () => Promise<(job: TrialsJob) => Promise<object>> } = {
  deadman: async () => (await import("./deadman-trials.ts")).tryDeadman,
  inputs: async () => (await import("./input-trials.ts")).tryInputs,
  hold: async () => (await import("./hold-trials.ts")).tryHold,
  rogue: async () => (await import("./rogue-trials.ts")).tryRogues,
  stops: async () => (await import("./stop-trials.ts")).tryStops,
};

/** Runs trials over ROS 2 for a soak and sends it the figures. */
export const trials: Command<NoOptions> = {
  name: "trials",
  summary: "Tries real processes over ROS 2, for `coalign soak`.",
  words: { value: "NAME JOB", min: 2, max: 2 },
  options: {},
  run: async ({ words: [name = "", job = ""] }) => {
    const load = Object.hasOwn(TRIALS, name) ? TRIALS[name] : undefined;
    if (load === undefined) {
      throw new UsageError(`there are no trials '${name}'`);
    }
    const run = await load();
    try {
      const figures = await run(JSON.parse(job) as TrialsJob);
      await new Promise<void>((resolve) => process.send?.(figures, () => resolve()));
      return 0;
    } finally {
      process.disconnect();
    }
  },
};
