import type { Severity } from "./port.ts";

/** Something a callback threw. The process goes on; whoever started the node may stop it for that. */
export type Fault = {
  /** What ran, for example `the subscription of /scan`. */
  readonly where: string;
  readonly error: unknown;
};

/** Runs callbacks so that nothing they throw, now or in a promise, reaches rclnodejs, which would abort the process. */
export type Guard = (where: string, act: () => unknown) => void;

/** A guard that logs each fault as an error and hands it on. */
export function makeGuard(
  log: (severity: Severity, sentence: string) => void,
  onFault: (fault: Fault) => void,
): Guard {
  const tell = (where: string, error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log("error", `${where} failed: ${text}`);
    try {
      onFault({ where, error });
    } catch (second) {
      log("error", `the handler of faults failed: ${String(second)}`);
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
