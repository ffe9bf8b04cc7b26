import { Worker } from "node:worker_threads";
import type { Seconds } from "../../quantity/time.ts";

/** Runs beside a main thread that may hang in native code, and ends the process by a signal no handler can take. */
const WATCH = `
const { workerData } = require("node:worker_threads");
setTimeout(() => {
  require("node:fs").writeSync(2, workerData.why + "\\n");
  process.kill(process.pid, "SIGKILL");
}, workerData.after);
`;

/**
 * Does `act`, and ends the whole process when it is not back after `seconds` [s] of real time: a node whose end hangs would stay
 * on the graph as one more publisher on the base's topic. Fast DDS is known to spin without end when it takes away the listener
 * of a participant while something is being discovered (eProsima/Fast-DDS issue 6513; seen here with every core busy).
 * @param what - What is done, for the line on the standard error before the end.
 * @throws Whatever `act` throws.
 */
export function endAtLatest(seconds: Seconds, what: string, act: () => void): void {
  const why = `coalign: ${what} did not end within ${seconds} s; the process ends without it`;
  const watch = new Worker(WATCH, {
    eval: true,
    execArgv: [],
    workerData: { why, after: seconds * 1000 },
  });
  watch.unref();
  try {
    act();
  } finally {
    void watch.terminate();
  }
}
