import { attendRun } from "./attend-run.ts";
import { bench } from "./bench.ts";
import { feed } from "./bench/relay/feed.ts";
import { reset, resume } from "./human-act.ts";
import { episodeWorker } from "./episode-worker.ts";
import { keys } from "./keys.ts";
import { replay } from "./replay.ts";
import { run } from "./run.ts";
import { soak } from "./soak.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import { stop } from "./stop.ts";
import type { Command } from "./usage.ts";

/** Every word after `coalign` that a user may say. */
export const COMMANDS: readonly Command[] = [
  start,
  run,
  stop,
  reset,
  resume,
  status,
  keys,
  bench,
  replay,
  soak,
];

/** Words that only coalign itself says. */
export const INTERNAL: readonly Command[] = [attendRun, episodeWorker, feed];
