import { endChildren } from "./children.mjs";
import { tell } from "./progress.mjs";

/** Signals that end a set-up, with the exit status each is known by. */
const ENDS = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/**
 * Runs some set-up so that a signal ends it at once, with everything it started; what is whole by then stays.
 * @template T
 * @param {() => Promise<T>} work - The set-up.
 * @returns {Promise<T>} What it returned.
 */
export async function interruptible(work) {
  let ending = false;
  /** @param {NodeJS.Signals} signal - The one that came. */
  const end = (signal) => {
    if (ending) return;
    ending = true;
    tell("Set-up interrupted; the next start goes on from here.");
    void endChildren().then(() => process.exit(ENDS[/** @type {keyof typeof ENDS} */ (signal)]));
  };
  const signals = /** @type {NodeJS.Signals[]} */ (Object.keys(ENDS));
  for (const signal of signals) process.on(signal, end);
  try {
    const result = await work();
    if (ending) await new Promise(() => {}); // the exit is on its way
    return result;
  } catch (error) {
    if (ending) await new Promise(() => {});
    throw error;
  } finally {
    for (const signal of signals) process.removeListener(signal, end);
  }
}
