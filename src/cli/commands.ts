import type { Command } from "./usage.ts";

/** Commands by name, each loaded when it is asked for: a node's process loads what the node needs and nothing else. */
type Commands = { readonly [name: string]: () => Promise<Command> };

/** Every word after `coalign` that a user may say. */
export const COMMANDS: Commands = {
  start: async () => (await import("./start.ts")).start,
  run: async () => (await import("./run.ts")).run,
  stop: async () => (await import("./stop.ts")).stop,
  reset: async () => (await import("./human-act.ts")).reset,
  resume: async () => (await import("./human-act.ts")).resume,
  waive: async () => (await import("./waive.ts")).waive,
  limit: async () => (await import("./limit.ts")).limit,
  status: async () => (await import("./status.ts")).status,
  why: async () => (await import("./why.ts")).why,
  keys: async () => (await import("./keys.ts")).keys,
  rules: async () => (await import("./rules.ts")).rules,
  "import-nav2": async () => (await import("./import-nav2.ts")).importNav2,
  eval: async () => (await import("./eval.ts")).evaluate,
  train: async () => (await import("./train.ts")).train,
  bench: async () => (await import("./bench.ts")).bench,
  replay: async () => (await import("./replay.ts")).replay,
  soak: async () => (await import("./soak.ts")).soak,
  log: async () => (await import("./log.ts")).log,
  "verify-log": async () => (await import("./verify-log.ts")).verifyLogCommand,
};

/** Words that only coalign itself says. */
export const INTERNAL: Commands = {
  attend: async () => (await import("./attend-run.ts")).attendRun,
  work: async () => (await import("./worker.ts")).worker,
  trials: async () => (await import("./soak/ros2/trials.ts")).trials,
  feed: async () => (await import("./bench/relay/feed.ts")).feed,
  tick: async () => (await import("./bench/timers/tick.ts")).tick,
  lift: async () => (await import("./bench/veto/lift.ts")).lift,
  "latch-rig": async () => (await import("./soak/latch-rig.ts")).latchRig,
};
