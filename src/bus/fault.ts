import type { Seconds } from "../quantity/time.ts";
import type { Severity } from "./port.ts";

/** Something a callback threw. The process goes on; whoever started the node may stop it for that. */
export type Fault = {
  /** What ran, for example `the subscription of /scan`. */
  readonly where: string;
  readonly error: unknown;
};

/** Runs callbacks so that nothing they throw, now or in a promise, reaches rclnodejs, which would abort the process. */
export type Guard = (where: string, act: () => unknown) => void;

/** How long the same fault is counted instead of logged again: a timer that throws must not fill the disk [s]. */
const QUIET: Seconds = 1;

/** Faults remembered for that; beyond it all is forgotten and logged anew [1]. */
const REMEMBERED = 100;

/**
 * A guard that logs each fault as an error, at most once a second each, and hands every one on.
 * @param now - Monotonic time [s].
 */
export function makeGuard(
  log: (severity: Severity, sentence: string) => void,
  onFault: (fault: Fault) => void,
  now: () => Seconds,
): Guard {
  const logged = new Map<string, { readonly at: Seconds; more: number }>();
  const logOnce = (where: string, error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const key = `${where} failed: ${error instanceof Error ? error.message : text}`;
    const last = logged.get(key);
    if (last !== undefined && now() - last.at < QUIET) {
      last.more++;
      return;
    }
    if (logged.size >= REMEMBERED) {
      logged.clear();
    }
    logged.set(key, { at: now(), more: 0 });
    const more = last === undefined || last.more === 0 ? "" : ` (and ${last.more} times more)`;
    log("error", `${where} failed${more}: ${text}`);
  };
  const tell = (where: string, error: unknown): void => {
    logOnce(where, error);
    try {
      onFault({ where, error });
    } catch (second) {
      logOnce("the handler of faults", second);
    }
  };
  return (where, act) => {
    try {
      const result = act();
      if (result instanceof Promise) {
        result.catch((error: unknown) => tell(where, error));
      }
    } catch (error) {
      tell(where, error);
    }
  };
}
