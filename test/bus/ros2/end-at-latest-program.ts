import { endAtLatest } from "../../../src/bus/ros2/end-at-latest.ts";

/** Ends something that takes as long [ms] as its first argument says, without leaving the main thread. */

const until = performance.now() + Number(process.argv[2]);
endAtLatest(0.5, "the loop", () => {
  while (performance.now() < until) {
    // as native code that hangs
  }
});
